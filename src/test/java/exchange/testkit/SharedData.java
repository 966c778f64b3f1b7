package exchange.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Recorded order flow that lies beside a checkout, not in it. Tests that need it are skipped
 * without it.
 */
public final class SharedData {
    /** A Bitstamp session with what a reference engine made of it. */
    public static final Path BITSTAMP = Path.of("../shared/data/bitstamp-2015-05-01");

    private SharedData() {}

    /** A file of that session. */
    public static Path bitstampFile(String name) {
        Path path = BITSTAMP.resolve(name);
        assumeTrue(
                Files.exists(path), () -> "skipped: no recorded flow at " + path.toAbsolutePath());
        return path;
    }

    /** The rows of a CSV file of that session without its header, gzip or not, split at commas. */
    public static List<String[]> bitstamp(String file) {
        try (BufferedReader lines = open(bitstampFile(file))) {
            return lines.lines().skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader open(Path path) throws IOException {
        return path.toString().endsWith(".gz")
                ? new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))
                : Files.newBufferedReader(path);
    }
}
