package exchange.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Orders over REST on many keep-alive connections, one in flight on each. Speaks HTTP/1.1 on plain
 * sockets, so that the client takes as little as possible of the machine that it shares with the
 * server.
 */
public final class RestLoad {
    private static final int SOCKET_TIMEOUT_MILLIS = 30_000;

    private final URI base;
    private final List<RestClient.User> users;
    private final String market;
    private final String prefix;
    private final Latencies latencies = new Latencies();
    private final LongAdder orders = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final AtomicReference<String> firstRefusal = new AtomicReference<>("");

    /** @param users one connection is made for each */
    public RestLoad(URI base, List<RestClient.User> users, String market, String prefix) {
        this.base = base;
        this.users = users;
        this.market = market;
        this.prefix = prefix;
    }

    /** What one run came to. */
    public record Result(
            double ordersPerSecond, Latencies latencies, long refused, String firstRefusal) {}

    public Result closedLoop(double seconds) {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < users.size(); i++) {
            int connection = i;
            threads.add(Thread.ofPlatform().start(() -> connection(connection, end)));
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LoadFailed("interrupted");
            }
        }
        double took = (System.nanoTime() - start) / 1e9;
        return new Result(orders.sum() / took, latencies, refused.sum(), firstRefusal.get());
    }

    private void connection(int number, long end) {
        OrderTexts texts = new OrderTexts(market, prefix + number + "-", number);
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(SOCKET_TIMEOUT_MILLIS);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
            String head = "POST /api/v1/orders/place HTTP/1.1\r\nHost: " + base.getAuthority()
                    + "\r\nAuthorization: Bearer " + users.get(number).token()
                    + "\r\nContent-Type: application/json\r\nContent-Length: ";
            while (System.nanoTime() < end) {
                String body = texts.next();
                long sent = System.nanoTime();
                out.write((head + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
                answer(in);
                latencies.add(System.nanoTime() - sent);
                orders.increment();
            }
        } catch (IOException e) {
            refused.increment();
            firstRefusal.compareAndSet("", "connection " + number + ": " + e);
        }
    }

    private void answer(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        byte[] body = in.readNBytes(length);
        if (!status.startsWith("HTTP/1.1 200")) {
            refused.increment();
            firstRefusal.compareAndSet("", status + " " + new String(body, StandardCharsets.UTF_8));
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
