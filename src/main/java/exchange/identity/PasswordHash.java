package exchange.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Argon2id, stored in the PHC string format so that its parameters can be raised later: old hashes
 * still verify, and are replaced when their owner logs in. Slow and large by intention; callers run
 * it on a bounded executor.
 */
final class PasswordHash {
    private static final Pattern PHC = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),"
            + "t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;

    private final int memoryKib;
    private final int iterations;
    private final SecureRandom random = new SecureRandom();
    private final String dummy;

    PasswordHash(int memoryKib, int iterations) {
        this.memoryKib = memoryKib;
        this.iterations = iterations;
        dummy = hash("nobody has this password");
    }

    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = argon2(password, salt, memoryKib, iterations, LANES, HASH_BYTES);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "%s%s$%s"
                .formatted(parameters(), base64.encodeToString(salt), base64.encodeToString(hash));
    }

    /** @throws IllegalStateException when what was stored is no hash of ours */
    boolean matches(String password, String stored) {
        Matcher phc = PHC.matcher(stored);
        if (!phc.matches()) {
            throw new IllegalStateException("a stored password hash is not in the argon2id format");
        }
        byte[] salt = Base64.getDecoder().decode(phc.group(4));
        byte[] expected = Base64.getDecoder().decode(phc.group(5));
        byte[] found = argon2(
                password,
                salt,
                Integer.parseInt(phc.group(1)),
                Integer.parseInt(phc.group(2)),
                Integer.parseInt(phc.group(3)),
                expected.length);
        return MessageDigest.isEqual(expected, found);
    }

    /** Takes as long as {@link #matches}, so that time does not tell which emails have users. */
    void matchNobody(String password) {
        matches(password, dummy);
    }

    boolean isOutdated(String stored) {
        return !stored.startsWith(parameters());
    }

    private String parameters() {
        return "$argon2id$v=19$m=%d,t=%d,p=%d$".formatted(memoryKib, iterations, LANES);
    }

    private static byte[] argon2(
            String password, byte[] salt, int memoryKib, int iterations, int lanes, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(iterations)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password.getBytes(UTF_8), hash);
        return hash;
    }
}
