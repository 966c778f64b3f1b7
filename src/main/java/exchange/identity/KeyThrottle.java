package exchange.identity;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;

/**
 * Slows down who sends requests that are not accepted. Guesses at one key count for the key and the
 * address together, so that a stranger cannot lock the owner out, and keys that nobody has count
 * for the address, so that a bot with a wrong secret does not stop its neighbours.
 */
final class KeyThrottle {
    private final Throttle throttle;

    KeyThrottle(IdentitySettings.Throttle settings, InstantSource clock) {
        throttle = new Throttle(settings, clock);
    }

    Duration delay(SignedRequest request, boolean isKnown) {
        Duration ofPair = throttle.delayOf(pair(request));
        return isKnown || !ofPair.isZero() ? ofPair : throttle.delayOf(request.address());
    }

    /** @param isKnown whether there is such a key */
    void failed(SignedRequest request, boolean isKnown) {
        if (isKnown) {
            throttle.failed(pair(request));
        } else {
            throttle.failed(request.address());
        }
    }

    void succeeded(SignedRequest request) {
        throttle.succeeded(pair(request));
    }

    private static String pair(SignedRequest request) {
        InetAddress address = request.address();
        return HexFormat.of().formatHex(address.getAddress()) + "/" + request.apiKey();
    }
}
