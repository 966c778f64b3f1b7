package exchange.identity;

import java.util.UUID;

/** What a refresh token of ours says: its own id and the login it belongs to. */
record RefreshClaims(String id, UUID login, long account) {}
