package exchange.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.load.RestClient;
import exchange.replay.RecordedFlow;
import exchange.replay.RecordedFlow.Command;
import exchange.testkit.TestNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Bots on a real exchange trade in every market, and leave nothing behind. */
final class SimulatorTest {
    private static final long MINUTE_MILLIS = 60_000;

    private static TestNode node;

    @BeforeAll
    static void start() {
        node = TestNode.start(
                java.util.Map.of("SIGNUP_CREDIT", "USD=1000000,USDT=1000000,BTC=20,ETH=400"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static List<Bot> bots(String run, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Bot(
                        "Test " + Bot.part(i), run + i + "@bots.example", "a long enough password"))
                .toList();
    }

    private static void unlimited(RestClient.User user) {
        new RestClient(node.uri()).setUnlimited(node.adminToken(), user);
    }

    @Test
    void pastHoursAreLivedInSecondsAndThePresentGoesOn() {
        Plan plan = new Plan(7, 5, 40, true);
        List<Long> moments = new ArrayList<>();
        try (Simulator simulator =
                new Simulator(node.uri(), plan, bots("past", 10), SimulatorTest::unlimited)) {
            long now = System.currentTimeMillis();

            long from = now - 20 * MINUTE_MILLIS;
            PastTempo tempo = PastTempo.of(from, now, 1_200, 2);

            long count = simulator.livePast(from, now, tempo, moments::add, (done, total) -> {});

            assertThat(count).isEqualTo(moments.size()).isBetween(700L, 2_000L);
            assertThat(moments).isSorted();
            assertThat(simulator.state().refused())
                    .as(simulator.state().firstRefusal())
                    .isLessThan(count / 50);
            for (TradedMarket market : FiveMarkets.ALL) {
                JsonNode book = node.get("/api/v1/orders/book?symbol=" + market.symbol(), "")
                        .body();
                assertThat(book.get("bids")).hasSizeGreaterThan(4);
                assertThat(book.get("asks")).hasSizeGreaterThan(4);
            }
            assertThat(lastPrice()).isBetween(50_000.0, 70_000.0);

            simulator.live();
            await(() -> simulator.state().orders() > count + 20);
            simulator.enable(false);
            await(() -> openOrders("past", 10) == 0);
            simulator.enable(true);
            await(() -> openOrders("past", 10) > 20);
        }
        assertThat(openOrders("past", 10)).isZero();
    }

    @Test
    void recordedDayIsToldBesideTheBots() {
        List<RecordedFlow.Row> rows = List.of(
                new RecordedFlow.Row(Command.PLACE, 1, true, 100, 2_000_000),
                new RecordedFlow.Row(Command.PLACE, 2, true, 50, 3_000_000),
                new RecordedFlow.Row(Command.REDUCE, 2, false, 0, 1_000_000),
                new RecordedFlow.Row(Command.PLACE, 3, true, 40, 3_000_000),
                new RecordedFlow.Row(Command.CANCEL, 3, false, 0, 0),
                new RecordedFlow.Row(Command.IOC, 4, false, 0, 1_000_000));
        List<Bot> bots = bots("told", 4);
        try (Simulator simulator = new Simulator(
                node.uri(), new Plan(7, 1, 5, true), bots, SimulatorTest::unlimited)) {
            simulator.live(new Recording(rows, "BTC-USD", 50));

            RestClient rest = new RestClient(node.uri());
            String token = rest.login(bots.get(3).email(), bots.get(3).password());
            await(() -> rest.get("/api/v1/orders/my-orders", token).size() == 4);
            await(() -> rest.get("/api/v1/orders/my-orders", token).findValues("status").stream()
                    .anyMatch(status -> status.asText().equals("CANCELED")));
            JsonNode orders = rest.get("/api/v1/orders/my-orders", token);

            JsonNode second = orders.get(2);
            assertThat(second.get("quantity").asDouble()).isEqualTo(0.02);
            assertThat(second.get("active").asBoolean()).isTrue();
        }
    }

    private static double lastPrice() {
        return node.get("/api/v1/orders/market-stats", "")
                .body()
                .path("last_trade_price")
                .asDouble();
    }

    private static int openOrders(String run, int count) {
        RestClient rest = new RestClient(node.uri());
        int open = 0;
        for (Bot bot : bots(run, count)) {
            String token = rest.login(bot.email(), bot.password());
            open += rest.get("/api/v1/orders/my-orders?active_only=true", token).size();
        }
        return open;
    }

    private static void await(BooleanSupplier condition) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(giveUp);
            Thread.onSpinWait();
        }
    }
}
