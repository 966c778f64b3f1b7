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
 * A secret of the exchange's own: from the configuration, or else from a file in the data directory
 * that only the exchange's own user can read, made at the first start. Without a data directory the
 * configuration must name it, because all nodes need the same one.
 */
record KeptSecret(String key, String variable, String file) {
    private static final int SECRET_BYTES = 64;

    Optional<byte[]> configured(Config root) {
        String configured = root.getString(key);
        return configured.isBlank() ? Optional.empty() : Optional.of(configured.getBytes(UTF_8));
    }

    /** The one kept in the directory, made when it is not there. */
    byte[] in(Path directory) {
        try {
            return keptIn(directory);
        } catch (IOException e) {
            throw new CannotStart(
                    CannotStart.Reason.FAULT,
                    "cannot keep the secret " + file + " in " + directory + " (" + e.getMessage()
                            + "); make the directory writable, or set " + variable,
                    e);
        }
    }

    private byte[] keptIn(Path directory) throws IOException {
        Path path = directory.resolve(file);
        if (!Files.exists(path)) {
            create(directory, path);
        }
        byte[] secret = Files.readString(path, US_ASCII).strip().getBytes(US_ASCII);
        if (secret.length == 0) {
            throw new IOException(path + " is empty; delete it to get a new one");
        }
        return secret;
    }

    /** Written aside, flushed and moved, so that a crash never leaves half a secret. */
    private void create(Path directory, Path path) throws IOException {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        byte[] text = Base64.getUrlEncoder().withoutPadding().encode(random);
        FileAttribute<Set<PosixFilePermission>> ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path aside = Files.createTempFile(directory, file, ".new", ownerOnly);
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE);
    }
}
