package exchange.load;

import exchange.drill.DepthBook;
import exchange.testkit.TestNode;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A client that follows a market's depth over a connection that is cut again and again, and keeps
 * what its book was at many sequence numbers.
 */
final class CutFollower implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI uri;
    private final String subscribe;
    private final Random random;
    private final Map<Long, Copy> copies = new ConcurrentHashMap<>();
    private final BlockingQueue<Boolean> cuts = new LinkedBlockingQueue<>();
    private final Thread cutter = new Thread(this::cutWhenAsked, "cutter");
    private Ear ear;
    private volatile Throwable failure;
    private volatile long sequence;
    private volatile int cutCount;

    /** The book at one sequence number. */
    record Copy(List<DepthBook.Level> bids, List<DepthBook.Level> asks) {}

    CutFollower(URI base, String symbol, Random random) {
        this.uri = URI.create(base.toString().replaceFirst("^http", "ws") + "/api/v1/ws");
        this.subscribe =
                "{\"op\":\"subscribe\",\"channel\":\"depth\",\"symbol\":\"" + symbol + "\"}";
        this.random = random;
        ear = connect();
        cutter.start();
    }

    private Ear connect() {
        Ear fresh = new Ear();
        fresh.socket = http.newWebSocketBuilder().buildAsync(uri, fresh).join();
        fresh.socket.sendText(subscribe, true).join();
        return fresh;
    }

    /** Cuts the connection as soon as it has heard anything; never waits. */
    void cut() {
        cuts.add(true);
    }

    private void cutWhenAsked() {
        try {
            while (cuts.take()) {
                ear.heard.await();
                ear.isOver = true;
                ear.socket.abort();
                ear = connect();
                cutCount++;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** Waits until all cuts were made and the book stands there. */
    void await(int cutsMade, long wantedSequence) throws InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (failure == null && (cutCount < cutsMade || sequence != wantedSequence)) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("stands at " + sequence + " after " + cutCount
                        + " cuts, expected " + wantedSequence + " after " + cutsMade);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        if (failure != null) {
            throw new AssertionError("the follower failed", failure);
        }
    }

    Map<Long, Copy> copies() {
        return copies;
    }

    @Override
    public void close() throws InterruptedException {
        cuts.add(false);
        ear.heard.countDown();
        cutter.join();
        ear.isOver = true;
        ear.socket.abort();
    }

    /** One connection and the book that was made of it alone. */
    private final class Ear implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();
        private final DepthBook book = new DepthBook();
        private final CountDownLatch heard = new CountDownLatch(1);
        private volatile boolean isOver;
        private WebSocket socket;

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                String text = parts.toString();
                parts.setLength(0);
                hear(text);
            }
            from.request(1);
            return null;
        }

        private void hear(String text) {
            if (isOver || failure != null || !text.contains("\"channel\":\"depth\",\"symbol\"")) {
                return;
            }
            if (text.startsWith("{\"id\"")) {
                return;
            }
            try {
                book.take(TestNode.json(text));
                sequence = book.sequence();
                heard.countDown();
                if (text.contains("\"type\":\"snapshot\"") || random.nextInt(3) == 0) {
                    copies.put(sequence, new Copy(book.bids(), book.asks()));
                }
            } catch (AssertionError | RuntimeException e) {
                failure = e;
            }
        }
    }
}
