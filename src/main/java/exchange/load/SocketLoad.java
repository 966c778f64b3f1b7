package exchange.load;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Orders of one account over one new socket: as many as it takes, or at a fixed rate. */
public final class SocketLoad {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RestClient rest;
    private final RestClient.User user;
    private final OrderTexts texts;
    private Latencies latencies = new Latencies();
    private long refused;
    private String firstRefusal = "";

    public SocketLoad(RestClient rest, RestClient.User user, String market, String prefix) {
        this.rest = rest;
        this.user = user;
        this.texts = new OrderTexts(market, prefix, 42);
    }

    /** What one run came to. */
    public record Result(
            double ordersPerSecond, Latencies latencies, long refused, String firstRefusal) {}

    /** As many orders as it takes, with so many in flight. */
    public Result closedLoop(int inFlight, double seconds) {
        return run(inFlight, seconds, Integer.MAX_VALUE);
    }

    /** Orders at a fixed rate, each in a frame of its own. */
    public Result openLoop(int perSecond, double seconds) {
        return run(Integer.MAX_VALUE, seconds, perSecond);
    }

    private Result run(int inFlight, double seconds, int perSecond) {
        latencies = new Latencies();
        refused = 0;
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        long orders = 0;
        try (OrderSocket socket = new OrderSocket(
                rest.http(), rest.base(), user.token(), inFlight, PATIENCE, this::answered)) {
            while (System.nanoTime() < end) {
                if (perSecond < Integer.MAX_VALUE) {
                    socket.flush();
                    waitUntil(start + orders * 1_000_000_000L / perSecond);
                }
                orders++;
                socket.send(
                        orders,
                        "{\"op\":\"place\",\"id\":" + orders + ",\"order\":" + texts.next() + "}");
            }
            socket.drain();
        }
        double took = (System.nanoTime() - start) / 1e9;
        return new Result(orders / took, latencies, refused, firstRefusal);
    }

    private static void waitUntil(long nanos) {
        long wait;
        while ((wait = nanos - System.nanoTime()) > 0) {
            LockSupport.parkNanos(wait);
        }
    }

    private synchronized void answered(long nanos, JsonNode answer) {
        latencies.add(nanos);
        if (answer.get("status").asInt() != 200) {
            refused++;
            firstRefusal = firstRefusal.isEmpty() ? answer.toString() : firstRefusal;
        }
    }
}
