package exchange.persistence;

import exchange.ops.CannotStart;
import exchange.ops.CannotStart.Reason;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
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
            Files.writeString(path.resolve(PID_FILE), ProcessHandle.current().pid() + "\n");
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
                    ? readPid(directory).flatMap(ProcessHandle::of)
                    : Optional.empty();
        } catch (IOException e) {
            throw new CannotStart(
                    Reason.FAULT, "cannot look into the data directory " + directory, e);
        }
    }

    public Path path() {
        return path;
    }

    /** Writes a file that only the exchange's own user may read. */
    void writeSecret(String name, String secret) throws IOException {
        Path file = path.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        if (!OPEN_HERE.contains(path)) {
            return;
        }
        try {
            Files.deleteIfExists(path.resolve(PID_FILE));
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
        String who = readPid(path).map(pid -> " (process " + pid + ")").orElse("");
        return new CannotStart(
                Reason.DATA_IN_USE,
                "another exchange" + who + " is running on " + path
                        + "; stop it with ./exchange stop, or set DATA_DIR to another folder");
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

    private static Optional<Long> readPid(Path directory) {
        try {
            return Optional.of(
                    Long.valueOf(Files.readString(directory.resolve(PID_FILE)).strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
