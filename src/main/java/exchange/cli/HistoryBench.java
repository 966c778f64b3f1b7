package exchange.cli;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.bootstrap.Engine;
import exchange.load.RestClient;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * {@code ./exchange bench history}: how long it takes to see any point of one market's journal of a
 * million changes, by its number or by its time, over HTTP, and what happened to an order in it.
 */
final class HistoryBench {
    private static final String MARKET = "BTC-USD";
    private static final String ROUTE = "/api/v1/markets/" + MARKET;
    private static final long CHANGES = 1_000_000;
    private static final int IN_FLIGHT = 4_000;
    private static final int POINTS = 20;
    /** Users are numbered from 1. */
    private static final long FIRST_ACCOUNT = 100_000;

    private static final double MILLIS_MAX = 1_500;
    private static final long COPIES_WAIT_NANOS = 45_000_000_000L;
    private static final long TRY_AGAIN_NANOS = 200_000_000L;
    private static final String FAR_AWAY = "{\"symbol\":\"" + MARKET
            + "\",\"side\":\"BUY\",\"order_type\":\"LIMIT\",\"price\":9900,\"quantity\":0.001}";

    private final EngineBench load;
    private final RestClient rest;
    private final RestClient.User user;
    private final LongSupplier rowsBehind;
    private final Consumer<String> steps;
    private final List<String> rows = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(46);

    /**
     * @param user a funded one
     * @param rowsBehind how much the tables have not read yet
     */
    HistoryBench(
            Engine engine,
            RestClient rest,
            RestClient.User user,
            LongSupplier rowsBehind,
            Consumer<String> steps) {
        this.load = new EngineBench(engine, MARKET, FIRST_ACCOUNT, 45);
        this.rowsBehind = rowsBehind;
        this.rest = rest;
        this.user = user;
        this.steps = steps;
    }

    List<String> rows() {
        return rows;
    }

    /** Marks that were not reached. */
    List<String> failures() {
        return failures;
    }

    void run() {
        load.fund();
        long began = System.currentTimeMillis();
        String oldest = place();
        List<String> orders = new ArrayList<>(List.of(oldest));
        long changes = 0;
        while (changes < CHANGES) {
            load.closedLoop(IN_FLIGHT, 2);
            orders.add(place());
            changes = rest.get(ROUTE + "/depth?levels=1", "").get("sequence").asLong();
            steps.accept("%,d changes of a book".formatted(changes));
        }
        long ended = System.currentTimeMillis();
        steps.accept("waiting for the copies of past books");
        LockSupport.parkNanos(COPIES_WAIT_NANOS);
        while (rowsBehind.getAsLong() > 0) {
            LockSupport.parkNanos(TRY_AGAIN_NANOS);
        }
        rows.add("history: a market's journal of %,d changes".formatted(changes));
        long last = changes;
        row("  its book after a random change", i -> {
            return ROUTE + "/book?sequence=" + (1 + random.nextLong(last));
        });
        row("  its book at a random time", i -> {
            Instant at = Instant.ofEpochMilli(began + 1 + random.nextLong(ended - began));
            return ROUTE + "/book?at=" + at;
        });
        row("  the story of an order that rests since then", i -> {
            return "/api/v1/orders/" + orders.get((int) i % orders.size()) + "/story";
        });
    }

    private String place() {
        JsonNode answer = rest.place(user, FAR_AWAY);
        return answer.at("/order/id").asText();
    }

    /** The first of each kind warms up and is not counted. */
    private void row(String name, LongFunction<String> paths) {
        steps.accept(name.strip());
        List<Double> millis = new ArrayList<>();
        for (int i = -1; i < POINTS; i++) {
            String path = paths.apply(Math.max(i, 0));
            long start = System.nanoTime();
            rest.get(path, user.token());
            if (i >= 0) {
                millis.add((System.nanoTime() - start) / 1e6);
            }
        }
        millis.sort(Double::compare);
        double median = millis.get(POINTS / 2);
        rows.add("%-50s %,6.0f ms median, %,6.0f ms worst of %d"
                .formatted(name, median, millis.getLast(), POINTS));
        if (median > MILLIS_MAX) {
            failures.add(name.strip() + " in about a second");
        }
    }
}
