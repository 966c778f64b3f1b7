package exchange.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what the tables keep and must be able to read again, by AES-256-GCM under a key made
 * from the exchange's own secret. What is sealed opens only for the row it was sealed for. Stored
 * as a byte of version, 12 bytes by chance, and the ciphertext with its tag.
 */
final class SecretBox {
    private static final byte VERSION = 1;
    private static final int ONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String PURPOSE = "secrets of API keys";

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    SecretBox(byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "raw"));
            key = new SecretKeySpec(mac.doFinal(PURPOSE.getBytes(UTF_8)), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    /** @param row names the row that it belongs to */
    byte[] seal(String row, byte[] plain) {
        byte[] once = new byte[ONCE_BYTES];
        random.nextBytes(once);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, once, row).doFinal(plain);
            return ByteBuffer.allocate(1 + ONCE_BYTES + sealed.length)
                    .put(VERSION)
                    .put(once)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt with AES-GCM", e);
        }
    }

    /** Empty when it was sealed under another key, for another row, or was changed. */
    Optional<byte[]> open(String row, byte[] stored) {
        if (stored.length <= 1 + ONCE_BYTES || stored[0] != VERSION) {
            return Optional.empty();
        }
        byte[] once = Arrays.copyOfRange(stored, 1, 1 + ONCE_BYTES);
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, once, row)
                    .doFinal(stored, 1 + ONCE_BYTES, stored.length - 1 - ONCE_BYTES));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] once, String row) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, once));
        cipher.updateAAD(row.getBytes(UTF_8));
        return cipher;
    }
}
