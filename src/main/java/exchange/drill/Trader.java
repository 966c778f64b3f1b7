package exchange.drill;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * One account that trades in one market at a steady rate: orders that rest, orders that take what
 * others left, and cancels.
 */
final class Trader extends OrderClient {
    private static final long MID_CENTS = 10_000_00;
    private static final int SPREAD_CENTS = 20;
    private static final int RESTING_MAX = 50;
    private static final int CATCH_UP_MAX = 50;
    private static final int OF_TEN_TAKE = 4;
    private static final int OF_TEN_CANCEL = 2;

    private final TradingAccount account;
    private final long everyNanos;
    private final Random random;
    private final List<Asked> resting = new ArrayList<>();
    private boolean running;
    private long dueNanos;

    Trader(
            HttpClient http,
            List<URI> nodes,
            int first,
            TradingAccount account,
            double perSecond,
            Random random) {
        super(http, nodes, first, account.token(), "t-");
        this.account = account;
        this.everyNanos = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
        this.random = random;
    }

    long account() {
        return account.account();
    }

    String token() {
        return account.token();
    }

    synchronized void run(boolean wanted) {
        running = wanted;
        dueNanos = System.nanoTime();
    }

    /** One more order, far from the market and with little patience. */
    synchronized Asked placeOne(long ownTimeoutMillis) {
        return place(
                "\"symbol\":\"" + account.symbol() + "\",\"side\":\"BUY\",\"order_type\":\"LIMIT\","
                        + "\"price\":7000,\"quantity\":0.001",
                ownTimeoutMillis);
    }

    @Override
    synchronized void tick(long now) {
        super.tick(now);
        for (int i = 0; running && now >= dueNanos && i < CATCH_UP_MAX; i++) {
            dueNanos += everyNanos;
            next();
        }
    }

    private void next() {
        int kind = random.nextInt(10);
        boolean isFull = resting.size() >= RESTING_MAX;
        if (!resting.isEmpty() && (isFull || kind < OF_TEN_CANCEL)) {
            cancel(resting.remove(random.nextInt(resting.size())));
            return;
        }
        boolean takes = kind < OF_TEN_CANCEL + OF_TEN_TAKE;
        boolean buys = random.nextBoolean();
        int away = takes ? -SPREAD_CENTS : 1 + random.nextInt(SPREAD_CENTS);
        long cents = buys ? MID_CENTS - away : MID_CENTS + away;
        place("\"symbol\":\"" + account.symbol() + "\",\"side\":\"" + (buys ? "BUY" : "SELL")
                + "\",\"order_type\":\"LIMIT\",\"price\":"
                + BigDecimal.valueOf(cents, 2).toPlainString() + ",\"quantity\":"
                + BigDecimal.valueOf(200 + random.nextInt(200), 6).toPlainString());
    }

    @Override
    void answered(Asked asked, long now) {
        if (asked.isPlace() && asked.state() == Asked.State.ACKNOWLEDGED) {
            resting.add(asked);
        }
    }
}
