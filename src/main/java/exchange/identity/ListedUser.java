package exchange.identity;

import java.time.Instant;

/** A user as admins see one among many. */
public record ListedUser(User user, Instant createdAt) {}
