package exchange.matching.bench;

import exchange.market.Side;

import java.util.Arrays;

/**
 * A stream of commands, ready made so that a bench measures nothing but their execution. It is
 * closed: it begins and ends with an empty book and can be looped. An order id is used once.
 */
final class Commands {
    static final byte PLACE = 0;
    static final byte IOC = 1;
    static final byte MOVE = 2;
    static final byte REDUCE = 3;
    static final byte CANCEL = 4;
    static final int KINDS = 5;

    byte[] kinds = new byte[1 << 10];
    boolean[] buys = new boolean[1 << 10];
    long[] ids = new long[1 << 10];
    long[] prices = new long[1 << 10];
    long[] lots = new long[1 << 10];
    int count;

    void add(byte kind, long id, Side side, long priceTicks, long quantityLots) {
        if (count == kinds.length) {
            grow(count * 2);
        }
        kinds[count] = kind;
        buys[count] = side == Side.BUY;
        ids[count] = id;
        prices[count] = priceTicks;
        lots[count] = quantityLots;
        count++;
    }

    private void grow(int length) {
        kinds = Arrays.copyOf(kinds, length);
        buys = Arrays.copyOf(buys, length);
        ids = Arrays.copyOf(ids, length);
        prices = Arrays.copyOf(prices, length);
        lots = Arrays.copyOf(lots, length);
    }
}
