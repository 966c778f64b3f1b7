package exchange.identity;

import com.typesafe.config.Config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the secret comes from under which the secrets of API keys are encrypted: see
 * {@link KeptSecret}. Nodes that share a server and are not given one take the secret that signs
 * tokens, which they share anyway; whoever changes that one later sets this one to what it was.
 */
public final class ApiKeySecret {
    private static final KeptSecret SECRET =
            new KeptSecret("exchange.identity.api-key-secret", "API_KEY_SECRET", "api-key-secret");

    private ApiKeySecret() {}

    /** @param dataDirectory present where this node owns one */
    public static byte[] find(Config root, Optional<Path> dataDirectory) {
        return SECRET.configured(root)
                .or(() -> dataDirectory.map(SECRET::in))
                .orElseGet(() -> TokenSecret.find(root, dataDirectory));
    }
}
