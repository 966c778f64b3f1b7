package exchange.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An Ed25519 public key as clients send it: PEM, its base64 alone, or the bare 32 bytes in base64
 * or hex. Kept as DER (SubjectPublicKeyInfo).
 */
public final class PublicKeyText {
    private static final int RAW_BYTES = 32;
    private static final byte[] DER_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    private final byte[] der;

    private PublicKeyText(byte[] der) {
        this.der = der;
    }

    /** Empty when it is no Ed25519 public key. */
    public static Optional<PublicKeyText> parse(String given) {
        String text = given.strip();
        if (text.startsWith(BEGIN) && text.endsWith(END)) {
            text = text.substring(BEGIN.length(), text.length() - END.length());
        }
        return bytes(text.replaceAll("\\s", ""))
                .map(bytes -> bytes.length == RAW_BYTES ? withPrefix(bytes) : bytes)
                .filter(PublicKeyText::isKey)
                .map(PublicKeyText::new);
    }

    private static Optional<byte[]> bytes(String text) {
        try {
            return Optional.of(
                    text.length() == 2 * RAW_BYTES
                            ? HexFormat.of().parseHex(text)
                            : Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] withPrefix(byte[] raw) {
        byte[] der = Arrays.copyOf(DER_PREFIX, DER_PREFIX.length + RAW_BYTES);
        System.arraycopy(raw, 0, der, DER_PREFIX.length, RAW_BYTES);
        return der;
    }

    private static boolean isKey(byte[] der) {
        if (der.length != DER_PREFIX.length + RAW_BYTES
                || !Arrays.equals(der, 0, DER_PREFIX.length, DER_PREFIX, 0, DER_PREFIX.length)) {
            return false;
        }
        try {
            return key(der) != null;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static PublicKey key(byte[] der) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
    }

    byte[] der() {
        return der.clone();
    }
}
