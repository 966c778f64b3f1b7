package exchange.load;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Orders of one account over one new socket: as many as it takes, or at a fixed rate. Sender and
 * listener are one thread. A load that is cut fails; {@link Replay} is the one that goes on.
 */
public final class SocketLoad {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int OPS_PER_FRAME = 50;
    private static final int REFUSAL_BYTES_MAX = 500;

    /** At least the orders in flight; a power of two. */
    private static final int UNANSWERED_MAX = 1 << 16;

    private final URI base;
    private final RestClient.User user;
    private final OrderTexts texts;

    /** Of order n at [n % UNANSWERED_MAX]: when it was sent or due, nanoseconds. */
    private final long[] since = new long[UNANSWERED_MAX];

    private Latencies latencies = new Latencies();
    private long sent;
    private long answered;
    private long refused;
    private String firstRefusal = "";

    public SocketLoad(RestClient rest, RestClient.User user, String market, String prefix) {
        this.base = rest.base();
        this.user = user;
        this.texts = new OrderTexts(market, prefix, 42);
    }

    /** What one run came to. */
    public record Result(
            double ordersPerSecond, Latencies latencies, long refused, String firstRefusal) {}

    private interface Sender {
        /** Sends what is to be sent; says how long it has nothing to do, nanoseconds. */
        long send(FrameSocket socket, long now) throws IOException;
    }

    /** As many orders as it takes, with so many in flight. */
    public Result closedLoop(int inFlight, double seconds) {
        return run(seconds, (socket, now) -> {
            while (inFlight - (sent - answered) >= OPS_PER_FRAME && socket.hasRoom()) {
                sendFrame(socket, now);
            }
            return PATIENCE_NANOS;
        });
    }

    /**
     * Orders at a fixed rate, each in a frame of its own, whatever the answers do; times count from
     * when each was due.
     */
    public Result openLoop(int perSecond, double seconds) {
        long start = System.nanoTime();
        return run(seconds, (socket, now) -> {
            long due;
            while ((due = start + sent * 1_000_000_000L / perSecond) <= now) {
                socket.send(operation(due));
            }
            return due - now;
        });
    }

    private Result run(double seconds, Sender sender) {
        latencies = new Latencies();
        sent = 0;
        answered = 0;
        refused = 0;
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        try (FrameSocket socket = FrameSocket.open(base, "/api/v1/ws", user.token())) {
            long lastAnswer = start;
            for (long now = start; now < end || answered < sent; now = System.nanoTime()) {
                long before = answered;
                long wait = now < end ? sender.send(socket, now) : PATIENCE_NANOS;
                socket.pump(wait, this::received);
                lastAnswer = answered > before || before == sent ? System.nanoTime() : lastAnswer;
                if (now - lastAnswer > PATIENCE_NANOS) {
                    throw new LoadFailed(sent - answered + " operations got no answer");
                }
            }
        } catch (IOException e) {
            throw new LoadFailed("the socket to " + base + " broke: " + e.getMessage());
        }
        double took = (System.nanoTime() - start) / 1e9;
        return new Result(answered / took, latencies, refused, firstRefusal);
    }

    private void sendFrame(FrameSocket socket, long now) throws IOException {
        StringBuilder frame = new StringBuilder(OPS_PER_FRAME * 256).append('[');
        for (int i = 0; i < OPS_PER_FRAME; i++) {
            frame.append(i == 0 ? "" : ",").append(operation(now));
        }
        socket.send(frame.append(']').toString());
    }

    private String operation(long now) {
        if (sent - answered >= UNANSWERED_MAX) {
            throw new LoadFailed(UNANSWERED_MAX + " operations without an answer");
        }
        sent++;
        since[(int) (sent % UNANSWERED_MAX)] = now;
        return "{\"op\":\"place\",\"id\":" + sent + ",\"order\":" + texts.next() + "}";
    }

    private void received(ByteBuffer text) {
        long now = System.nanoTime();
        AnswerScan.each(text, (id, status) -> {
            answered++;
            latencies.add(now - since[(int) (id % UNANSWERED_MAX)]);
            if (status != 200 && refused++ == 0) {
                ByteBuffer start = text.slice(0, Math.min(text.limit(), REFUSAL_BYTES_MAX));
                firstRefusal = StandardCharsets.UTF_8.decode(start).toString();
            }
        });
    }
}
