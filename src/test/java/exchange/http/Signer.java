package exchange.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests as a client would, from what docs/openapi.yaml says about it. */
record Signer(String apiKey, UnaryOperator<String> signing) {
    /** No two requests of these tests may be the same. */
    private static final AtomicLong LAST = new AtomicLong();

    static Signer hmac(String apiKey, String secret) {
        return new Signer(apiKey, text -> {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
                return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    static Signer ed25519(String apiKey, PrivateKey key) {
        return new Signer(apiKey, text -> {
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(key);
                signature.update(text.getBytes(UTF_8));
                return Base64.getEncoder().encodeToString(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Microseconds, so that each request has a time of its own. */
    static String now() {
        long micros = System.currentTimeMillis() * 1_000;
        return Long.toString(LAST.updateAndGet(last -> Math.max(last + 1, micros)));
    }

    /** The three headers with their values. */
    String[] headers(String timestamp, String method, String target, String body) {
        return new String[] {
            "X-API-KEY", apiKey,
            "X-API-TIMESTAMP", timestamp,
            "X-API-SIGNATURE", signature(timestamp, method, target, body)
        };
    }

    String signature(String timestamp, String method, String target, String body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8));
            return signing.apply(timestamp + "\n" + method + "\n" + target + "\n"
                    + HexFormat.of().formatHex(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Reply send(String method, String target, String body) throws Exception {
        return send(method, target, body, headers(now(), method, target, body));
    }

    static Reply send(String method, String target, String body, String... headers)
            throws Exception {
        return ApiServer.nobody()
                .send(
                        method,
                        target,
                        java.net.http.HttpRequest.BodyPublishers.ofString(body),
                        headers);
    }

    Reply get(String target) throws Exception {
        return send("GET", target, "");
    }
}
