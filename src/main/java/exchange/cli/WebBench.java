package exchange.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import exchange.bootstrap.Settings;
import exchange.load.RestClient;
import exchange.load.SocketLoad;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code ./exchange bench web}: how the trade page fares in a browser while its market's book
 * changes a thousand times a second. Browser, load, exchange and PostgreSQL share the machine, and
 * the browser draws without a graphics card; so a blank page is watched before and after.
 */
final class WebBench {
    private static final int ORDERS_PER_SECOND = 1_000;
    private static final double WARM_UP_SECONDS = 20;
    /** The browser starts, loads the page and warms up meanwhile. */
    private static final double AROUND_SECONDS = 25;
    /** Of the frames of a blank page: 55 of 60. */
    private static final double FRAMES_SHARE_MIN = 55.0 / 60;

    private static final double TASK_MILLIS_MAX = 100;
    private static final double COMMITS_PER_SECOND_MAX = 15;
    private static final double SCRIPT_KILOBYTES_MAX = 250;

    private final RestClient rest;
    private final RestClient.User user;
    private final String market;
    private final double seconds;
    private final List<String> rows = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    WebBench(RestClient rest, RestClient.User user, String market, double seconds) {
        this.rest = rest;
        this.user = user;
        this.market = market;
        this.seconds = seconds;
    }

    List<String> rows() {
        return rows;
    }

    /** Marks that were not reached. */
    List<String> failures() {
        return failures;
    }

    void run() {
        new SocketLoad(rest, user, market, "warm-web-")
                .openLoop(ORDERS_PER_SECOND, WARM_UP_SECONDS);
        ExecutorService flows = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<SocketLoad.Result> orders = CompletableFuture.supplyAsync(
                    () -> new SocketLoad(rest, user, market, "web-")
                            .openLoop(ORDERS_PER_SECOND, 2 * seconds + AROUND_SECONDS),
                    flows);
            JsonNode seen = browser();
            report(seen, orders.join());
        } finally {
            flows.shutdown();
        }
    }

    private void report(JsonNode seen, SocketLoad.Result orders) {
        double frames = seen.get("framesPerSecond").asDouble();
        double commits = seen.get("commitsPerSecond").asDouble();
        double longest = seen.get("longestTaskMillis").asDouble();
        double blankFrames = seen.get("blankFramesPerSecond").asDouble();
        double blankLongest = seen.get("blankLongestMillis").asDouble();
        double kilobytes = seen.get("scriptBytes").asLong() / 1e3;
        rows.add(String.format(
                Locale.ROOT,
                "web: %,.0f orders/s into the book shown; %.1f frames/s, %.1f commits/s, "
                        + "%d tasks over 50 ms, the longest %.0f ms",
                orders.ordersPerSecond(),
                frames,
                commits,
                seen.get("longTasks").asInt(),
                longest));
        rows.add(String.format(
                Locale.ROOT,
                "  a blank page in the same run, all that the machine gives: %.1f frames/s, "
                        + "the longest task %.0f ms",
                blankFrames,
                blankLongest));
        rows.add(String.format(
                Locale.ROOT, "  script of the first load, compressed: %.1f kB", kilobytes));
        mark("55 of a blank page's 60 frames", frames >= FRAMES_SHARE_MIN * blankFrames);
        mark(
                "no task over 100 ms that a blank page has not",
                longest <= Math.max(TASK_MILLIS_MAX, blankLongest));
        mark("at most 15 commits/s", commits <= COMMITS_PER_SECOND_MAX);
        mark("at most 250 kB of script", kilobytes <= SCRIPT_KILOBYTES_MAX);
    }

    private JsonNode browser() {
        Path script = Path.of(System.getProperty(Settings.HOME_PROPERTY, "."))
                .resolve("frontend/bench/web.mjs");
        try {
            Process node = new ProcessBuilder(
                            "node",
                            script.toString(),
                            rest.base().toString(),
                            market,
                            String.valueOf(seconds))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            byte[] said = node.getInputStream().readAllBytes();
            int ended = node.waitFor();
            if (ended != 0) {
                throw new IllegalStateException(script + " ended with " + ended);
            }
            return new ObjectMapper().readTree(new String(said, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the browser could not be watched by " + script, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a browser was watched", e);
        }
    }

    private void mark(String what, boolean isReached) {
        if (!isReached) {
            failures.add("the trade page: " + what);
        }
    }
}
