package exchange.drill;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One account that trades in one market at a steady rate: orders that rest, orders that take what
 * others left, and cancels.
 */
final class Trader extends OrderClient {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);
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
    private final Set<Asked> kept = new HashSet<>();
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

    /** One more order, far from the market, which is left alone until it ends at its time. */
    synchronized Asked placeUntil(Instant end) {
        Asked placed = place("\"symbol\":\"" + account.symbol()
                + "\",\"side\":\"BUY\",\"order_type\":\"LIMIT\",\"time_in_force\":\"GTD\","
                + "\"expires_at\":\"" + TIME.format(end)
                + "\",\"price\":7000,\"quantity\":0.001");
        kept.add(placed);
        return placed;
    }

    synchronized Asked.State stateOf(Asked asked) {
        return asked.state();
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
        boolean rests = asked.isPlace() && asked.state() == Asked.State.ACKNOWLEDGED;
        if (rests && !kept.contains(asked)) {
            resting.add(asked);
        }
    }
}
