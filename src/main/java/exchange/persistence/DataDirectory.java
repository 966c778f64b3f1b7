package exchange.persistence;

import exchange.ops.CannotStart;
import exchange.ops.CannotStart.Reason;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder that holds everything one exchange keeps on this machine. Whoever has opened it is
 * its only user until it is closed, or until the process dies, however it dies. The process id of
 * the owner stands in it, for {@code stop} and {@code status}.
 */
public final class DataDirectory implements AutoCloseable {
    private static final String LOCK_FILE = "lock";
    private static final String PID_FILE = "exchange.pid";
    private static final String URL_FILE = "exchange.url";
    private static final int SECRET_BYTES = 32;

    /** The system's lock is per process, and closing any channel on the file would give it up. */
    private static final Set<Path> OPEN_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    public static DataDirectory open(Path directory, long freeBytesMin) {
        Path path = directory.toAbsolutePath().normalize();
        try {
            createPrivate(path);
            requireSpace(path, freeBytesMin);
            DataDirectory opened = lock(path.toRealPath());
            Files.deleteIfExists(path.resolve(URL_FILE));
            Files.writeString(path.resolve(PID_FILE), identity(ProcessHandle.current()) + "\n");
            return opened;
        } catch (IOException e) {
            throw new CannotStart(
                    Reason.FAULT,
                    "cannot use the data directory " + path + " (" + e + "); make it writable, or"
                            + " set DATA_DIR to another one",
                    e);
        }
    }

    /** The process that has it open now, as far as can be told from outside. */
    public static Optional<ProcessHandle> owner(Path directory) {
        try {
            return isLocked(directory)
                    ? readIdentity(directory).flatMap(DataDirectory::processOf)
                    : Optional.empty();
        } catch (IOException e) {
            throw new CannotStart(
                    Reason.FAULT, "cannot look into the data directory " + directory, e);
        }
    }

    public Path path() {
        return path;
    }

    /** Where the running exchange is reached, for commands that look in from outside. */
    public void publishUrl(String url) {
        try {
            Files.writeString(path.resolve(URL_FILE), url + "\n");
        } catch (IOException e) {
            throw new IllegalStateException("cannot write to " + path, e);
        }
    }

    /** What the exchange that runs on this directory said with {@link #publishUrl}. */
    public static Optional<String> publishedUrl(Path directory) {
        try {
            return Optional.of(Files.readString(directory.resolve(URL_FILE)).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps a secret of somebody else's making under this name, for our own user's eyes only. */
    public void keepSecret(String name, String secret) {
        Path file = path.resolve(name);
        try {
            writePrivate(file, secret);
        } catch (IOException e) {
            throw new CannotStart(Reason.FAULT, "cannot keep a secret in " + file, e);
        }
    }

    /** 32 random bytes in hex under this name: made once, kept, readable by our own user only. */
    public String secret(String name) {
        Path file = path.resolve(name);
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(random);
                writePrivate(file, HexFormat.of().formatHex(random));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CannotStart(Reason.FAULT, "cannot keep a secret in " + file, e);
        }
    }

    /** Complete or not there: a secret that was half written when the power went is no secret. */
    private static void writePrivate(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.US_ASCII.encode(text + "\n"));
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        if (!OPEN_HERE.contains(path)) {
            return;
        }
        try {
            Files.deleteIfExists(path.resolve(PID_FILE));
            Files.deleteIfExists(path.resolve(URL_FILE));
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot release " + path, e);
        } finally {
            OPEN_HERE.remove(path);
        }
    }

    private static void createPrivate(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(
                    path,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static void requireSpace(Path path, long freeBytesMin) throws IOException {
        long free = Files.getFileStore(path).getUsableSpace();
        if (free < freeBytesMin) {
            throw new CannotStart(
                    Reason.DISK_FULL,
                    "only %d MiB are free in %s and the exchange needs %d MiB to start; free some"
                                    .formatted(free >> 20, path, freeBytesMin >> 20)
                            + " space, or set DATA_DIR to another disk");
        }
    }

    private static DataDirectory lock(Path path) throws IOException {
        if (!OPEN_HERE.add(path)) {
            throw inUse(path);
        }
        FileChannel channel = null;
        FileLock lock = null;
        try {
            channel = FileChannel.open(
                    path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = channel.tryLock();
            if (lock == null) {
                throw inUse(path);
            }
            return new DataDirectory(path, channel, lock);
        } finally {
            if (lock == null) {
                OPEN_HERE.remove(path);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static CannotStart inUse(Path path) {
        String who = readIdentity(path)
                .flatMap(DataDirectory::processOf)
                .map(process -> " (process " + process.pid() + ")")
                .orElse("");
        return new CannotStart(
                Reason.DATA_IN_USE,
                "another exchange" + who + " is running on " + path
                        + "; stop it with ./exchange stop, or set DATA_DIR to another folder");
    }

    /**
     * Throws what {@link #open} would when another exchange runs on the directory, which need not
     * exist. For whoever asks before it takes anything.
     */
    public static void requireUnused(Path directory) {
        try {
            if (isLocked(directory)) {
                throw inUse(directory.toRealPath());
            }
        } catch (IOException e) {
            // Opening it says what is wrong.
        }
    }

    private static boolean isLocked(Path directory) throws IOException {
        Path lockFile = directory.resolve(LOCK_FILE);
        if (!Files.exists(lockFile)) {
            return false;
        }
        if (OPEN_HERE.contains(directory.toRealPath())) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        }
    }

    private static Optional<String> readIdentity(Path directory) {
        try {
            return Optional.of(Files.readString(directory.resolve(PID_FILE)).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A number alone may by now be somebody else's; together with the start it is unique. */
    private static String identity(ProcessHandle process) {
        long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return process.pid() + " " + start;
    }

    private static Optional<ProcessHandle> processOf(String identity) {
        try {
            return ProcessHandle.of(Long.parseLong(identity.split(" ", 2)[0]))
                    .filter(process -> identity(process).equals(identity));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
