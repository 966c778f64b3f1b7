package exchange.identity;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks whether a text was signed by the holder of one key. Safe for several threads. */
sealed interface Signatures {
    /** HMAC-SHA256 with a shared secret. */
    record Hmac(SecretKeySpec secret) implements Signatures {}

    record Ed25519(PublicKey key) implements Signatures {}

    static Signatures hmac(byte[] secret) {
        return new Hmac(new SecretKeySpec(secret, "HmacSHA256"));
    }

    static Signatures ed25519(byte[] der) {
        try {
            return new Ed25519(PublicKeyText.key(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored public key is none", e);
        }
    }

    /** @param signature in hex or base64 */
    default boolean fits(byte[] text, String signature) {
        try {
            return switch (this) {
                case Hmac hmac -> {
                    Mac mac = Mac.getInstance("HmacSHA256");
                    mac.init(hmac.secret());
                    byte[] expected = mac.doFinal(text);
                    yield bytes(signature, expected.length)
                            .filter(given -> MessageDigest.isEqual(given, expected))
                            .isPresent();
                }
                case Ed25519 ed25519 -> {
                    Signature check = Signature.getInstance("Ed25519");
                    check.initVerify(ed25519.key());
                    check.update(text);
                    Optional<byte[]> given = bytes(signature, 64);
                    yield given.isPresent() && check.verify(given.get());
                }
            };
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Optional<byte[]> bytes(String signature, int length) {
        try {
            byte[] bytes = signature.length() == 2 * length
                    ? HexFormat.of().parseHex(signature)
                    : Base64.getDecoder().decode(signature);
            return bytes.length == length ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
