package exchange.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.typesafe.config.Config;

import exchange.ops.CannotStart;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Where the secret that signs tokens comes from: the configuration, or else a file in the data
 * directory that only the exchange's own user can read, made at the first start. Without a data
 * directory the configuration must name it, because all nodes need the same one.
 */
public final class TokenSecret {
    private static final String FILE = "jwt-secret";
    private static final int SECRET_BYTES = 64;

    private TokenSecret() {}

    /** @param dataDirectory present where this node owns one */
    public static byte[] find(Config root, Optional<Path> dataDirectory) {
        String configured = root.getString("exchange.identity.token-secret");
        if (!configured.isBlank()) {
            return configured.getBytes(UTF_8);
        }
        Path directory = dataDirectory.orElseThrow(() -> new CannotStart(
                CannotStart.Reason.CONFIGURATION,
                "JWT_SECRET_KEY is not set, and with an external PostgreSQL it must be the same on"
                        + " every node; make one with: openssl rand -hex 64"));
        try {
            return keptIn(directory);
        } catch (IOException e) {
            throw new CannotStart(
                    CannotStart.Reason.FAULT,
                    "cannot keep the token secret in " + directory + " (" + e.getMessage()
                            + "); make the directory writable, or set JWT_SECRET_KEY",
                    e);
        }
    }

    private static byte[] keptIn(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            create(directory, file);
        }
        byte[] secret = Files.readString(file, US_ASCII).strip().getBytes(US_ASCII);
        if (secret.length == 0) {
            throw new IOException(file + " is empty; delete it to get a new one");
        }
        return secret;
    }

    /** Written aside, flushed and moved, so that a crash never leaves half a secret. */
    private static void create(Path directory, Path file) throws IOException {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        byte[] text = Base64.getUrlEncoder().withoutPadding().encode(random);
        FileAttribute<Set<PosixFilePermission>> ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path aside = Files.createTempFile(directory, FILE, ".new", ownerOnly);
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
