package exchange.marketdata;

import exchange.market.Side;
import exchange.marketdata.MarketUpdate.Kind;
import exchange.matching.DepthLevel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The best levels, conflated: compares them with those told last. So it needs to know nothing of
 * what happened in between, and a level that comes into sight is told like one that is new.
 */
final class DepthChannel implements LiveChannel {
    private final Topic topic;
    private final LongSupplier sequence;
    private final Supplier<BookView> now;
    private Optional<BookView> told = Optional.empty();

    /**
     * @param sequence of the book now
     * @param now the levels that are shown
     */
    DepthChannel(String symbol, LongSupplier sequence, Supplier<BookView> now) {
        topic = Topic.of(Channel.DEPTH, symbol);
        this.sequence = sequence;
        this.now = now;
    }

    @Override
    public Optional<MarketUpdate> next() {
        if (told.isEmpty() || told.get().sequence() == sequence.getAsLong()) {
            return Optional.empty();
        }
        BookView view = now.get();
        BookView before = told.get();
        told = Optional.of(view);
        return Optional.of(new MarketUpdate.Depth(
                topic,
                Kind.CHANGE,
                before.sequence(),
                view.sequence(),
                view.time(),
                changes(Side.BUY, before.bids(), view.bids()),
                changes(Side.SELL, before.asks(), view.asks()),
                view));
    }

    /** Nobody follows any more: the next snapshot begins with the levels as they are then. */
    void forget() {
        told = Optional.empty();
    }

    @Override
    public Optional<MarketUpdate> snapshot(Kind kind) {
        if (told.isEmpty()) {
            told = Optional.of(now.get());
        }
        BookView view = told.get();
        return Optional.of(new MarketUpdate.Depth(
                topic,
                kind,
                view.sequence(),
                view.sequence(),
                view.time(),
                view.bids(),
                view.asks(),
                view));
    }

    /** Both lists have the best first; a level that is in the first alone is gone. */
    static List<DepthLevel> changes(Side side, List<DepthLevel> before, List<DepthLevel> after) {
        List<DepthLevel> changes = new ArrayList<>();
        int b = 0;
        int a = 0;
        while (b < before.size() || a < after.size()) {
            int order = order(side, before, b, after, a);
            if (order < 0) {
                changes.add(new DepthLevel(before.get(b++).priceTicks(), 0));
            } else if (order > 0) {
                changes.add(after.get(a++));
            } else {
                if (before.get(b++).quantityLots() != after.get(a).quantityLots()) {
                    changes.add(after.get(a));
                }
                a++;
            }
        }
        return changes;
    }

    /** Negative when the level before is better, or the only one. */
    private static int order(
            Side side, List<DepthLevel> before, int b, List<DepthLevel> after, int a) {
        if (b == before.size() || a == after.size()) {
            return b == before.size() ? 1 : -1;
        }
        int ascending = Long.compare(before.get(b).priceTicks(), after.get(a).priceTicks());
        return side == Side.BUY ? -ascending : ascending;
    }
}
