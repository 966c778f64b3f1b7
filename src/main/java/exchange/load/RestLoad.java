package exchange.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders over REST on many keep-alive connections, one in flight on each. One thread serves them
 * all and speaks HTTP/1.1 by itself, so that the client takes as little as possible of the machine
 * that it shares with the server.
 */
public final class RestLoad {
    private static final long PATIENCE_MILLIS = 30_000;

    private final URI base;
    private final List<RestClient.User> users;
    private final String market;
    private final String prefix;

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

    /** As many orders as it takes; ends when each connection has its last answer. */
    public Result closedLoop(double seconds) {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        RestTally tally = new RestTally();
        List<RestConnection> connections = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < users.size(); i++) {
                connections.add(open(i, selector, tally));
            }
            int open = connections.size();
            while (open > 0) {
                if (selector.select(PATIENCE_MILLIS) == 0) {
                    throw new LoadFailed("no answer for " + PATIENCE_MILLIS / 1_000 + " s");
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    open -= ((RestConnection) key.attachment()).ready(end) ? 0 : 1;
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            throw new LoadFailed("the connection to " + base + " broke: " + e);
        } finally {
            connections.forEach(RestConnection::close);
        }
        double took = (System.nanoTime() - start) / 1e9;
        return tally.result(took);
    }

    private RestConnection open(int number, Selector selector, RestTally tally) throws IOException {
        String head = "POST /api/v1/orders/place HTTP/1.1\r\nHost: " + base.getAuthority()
                + "\r\nAuthorization: Bearer " + users.get(number).token()
                + "\r\nContent-Type: application/json\r\nContent-Length: ";
        OrderTexts texts = new OrderTexts(market, prefix + number + "-", number);
        return RestConnection.open(
                new InetSocketAddress(base.getHost(), base.getPort()),
                selector,
                head,
                texts,
                tally);
    }
}
