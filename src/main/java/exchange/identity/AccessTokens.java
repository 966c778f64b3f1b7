package exchange.identity;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whom an access token speaks for, from memory alone. Tokens already verified are remembered,
 * at most 10,000, so that a busy client's signature is checked once. Logins that were ended, here
 * or on another node, are known until their last access token has expired. Safe for several
 * threads.
 */
final class AccessTokens {
    private static final int REMEMBERED_MAX = 10_000;

    private final TokenCodec codec;
    private final InstantSource clock;
    private final Map<String, Caller> callersByToken = new ConcurrentHashMap<>();
    private final Map<UUID, Long> revokedAtByLogin = new ConcurrentHashMap<>();

    AccessTokens(TokenCodec codec, InstantSource clock) {
        this.codec = codec;
        this.clock = clock;
    }

    Optional<Caller> verify(String token) {
        Caller known = callersByToken.get(token);
        Optional<Caller> caller = known == null ? codec.readAccess(token) : Optional.of(known);
        if (caller.isEmpty() || !isValid(caller.get())) {
            return Optional.empty();
        }
        if (known == null) {
            remember(token, caller.get());
        }
        return caller;
    }

    /** Whether it is still in time and not revoked; sockets ask again while they are open. */
    boolean isValid(Caller caller) {
        return caller.expiresAtMillis() > clock.millis()
                && !revokedAtByLogin.containsKey(caller.login());
    }

    void revoke(UUID login) {
        revokedAtByLogin.put(login, clock.millis());
    }

    /** For logins so old that none of their access tokens can be in time any more. */
    void forgetRevocationsBefore(Instant oldest) {
        revokedAtByLogin.values().removeIf(revokedAt -> revokedAt < oldest.toEpochMilli());
    }

    private void remember(String token, Caller caller) {
        if (callersByToken.size() >= REMEMBERED_MAX) {
            callersByToken.clear();
        }
        callersByToken.put(token, caller);
    }
}
