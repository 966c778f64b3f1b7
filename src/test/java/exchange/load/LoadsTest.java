package exchange.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchange.testkit.TestNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What the loads count is what the exchange has: every order sent is there, and none refused. */
final class LoadsTest {
    private static final String PASSWORD = "a password for the loads";
    private static final double SECONDS = 0.5;

    private static TestNode node;
    private static RestClient rest;

    @BeforeAll
    static void start() {
        node = TestNode.start(Map.of("ADMIN_PASSWORD", PASSWORD));
        rest = new RestClient(node.uri());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void everyOrderOverRestIsAnsweredOnce() {
        List<RestClient.User> users = List.of(trader(), trader(), trader());

        RestLoad.Result result =
                new RestLoad(node.uri(), users, "BTC-USD", "rest").closedLoop(SECONDS);

        assertThat(result.refused()).as(result.firstRefusal()).isZero();
        assertThat(result.latencies().count()).isGreaterThanOrEqualTo(users.size());
        assertThat(users.stream().mapToLong(LoadsTest::orders).sum())
                .isEqualTo(result.latencies().count());
    }

    @Test
    void everyOrderOverOneSocketIsAnsweredOnce() {
        RestClient.User user = trader();
        SocketLoad load = new SocketLoad(rest, user, "BTC-USD", "socket-");

        SocketLoad.Result full = load.closedLoop(200, SECONDS);
        SocketLoad.Result slow = load.openLoop(50, SECONDS);

        assertThat(full.refused()).as(full.firstRefusal()).isZero();
        assertThat(slow.refused()).as(slow.firstRefusal()).isZero();
        assertThat(slow.latencies().count()).isBetween(20L, 30L);
        assertThat(orders(user))
                .isEqualTo(full.latencies().count() + slow.latencies().count());
    }

    @Test
    void socketsThatFollowMissNothing() {
        RestClient.User user = trader();
        String subscribe =
                "{\"op\":\"subscribe\",\"channel\":\"depth-raw\",\"symbol\":\"BTC-USD\"}";

        try (FanoutLoad load = FanoutLoad.open(node.uri(), 5, List.of(subscribe), true)) {
            CompletableFuture<SocketLoad.Result> flow = CompletableFuture.supplyAsync(
                    () -> new SocketLoad(rest, user, "BTC-USD", "followed-").openLoop(40, SECONDS));
            Runnable end = FanoutLoad.stalled(node.uri(), subscribe);
            FanoutLoad.Result result = load.run(0, 3 * SECONDS);
            end.run();

            assertThat(flow.join().refused()).isZero();
            assertThat(result.gaps()).isZero();
            assertThat(result.changesPerSecond()).isPositive();
            assertThat(result.latencies().count()).isPositive();
            assertThat(result.bytesPerFrame()).isBetween(100.0, 10_000.0);
        }
        assertThat(FanoutLoad.millisToBegin(node.uri(), subscribe)).isPositive();
    }

    @Test
    void socketThatIsRefusedFailsTheLoad() {
        RestClient.User nobody = new RestClient.User("nobody", "nobody@load.example", "no token");

        assertThatThrownBy(() ->
                        new SocketLoad(rest, nobody, "BTC-USD", "no-").closedLoop(200, SECONDS))
                .isInstanceOf(LoadFailed.class)
                .hasMessageContaining("1008");
    }

    private static RestClient.User trader() {
        RestClient.User user = rest.newTrader("load");
        String admin = rest.login("admin@example.com", PASSWORD);
        rest.setUnlimited(admin, user);
        rest.deposit(admin, user, "USD", "10000000");
        rest.deposit(admin, user, "BTC", "10000");
        return user;
    }

    /** Client order ids end in a count, and the newest orders are always among those listed. */
    private static long orders(RestClient.User user) {
        String path = "/api/v1/orders/my-orders?symbol=BTC-USD&limit=1000";
        return rest.get(path, user.token()).findValuesAsText("client_order_id").stream()
                .mapToLong(id -> Long.parseLong(id.replaceFirst(".*\\D", "")))
                .max()
                .orElse(0);
    }
}
