package exchange.identity;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A key to the API as its owner may see it: no secret. Which account it speaks for, what it may do,
 * from where and until when.
 *
 * @param allowedIps empty for every address
 */
public record ApiKey(
        String id,
        long account,
        String label,
        Type type,
        Set<Scope> scopes,
        List<IpRange> allowedIps,
        Instant createdAt,
        Optional<Instant> expiresAt) {

    /** How requests are signed: with a secret that both sides have, or with a private key. */
    public enum Type {
        HMAC,
        ED25519
    }

    public ApiKey {
        scopes = Set.copyOf(EnumSet.copyOf(scopes));
        allowedIps = List.copyOf(allowedIps);
    }

    boolean isExpired(Instant now) {
        return expiresAt.filter(at -> !at.isAfter(now)).isPresent();
    }
}
