package exchange.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.persistence.Database;
import exchange.testkit.TestNode.User;

import java.time.Instant;
import java.util.Map;
import java.util.Random;

/**
 * A whole exchange whose BTC-USD has a past: orders of several kinds and trades, an auction, a
 * restart of everything, more of the same, a halt.
 */
public final class LivedMarket implements AutoCloseable {
    public static final String SYMBOL = "BTC-USD";

    private static final Map<String, String> CREDIT =
            Map.of("SIGNUP_CREDIT", "USD=100000000,BTC=100000");
    private static final int ORDERS = 30;

    private final TestNode node;
    private final Instant began;
    private final Instant ended;
    private final User maker;

    private LivedMarket(TestNode node, Instant began, User maker) {
        this.node = node;
        this.began = began;
        this.maker = maker;
        // This route waits until the tables have the last trade.
        node.get("/api/v1/markets/BTC-USD/trades?limit=1", "");
        this.ended = Instant.now();
    }

    /** Some seconds of work. */
    public static LivedMarket make() {
        TestNode first = TestNode.start(CREDIT);
        Database database = first.database();
        User maker = first.newUser();
        User taker = first.newUser();
        Random random = new Random(4711);
        Instant began = Instant.now();
        act(first, maker, taker, random);
        state(first, "AUCTION");
        for (int i = 0; i < 10; i++) {
            boolean buys = i % 2 == 0;
            first.place(buys ? maker : taker, order(buys ? "BUY" : "SELL", 101, 0.4));
        }
        state(first, "OPEN");
        first.close();
        TestNode again = again(database);
        act(again, maker, taker, random);
        state(again, "HALTED");
        state(again, "OPEN");
        return new LivedMarket(again, began, maker);
    }

    /** The same exchange with the same database started again. */
    public static TestNode again(Database database) {
        return TestNode.startAgain(database, CREDIT);
    }

    private static void act(TestNode on, User maker, User taker, Random random) {
        for (int i = 0; i < ORDERS; i++) {
            String side = random.nextBoolean() ? "BUY" : "SELL";
            int price = 100 + random.nextInt(4);
            switch (random.nextInt(4)) {
                case 0 -> on.place(taker, order(side, price, 0.7));
                case 1 ->
                    on.place(
                            maker,
                            order(side, price, 0.5).replace("}", ",\"display_quantity\":0.1}"));
                default -> on.place(maker, order(side, price, 0.2));
            }
        }
    }

    public static String order(String side, int price, double quantity) {
        return "{\"side\":\"" + side + "\",\"order_type\":\"LIMIT\",\"price\":" + price
                + ",\"quantity\":" + quantity + "}";
    }

    private static void state(TestNode on, String state) {
        TestNode.Answer answer = on.patch(
                "/api/v1/admin/markets/" + SYMBOL,
                on.adminToken(),
                "{\"state\":\"" + state + "\",\"reason\":\"a test\"}");
        assertThat(answer.status()).isEqualTo(200);
    }

    public TestNode node() {
        return node;
    }

    /** Before the first order. */
    public Instant began() {
        return began;
    }

    /** After the last. */
    public Instant ended() {
        return ended;
    }

    /** One who has placed orders. */
    public User maker() {
        return maker;
    }

    @Override
    public void close() {
        node.close();
    }
}
