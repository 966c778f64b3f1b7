package exchange.marketdata;

import exchange.book.BookFact;
import exchange.market.Side;
import exchange.marketdata.MarketUpdate.Kind;
import exchange.marketdata.MarketUpdate.OrderChange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Every change of every resting order. Begins with the book's own queues, which are asked for when
 * somebody follows; facts that come meanwhile wait.
 */
final class OrdersChannel implements LiveChannel {
    private static final int EARLY_MAX = 100_000;

    private final Topic topic;
    private final List<OrderChange> untold = new ArrayList<>();
    private final ArrayDeque<Early> early = new ArrayDeque<>();
    private Optional<OrderQueues> queues = Optional.empty();
    private boolean asked;
    private boolean restarts;
    private long told;
    private long sequence;
    private long time;

    private record Early(BookFact fact, long sequence, long time) {}

    OrdersChannel(String symbol, long sequence, long time) {
        topic = Topic.of(Channel.ORDERS, symbol);
        this.sequence = sequence;
        this.time = time;
    }

    /** Whether the queues are to be asked for; true once, until they were loaded or forgotten. */
    boolean asks() {
        boolean asksNow = queues.isEmpty() && !asked;
        asked |= asksNow;
        return asksNow;
    }

    /** The book did not answer: ask again. */
    void failed() {
        asked = false;
    }

    /** Levels were loaded anew, so facts may be missing. */
    void restart() {
        restarts |= queues.isPresent();
        forget();
    }

    /** Nobody follows any more. */
    void forget() {
        queues = Optional.empty();
        early.clear();
        untold.clear();
        asked = false;
    }

    /** @param made makes the queues; they tell their changes to the consumer */
    void load(Function<Consumer<OrderChange>, OrderQueues> made) {
        if (!asked || queues.isPresent()) {
            return;
        }
        OrderQueues loaded = made.apply(untold::add);
        queues = Optional.of(loaded);
        sequence = Math.max(sequence, loaded.sequence());
        untold.clear();
        early.forEach(each -> apply(loaded, each));
        early.clear();
    }

    /** A fact that changes the book. */
    void take(BookFact fact, long factSequence, long factTime) {
        Early next = new Early(fact, factSequence, factTime);
        if (queues.isPresent()) {
            apply(queues.get(), next);
        } else if (asked) {
            early.add(next);
            if (early.size() > EARLY_MAX) {
                forget();
            }
        }
    }

    private void apply(OrderQueues loaded, Early next) {
        if (next.sequence() > loaded.sequence()) {
            sequence = next.sequence();
            time = next.time();
            loaded.apply(next.fact(), next.sequence());
        }
    }

    @Override
    public Optional<MarketUpdate> next() {
        if (queues.isEmpty()) {
            return Optional.empty();
        }
        if (restarts) {
            return snapshot(Kind.RESTART);
        }
        long before = told;
        told = sequence;
        if (before == told || untold.isEmpty()) {
            told = before;
            return Optional.empty();
        }
        MarketUpdate update =
                new MarketUpdate.Orders(topic, Kind.CHANGE, before, told, time, untold);
        untold.clear();
        return Optional.of(update);
    }

    /** To be asked for right after {@link #next}. */
    @Override
    public Optional<MarketUpdate> snapshot(Kind kind) {
        if (queues.isEmpty()) {
            return Optional.empty();
        }
        restarts = false;
        untold.clear();
        told = sequence;
        OrderQueues now = queues.get();
        return Optional.of(new MarketUpdate.OrderQueues(
                topic, kind, told, time, now.orders(Side.BUY), now.orders(Side.SELL)));
    }
}
