package exchange.identity;

import com.typesafe.config.Config;

import exchange.ops.CannotStart;

import java.nio.file.Path;
import java.util.Optional;

/** Where the secret that signs tokens comes from: see {@link KeptSecret}. */
public final class TokenSecret {
    private static final KeptSecret SECRET =
            new KeptSecret("exchange.identity.token-secret", "JWT_SECRET_KEY", "jwt-secret");

    private TokenSecret() {}

    /** @param dataDirectory present where this node owns one */
    public static byte[] find(Config root, Optional<Path> dataDirectory) {
        return SECRET.configured(root)
                .or(() -> dataDirectory.map(SECRET::in))
                .orElseThrow(() -> new CannotStart(
                        CannotStart.Reason.CONFIGURATION,
                        "JWT_SECRET_KEY is not set, and with an external PostgreSQL it must be the"
                                + " same on every node; make one with: openssl rand -hex 64"));
    }
}
