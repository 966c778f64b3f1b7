package exchange.marketdata;

import exchange.book.BookFact;
import exchange.book.BookReply;
import exchange.book.PackedDepth;
import exchange.market.MarketState;
import exchange.market.Side;
import exchange.matching.DepthLevel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A market's levels, kept up to date from the book's facts. It knows when it can no longer tell
 * them and must begin anew: facts contradict it, or what the book cut off a very deep side comes
 * near. Not safe for threads.
 */
public final class MarketDepth {
    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private final int levelsKept;
    private long bidsFrom;
    private long asksTo = Long.MAX_VALUE;
    private boolean lost;
    private long lastPriceTicks;
    private long tradeNumber;
    private long sequence;
    private long time;
    private LevelListener listener = (side, priceTicks, lots) -> {};

    /** Is told each level that a fact changes, with its lots after it. */
    interface LevelListener {
        void changed(Side side, long priceTicks, long lots);
    }

    /**
     * @param levelsKept how many levels of a side it must always be able to tell
     */
    public MarketDepth(int levelsKept) {
        this.levelsKept = levelsKept;
    }

    /** Begins anew from what the book says. Levels beyond the cut of a deep side stay unknown. */
    void load(BookReply.Snapshot snapshot) {
        load(bids, PackedDepth.unpack(snapshot.bids()));
        load(asks, PackedDepth.unpack(snapshot.asks()));
        bidsFrom = snapshot.bidsComplete() || bids.isEmpty() ? 0 : bids.lastKey();
        asksTo = snapshot.asksComplete() || asks.isEmpty() ? Long.MAX_VALUE : asks.lastKey();
        lost = false;
        lastPriceTicks = snapshot.lastPriceTicks();
        tradeNumber = snapshot.tradeNumber();
        sequence = snapshot.sequence();
        time = snapshot.time();
    }

    /** Begins anew from all levels that there are. */
    void load(PastMarket past) {
        load(bids, past.bids());
        load(asks, past.asks());
        bidsFrom = 0;
        asksTo = Long.MAX_VALUE;
        lost = false;
        lastPriceTicks = past.lastPriceTicks();
        tradeNumber = past.tradeNumber();
        sequence = past.sequence();
        time = past.time();
    }

    private static void load(TreeMap<Long, Long> side, List<DepthLevel> levels) {
        side.clear();
        for (DepthLevel level : levels) {
            side.put(level.priceTicks(), level.quantityLots());
        }
    }

    /** Whether the levels are not to be trusted, or too few of them known. */
    public boolean mustLoad() {
        boolean bidsShort = bidsFrom > 0 && bids.size() < levelsKept;
        boolean asksShort = asksTo < Long.MAX_VALUE && asks.size() < levelsKept;
        return lost || bidsShort || asksShort;
    }

    /** From now on this one is told. */
    void tell(LevelListener newListener) {
        listener = newListener;
    }

    long sequence() {
        return sequence;
    }

    /** When the levels changed last. */
    long time() {
        return time;
    }

    long lastPriceTicks() {
        return lastPriceTicks;
    }

    long bestTicks(Side side) {
        TreeMap<Long, Long> levels = side == Side.BUY ? bids : asks;
        return levels.isEmpty() ? 0 : levels.firstKey();
    }

    /** Applies the next fact that changes the book; a number left out means facts were missed. */
    public void apply(BookFact fact, long factSequence, long factTime) {
        lost |= factSequence != sequence + 1;
        sequence = factSequence;
        time = factTime;
        switch (fact) {
            case BookFact.Accepted accepted ->
                add(accepted.side(), accepted.priceTicks(), accepted.shownLots());
            case BookFact.Rested rested ->
                add(rested.side(), rested.priceTicks(), rested.shownLots());
            case BookFact.Refilled refilled ->
                add(refilled.side(), refilled.priceTicks(), refilled.shownLots());
            case BookFact.Decremented decremented ->
                add(decremented.side(), decremented.priceTicks(), -decremented.quantityLots());
            case BookFact.Amended amended -> {
                add(amended.side(), amended.fromTicks(), -amended.fromLots());
                if (amended.rests()) {
                    add(amended.side(), amended.priceTicks(), amended.shownLots());
                }
            }
            case BookFact.Ended ended -> add(ended.side(), ended.priceTicks(), -ended.shownLots());
            case BookFact.Traded traded -> {
                add(traded.takerSide().opposite(), traded.priceTicks(), -traded.quantityLots());
                lastPriceTicks = traded.priceTicks();
                tradeNumber = traded.tradeNumber();
            }
            case BookFact.AuctionTraded traded -> {
                add(Side.BUY, traded.buyLimitTicks(), -traded.buyShownLots());
                add(Side.SELL, traded.sellLimitTicks(), -traded.sellShownLots());
                lastPriceTicks = traded.priceTicks();
                tradeNumber = traded.tradeNumber();
            }
            case BookFact.OfMarket other -> throw unexpected(other);
            case BookFact.Triggered other -> throw unexpected(other);
            case BookFact.Trailed other -> throw unexpected(other);
            case BookFact.Refused other -> throw unexpected(other);
            case BookFact.CancelRefused other -> throw unexpected(other);
            case BookFact.AmendRefused other -> throw unexpected(other);
            case BookFact.MassCanceled other -> throw unexpected(other);
        }
    }

    private static IllegalStateException unexpected(BookFact fact) {
        return new IllegalStateException("a fact that does not change the book: " + fact);
    }

    private void add(Side side, long priceTicks, long lots) {
        if (side == Side.BUY ? priceTicks < bidsFrom : priceTicks > asksTo) {
            return;
        }
        TreeMap<Long, Long> levels = side == Side.BUY ? bids : asks;
        long before = levels.getOrDefault(priceTicks, 0L);
        long after = before + lots;
        // Long.MAX_VALUE stands for more lots than a long can say: only the book knows how many.
        lost |= after < 0 || before == Long.MAX_VALUE;
        if (after == 0) {
            levels.remove(priceTicks);
        } else {
            levels.put(priceTicks, after);
        }
        listener.changed(side, priceTicks, after);
    }

    /** The best levels of a side, at most so many. */
    public List<DepthLevel> levels(Side side, int levelsMax) {
        return best(side == Side.BUY ? bids : asks, levelsMax);
    }

    BookView view(String symbol, int levelsMax, MarketState state, AuctionView auction) {
        return new BookView(
                symbol,
                best(bids, levelsMax),
                best(asks, levelsMax),
                lastPriceTicks,
                tradeNumber,
                sequence,
                time,
                state,
                auction);
    }

    private static List<DepthLevel> best(TreeMap<Long, Long> side, int levelsMax) {
        List<DepthLevel> levels = new ArrayList<>(Math.min(levelsMax, side.size()));
        for (Map.Entry<Long, Long> level : side.entrySet()) {
            if (levels.size() == levelsMax) {
                break;
            }
            levels.add(new DepthLevel(level.getKey(), level.getValue()));
        }
        return levels;
    }
}
