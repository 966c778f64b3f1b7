package exchange.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** An order of a client whose socket asked that all its orders are canceled when it ends. */
final class GuardedOrder implements WebSocket.Listener {
    private static final long PATIENCE_SECONDS = 60;
    private static final String OPEN_ORDERS = "/api/v1/orders/my-orders?active_only=true";

    private final RestClient rest;
    private final RestClient.User user;
    private final CompletableFuture<Void> placed = new CompletableFuture<>();
    private final StringBuilder heard = new StringBuilder();

    private GuardedOrder(RestClient rest, RestClient.User user) {
        this.rest = rest;
        this.user = user;
    }

    /** Done when the order rests and the exchange has promised. */
    static GuardedOrder place(RestClient rest, String adminToken) {
        RestClient.User user = rest.newTrader("guarded");
        rest.deposit(adminToken, user, "USD", "1000");
        GuardedOrder order = new GuardedOrder(rest, user);
        URI uri = URI.create(rest.base().toString().replaceFirst("^http", "ws") + "/api/v1/ws");
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + user.token())
                .buildAsync(uri, order)
                .join();
        socket.sendText("{\"op\":\"cancel_on_disconnect\",\"id\":1}", true).join();
        socket.sendText(
                        "{\"op\":\"place\",\"id\":2,\"order\":{\"side\":\"BUY\",\"price\":1,"
                                + "\"order_type\":\"LIMIT\",\"quantity\":2,\"symbol\":\"ETH-USD\"}}",
                        true)
                .join();
        order.placed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        assertThat(rest.get(OPEN_ORDERS, user.token())).hasSize(1);
        return order;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        heard.append(data);
        if (heard.indexOf("{\"id\":1,\"status\":200") >= 0
                && heard.indexOf("{\"id\":2,\"status\":200") >= 0) {
            placed.complete(null);
        }
        socket.request(1);
        return null;
    }

    void awaitCanceled() throws InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!rest.get(OPEN_ORDERS, user.token()).isEmpty()) {
            assertThat(System.nanoTime()).as("still open").isLessThan(giveUp);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
