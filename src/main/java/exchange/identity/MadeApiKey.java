package exchange.identity;

import java.util.Optional;

/** A key just made, and for HMAC its secret, which nobody can ask for later. */
public record MadeApiKey(ApiKey key, Optional<String> secret) {
    @Override
    public String toString() {
        return "MadeApiKey[" + key.id() + "]";
    }
}
