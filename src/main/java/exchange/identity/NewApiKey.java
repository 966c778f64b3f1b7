package exchange.identity;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A key that a user wants.
 *
 * @param publicKey present exactly for an ED25519 key
 */
public record NewApiKey(
        String label,
        ApiKey.Type type,
        Set<Scope> scopes,
        Optional<PublicKeyText> publicKey,
        List<IpRange> allowedIps,
        Optional<Instant> expiresAt) {
    public NewApiKey {
        scopes = Set.copyOf(EnumSet.copyOf(scopes));
        allowedIps = List.copyOf(allowedIps);
        if (publicKey.isPresent() != (type == ApiKey.Type.ED25519)) {
            throw new IllegalArgumentException("a public key belongs to an ED25519 key alone");
        }
    }
}
