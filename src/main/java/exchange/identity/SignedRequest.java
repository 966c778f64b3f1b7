package exchange.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A request that says who it is by a signature.
 *
 * @param timestamp digits as the client sent them: epoch milliseconds, or microseconds
 * @param signature in hex or base64
 * @param target path and query exactly as they were sent
 * @param address where it comes from
 */
public record SignedRequest(
        String apiKey,
        String timestamp,
        String signature,
        String method,
        String target,
        byte[] body,
        InetAddress address) {

    /** What is signed: timestamp, method, target and the body's SHA-256 in hex, a line each. */
    byte[] text() {
        String bodyHash = HexFormat.of().formatHex(sha256(body));
        return String.join("\n", timestamp, method, target, bodyHash).getBytes(UTF_8);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "SignedRequest[" + apiKey + ", " + method + "]";
    }
}
