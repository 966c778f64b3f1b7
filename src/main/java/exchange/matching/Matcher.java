package exchange.matching;

import exchange.market.Decimals;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;

/**
 * Decides who trades with an incoming order, and how many lots: best price first, then first come
 * first served, at the resting order's price. It changes nothing itself: its {@link Sink} applies
 * each trade to the book before the next one is decided, so that replay can do the same without it.
 * No trade is worth more than what both orders hold, so none can overflow.
 */
public final class Matcher {
    private static final int MILLION = 1_000_000;

    private final OrderBook book;
    private final long quoteUnitsPerTickLot;
    private final long baseUnitsPerLot;
    private final int matchesMax;

    /** Lets an order match as often as it can. */
    public Matcher(OrderBook book, long quoteUnitsPerTickLot, long baseUnitsPerLot) {
        this(book, quoteUnitsPerTickLot, baseUnitsPerLot, Integer.MAX_VALUE);
    }

    /**
     * Units of 0 match without money: a lot that costs nothing is always covered.
     *
     * @param matchesMax how often one order may match: trade, or act on one of its own account
     */
    public Matcher(
            OrderBook book, long quoteUnitsPerTickLot, long baseUnitsPerLot, int matchesMax) {
        this.book = book;
        this.quoteUnitsPerTickLot = quoteUnitsPerTickLot;
        this.baseUnitsPerLot = baseUnitsPerLot;
        this.matchesMax = matchesMax;
    }

    /** Carries out what was decided, at once. */
    public interface Sink {
        /** The incoming order trades so many lots with this one: both must be filled. */
        void trade(Order maker, long lots);

        /** The resting order ends instead of trading with its own account. */
        void endMaker(Order maker);

        /** Both orders lose so many lots instead of trading them: both must forgo them. */
        void decrement(Order maker, long lots);

        /** The resting order's time is over: it ends instead of trading. */
        default void expireMaker(Order maker) {
            throw new IllegalStateException("order " + maker.id + " should have ended before");
        }
    }

    /** Matches an order that was taken but does not rest, at this price or better. */
    public MatchEnd match(Order taker, long limitTicks, Sink sink) {
        return match(taker, limitTicks, 0, sink);
    }

    /** @param time epoch milliseconds; an order that should have ended by then does not trade */
    public MatchEnd match(Order taker, long limitTicks, long time, Sink sink) {
        long lastTicks = 0;
        boolean prevented = false;
        int matches = 0;
        while (taker.leavesLots > 0 || taker.leavesAmount > 0) {
            Order maker = book.best(taker.side.opposite());
            if (!maker.exists() || !isWithin(taker.side, limitTicks, maker.priceTicks)) {
                return isSpent(taker, lastTicks) ? spentBy(prevented) : MatchEnd.NO_MAKER;
            }
            if (maker.isOverAt(time)) {
                sink.expireMaker(maker);
                continue;
            }
            SelfTradePrevention prevention = prevention(taker, maker);
            if (prevention != SelfTradePrevention.NONE
                    && prevention != SelfTradePrevention.DECREMENT) {
                if (prevention != SelfTradePrevention.EXPIRE_TAKER) {
                    if (matches++ == matchesMax) {
                        return MatchEnd.TOO_MANY;
                    }
                    sink.endMaker(maker);
                }
                if (prevention != SelfTradePrevention.EXPIRE_MAKER) {
                    return MatchEnd.SELF_TRADE;
                }
                continue;
            }
            long lots = prevention == SelfTradePrevention.DECREMENT
                    ? lotsToForgo(taker, maker)
                    : lotsToTrade(taker, maker);
            if (lots == 0) {
                boolean spent = lastTicks > 0 && isSpent(taker, maker.priceTicks);
                return spent ? spentBy(prevented) : MatchEnd.UNFUNDED;
            }
            if (matches++ == matchesMax) {
                return MatchEnd.TOO_MANY;
            }
            lastTicks = maker.priceTicks;
            prevented = prevention == SelfTradePrevention.DECREMENT;
            if (prevented) {
                sink.decrement(maker, lots);
            } else {
                sink.trade(maker, lots);
            }
        }
        return spentBy(prevented);
    }

    private static MatchEnd spentBy(boolean prevented) {
        return prevented ? MatchEnd.SELF_TRADE : MatchEnd.FILLED;
    }

    private static SelfTradePrevention prevention(Order taker, Order maker) {
        return taker.account == maker.account
                ? taker.selfTradePrevention
                : SelfTradePrevention.NONE;
    }

    private long lotsToTrade(Order taker, Order maker) {
        long lots = lotsToForgo(taker, maker);
        long unit = taker.side == Side.BUY ? lotCost(maker.priceTicks) : baseUnitsPerLot;
        long units = Decimals.product(unit, lots, 1);
        // Dividing is slow, and what an order holds nearly always covers it.
        return units >= 0 && units <= taker.held ? lots : lotsFor(taker.held, unit);
    }

    /** What is forgone costs nothing, so the budget does not bound it. */
    private long lotsToForgo(Order taker, Order maker) {
        long wanted = taker.isByAmount()
                ? lotsFor(taker.leavesAmount, lotCost(maker.priceTicks))
                : taker.leavesLots;
        return Math.min(maker.shownLots, wanted);
    }

    /** Quote units of one lot, -1 when they do not fit a long. */
    private long lotCost(long priceTicks) {
        return Decimals.product(priceTicks, 1, quoteUnitsPerTickLot);
    }

    /** Whole lots that so many units cover. */
    private static long lotsFor(long units, long unitsPerLot) {
        return unitsPerLot < 0 ? 0 : units / unitsPerLot;
    }

    /** Whether an order by amount has too little left for one lot at this price. */
    private boolean isSpent(Order taker, long priceTicks) {
        return taker.isByAmount()
                && priceTicks > 0
                && lotsFor(taker.leavesAmount, lotCost(priceTicks)) == 0;
    }

    /** Whether an order with this limit would meet a resting one. */
    public boolean crosses(Side side, long limitTicks) {
        return meets(side, limitTicks, book.best(side.opposite()));
    }

    /** Whether an order with this limit would meet that one, if it is there. */
    public static boolean meets(Side side, long limitTicks, Order maker) {
        return maker.exists() && isWithin(side, limitTicks, maker.priceTicks);
    }

    /**
     * Whether an order with this limit would be filled in full at once, by as many matches as an
     * order may have.
     *
     * @param without a resting order that will be gone by then, or {@link Order#NONE}
     * @param time epoch milliseconds; orders that should have ended by then do not count
     */
    public boolean isFillable(
            Side side,
            long limitTicks,
            long lots,
            long account,
            SelfTradePrevention prevention,
            Order without,
            long time) {
        long missing = lots;
        int matches = 0;
        PriceLevel level = book.bestLevel(side.opposite());
        while (level != null && isWithin(side, limitTicks, level.priceTicks)) {
            boolean isBarred = prevention != SelfTradePrevention.NONE
                    && prevention != SelfTradePrevention.EXPIRE_MAKER
                    && has(level, account, without, time);
            boolean offered = true;
            for (int part = 0; offered; part++) {
                offered = false;
                for (Order maker = level.first; maker != null; maker = maker.after) {
                    boolean own =
                            maker.account == account && prevention != SelfTradePrevention.NONE;
                    long lotsOfPart = own && part > 0 ? 0 : maker.partLots(part);
                    if (lotsOfPart == 0 || maker == without || maker.isOverAt(time)) {
                        continue;
                    }
                    if (own && isBarred || matches++ == matchesMax) {
                        return false;
                    }
                    missing -= own ? 0 : Math.min(missing, lotsOfPart);
                    if (missing == 0) {
                        return true;
                    }
                    offered = true;
                }
            }
            level = level.worse;
        }
        return false;
    }

    private static boolean has(PriceLevel level, long account, Order without, long time) {
        for (Order maker = level.first; maker != null; maker = maker.after) {
            if (maker.account == account && maker != without && !maker.isOverAt(time)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWithin(Side takerSide, long limitTicks, long priceTicks) {
        return takerSide == Side.BUY ? priceTicks <= limitTicks : priceTicks >= limitTicks;
    }

    /**
     * The worst price a MARKET order may trade at: the best price of the other side now, moved by
     * the collar and rounded towards it. 0 when the other side is empty.
     */
    public long collarTicks(Side takerSide, int collarMillionths) {
        long best = book.bestPriceTicks(takerSide.opposite());
        long move = best / MILLION * collarMillionths + best % MILLION * collarMillionths / MILLION;
        if (takerSide == Side.SELL) {
            return best - move;
        }
        return best > Long.MAX_VALUE - move ? Long.MAX_VALUE : best + move;
    }
}
