package exchange.load;

import java.util.SplittableRandom;

/**
 * Orders as JSON for a bench: every second one takes what the others left, so the book keeps its
 * size. Not safe for threads.
 */
final class OrderTexts {
    private static final long MID_CENTS = 10_000_00;
    private static final int SPREAD_CENTS = 20;

    private final SplittableRandom random;
    private final String market;
    private final String prefix;
    private long count;

    /** @param prefix makes client order ids unique among all of one account */
    OrderTexts(String market, String prefix, long seed) {
        this.market = market;
        this.prefix = prefix;
        this.random = new SplittableRandom(seed);
    }

    String next() {
        boolean takes = (count++ & 1) == 1;
        boolean buys = random.nextBoolean();
        int away = takes ? -SPREAD_CENTS : 1 + random.nextInt(SPREAD_CENTS);
        long cents = buys ? MID_CENTS - away : MID_CENTS + away;
        return "{\"symbol\":\"" + market + "\",\"side\":\"" + (buys ? "BUY" : "SELL")
                + "\",\"order_type\":\"LIMIT\",\"price\":" + FlowFile.decimal(cents, 2)
                + ",\"quantity\":" + FlowFile.decimal(20_000 + random.nextInt(20_000), 8)
                + ",\"client_order_id\":\"" + prefix + count + "\"}";
    }
}
