package exchange.drill;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The clock of one node's machine, which can be set while the node runs: libfaketime stands between
 * the process and the system, and adds what a file says to the time of day. The clock that nobody
 * can set stays as it is, as on a machine whose operator errs.
 */
final class FakeClock {
    private static final String LIBRARY = "faketime/libfaketimeMT.so.1";
    private static final List<String> FOLDERS =
            List.of("/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib");

    private final Path library;
    private final Path file;

    private FakeClock(Path library, Path file) {
        this.library = library;
        this.file = file;
    }

    /** Why there can be none here. */
    static Optional<String> obstacle() {
        return library().isPresent()
                ? Optional.empty()
                : Optional.of("needs libfaketime (Debian: apt-get install libfaketime)");
    }

    /** One that is right. */
    static FakeClock at(Path file) throws IOException {
        FakeClock clock = new FakeClock(
                library().orElseThrow(() -> new IOException(obstacle().orElseThrow())), file);
        clock.set(Duration.ZERO);
        return clock;
    }

    /** Debian has a folder for each kind of processor. */
    private static Optional<Path> library() {
        for (String folder : FOLDERS) {
            Path direct = Path.of(folder, LIBRARY);
            if (Files.exists(direct)) {
                return Optional.of(direct);
            }
            try (DirectoryStream<Path> kinds =
                    Files.newDirectoryStream(Path.of(folder), "*-linux-*")) {
                for (Path kind : kinds) {
                    if (Files.exists(kind.resolve(LIBRARY))) {
                        return Optional.of(kind.resolve(LIBRARY));
                    }
                }
            } catch (IOException e) {
                // There is no such folder here.
            }
        }
        return Optional.empty();
    }

    /** What the process whose clock it is has to be started with. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // Else waiting for a condition of Java returns at once, or too late.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0",
                "NO_FAKE_STAT",
                "1");
    }

    /** Sets it; the process sees it within a second. */
    void set(Duration ahead) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, "%+d%n".formatted(ahead.toSeconds()));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
