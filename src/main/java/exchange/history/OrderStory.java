package exchange.history;

import exchange.book.BookFact;
import exchange.market.Side;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a market's journal tells of one order: what happened to it and why, who stood
 * before it when it came to rest, and what became of them. Prices are in ticks, 0 for none;
 * quantities in lots.
 */
public final class OrderStory {
    /** What happened. */
    public enum What {
        ACCEPTED,
        REFUSED,
        TRIGGERED,
        TRAILED,
        TRADED,
        RESTED,
        REFILLED,
        PREVENTED,
        AMENDED,
        AMEND_REFUSED,
        CANCEL_REFUSED,
        ENDED
    }

    /**
     * One thing that happened to the order.
     *
     * @param sequence the book's public sequence number after it
     * @param reason why, a name of RejectReason or EndReason; "" for none
     * @param tradeNumber 0 for none
     * @param isMaker of a trade, whether the order rested
     * @param queue who stood before it then, when it came to rest with this
     */
    public record Event(
            long sequence,
            long time,
            What what,
            long priceTicks,
            long lots,
            String reason,
            long tradeNumber,
            boolean isMaker,
            Optional<Queue> queue) {}

    /** Older orders of the same price. */
    public record Queue(int orders, long lots) {}

    private static final int EVENTS_MAX = 1_000;
    /** Clocks of two nodes may differ by so much. */
    private static final long CLOCKS_APART_MILLIS = 5_000;
    /** How much earlier to begin: for clocks as they should be, as they are sometimes, and ever. */
    private static final List<Long> MARGINS =
            List.of(CLOCKS_APART_MILLIS, 600_000L, Long.MAX_VALUE);

    private final long orderId;
    private final long factsMax;
    private final List<Event> events = new ArrayList<>();
    private final Map<Long, Long> ahead = new HashMap<>();
    private long facts;
    private long tradedAhead;
    private long leftAhead;
    private long lowestTicks;
    private long highestTicks;
    private boolean rests;
    private boolean hadCome;

    OrderStory(long orderId, long factsMax) {
        this.orderId = orderId;
        this.factsMax = factsMax;
    }

    /**
     * Follows the order from its first fact to its last, or to where the market is now.
     *
     * @param from about when it came; the way begins earlier when it had come by then
     * @param to about when it ended; the way goes on when it had not by then
     */
    static OrderStory follow(Journey journey, long orderId, long from, long to, long factsMax)
            throws SQLException {
        OrderStory story = new OrderStory(orderId, factsMax);
        for (long margin : MARGINS) {
            story = new OrderStory(orderId, factsMax);
            story.follow(journey, from - Math.min(from, margin), to);
            if (story.hasBegun() || story.isNotThere() && to == Long.MAX_VALUE) {
                break;
            }
        }
        return story;
    }

    private void follow(Journey journey, long from, long to) throws SQLException {
        long surely = to > Long.MAX_VALUE - CLOCKS_APART_MILLIS ? to : to + CLOCKS_APART_MILLIS;
        journey.to(new Moment.AtTime(from));
        rests = journey.book().find(orderId).isPresent();
        hadCome = rests;
        journey.on(
                time -> (time <= surely || !isOver()) && facts < factsMax,
                fact -> {},
                fact -> take(fact, journey.book()));
    }

    private boolean hasBegun() {
        return !events.isEmpty()
                && (events.getFirst().what() == What.ACCEPTED
                        || events.getFirst().what() == What.REFUSED);
    }

    private boolean isNotThere() {
        return events.isEmpty() && !hadCome;
    }

    private boolean isOver() {
        return !rests && (events.isEmpty() || events.getLast().what() != What.ACCEPTED);
    }

    private void take(BookFact fact, PastBook book) {
        facts++;
        if (fact instanceof BookFact.OfOrder of && of.orderId() == orderId) {
            own(of, book);
        } else {
            other(fact);
        }
        if (fact instanceof BookFact.Traded traded) {
            trade(traded, book);
        } else if (fact instanceof BookFact.AuctionTraded traded) {
            trade(traded, book);
        }
        rests = book.find(orderId).isPresent();
    }

    private void own(BookFact.OfOrder fact, PastBook book) {
        switch (fact) {
            case BookFact.Accepted f ->
                add(book, What.ACCEPTED, f.priceTicks(), f.quantityLots(), "", f.rests());
            case BookFact.Refused f -> add(book, What.REFUSED, 0, 0, f.reason().name(), false);
            case BookFact.Triggered f -> add(book, What.TRIGGERED, 0, 0, "", false);
            case BookFact.Trailed f -> add(book, What.TRAILED, f.stopTicks(), 0, "", false);
            case BookFact.Rested f ->
                add(book, What.RESTED, f.priceTicks(), f.shownLots(), "", true);
            case BookFact.Refilled f ->
                add(book, What.REFILLED, f.priceTicks(), f.shownLots(), "", true);
            case BookFact.Decremented f ->
                add(book, What.PREVENTED, f.priceTicks(), f.quantityLots(), "SELF_TRADE", false);
            case BookFact.Amended f ->
                add(
                        book,
                        What.AMENDED,
                        f.priceTicks(),
                        f.quantityLots(),
                        "",
                        f.rests() && !f.keepsPlace());
            case BookFact.AmendRefused f ->
                add(book, What.AMEND_REFUSED, 0, 0, f.reason().name(), false);
            case BookFact.CancelRefused f ->
                add(book, What.CANCEL_REFUSED, 0, 0, f.reason().name(), false);
            case BookFact.Ended f ->
                add(book, What.ENDED, 0, f.leavesLots(), f.reason().name(), false);
            case BookFact.MassCanceled f -> {}
        }
    }

    private void add(
            PastBook book, What what, long priceTicks, long lots, String reason, boolean queues) {
        Optional<Queue> queue = queues ? Optional.of(queue(book)) : Optional.empty();
        add(new Event(
                book.sequence(), book.time(), what, priceTicks, lots, reason, 0, false, queue));
    }

    private void add(Event event) {
        if (events.size() < EVENTS_MAX) {
            events.add(event);
        }
    }

    /** Who stands before it now; what became of those before is over. */
    private Queue queue(PastBook book) {
        ahead.clear();
        tradedAhead = 0;
        leftAhead = 0;
        RestingOrder own = book.find(orderId).orElseThrow();
        book.forEachBefore(
                orderId,
                own.side(),
                own.priceTicks(),
                each -> ahead.put(each.orderId(), each.lots()));
        return new Queue(ahead.size(), lotsAhead());
    }

    private void other(BookFact fact) {
        if (!rests) {
            return;
        }
        switch (fact) {
            case BookFact.Traded f -> tradedAhead += less(f.makerOrderId(), f.quantityLots());
            case BookFact.AuctionTraded f -> {
                tradedAhead += less(f.buyOrderId(), f.buyShownLots());
                tradedAhead += less(f.sellOrderId(), f.sellShownLots());
            }
            case BookFact.Decremented f -> leftAhead += less(f.orderId(), f.quantityLots());
            case BookFact.Ended f -> leftAhead += less(f.orderId(), Long.MAX_VALUE);
            case BookFact.Amended f -> {
                long lots = ahead.getOrDefault(f.orderId(), 0L);
                leftAhead += less(f.orderId(), f.keepsPlace() ? lots - f.shownLots() : lots);
            }
            case BookFact.OfMarket f -> {}
            case BookFact.OfOrder f -> {}
        }
    }

    private long less(long id, long lots) {
        long before = ahead.getOrDefault(id, 0L);
        long gone = Math.max(0, Math.min(before, lots));
        if (gone == before) {
            ahead.remove(id);
        } else {
            ahead.put(id, before - gone);
        }
        return gone;
    }

    private void trade(BookFact.Traded traded, PastBook book) {
        boolean isMaker = traded.makerOrderId() == orderId;
        if (isMaker || traded.takerOrderId() == orderId) {
            addTrade(
                    traded.tradeNumber(),
                    traded.priceTicks(),
                    traded.quantityLots(),
                    isMaker,
                    book);
        } else {
            keepPrice(traded.priceTicks());
        }
    }

    private void trade(BookFact.AuctionTraded traded, PastBook book) {
        if (traded.buyOrderId() == orderId || traded.sellOrderId() == orderId) {
            addTrade(traded.tradeNumber(), traded.priceTicks(), traded.quantityLots(), true, book);
        } else {
            keepPrice(traded.priceTicks());
        }
    }

    private void addTrade(long number, long ticks, long lots, boolean isMaker, PastBook book) {
        add(new Event(
                book.sequence(),
                book.time(),
                What.TRADED,
                ticks,
                lots,
                "",
                number,
                isMaker,
                Optional.empty()));
    }

    private void keepPrice(long ticks) {
        if (rests) {
            lowestTicks = lowestTicks == 0 ? ticks : Math.min(lowestTicks, ticks);
            highestTicks = Math.max(highestTicks, ticks);
        }
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    /** Whether it was followed as far as asked; a very busy market's long story may be cut. */
    public boolean isComplete() {
        return facts < factsMax && events.size() < EVENTS_MAX;
    }

    /** What traded of those before it since it came to rest last. */
    public long tradedAhead() {
        return tradedAhead;
    }

    /** What left without a trade of those before it since it came to rest last. */
    public long leftAhead() {
        return leftAhead;
    }

    /** What still stood before it in the end. */
    public long lotsAhead() {
        long sum = 0;
        for (long lots : ahead.values()) {
            sum = sum + lots < 0 ? Long.MAX_VALUE : sum + lots;
        }
        return sum;
    }

    public int ordersAhead() {
        return ahead.size();
    }

    /**
     * The price at which others traded, while it rested, that was nearest to trading with it; 0 if
     * nobody traded.
     */
    public long nearestTicks(Side side) {
        return side == Side.BUY ? lowestTicks : highestTicks;
    }
}
