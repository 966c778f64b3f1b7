package exchange.book;

import exchange.market.Decimals;
import exchange.market.EndReason;
import exchange.market.TimeInForce;
import exchange.matching.MatchEnd;
import exchange.matching.Matcher;
import exchange.matching.Order;
import exchange.matching.OrderBook;

/**
 * Decides what the book does by itself once an order is in it: trades, stops that they trigger, and
 * where what is left goes. One command begins no more stops once it has matched as often as one
 * order may; the others have their turn first thing in the next command, or in a tick.
 */
final class MatchDecisions implements Matcher.Sink {
    private final BookState state;
    private final Journal journal;
    private final Endings endings;
    private final BreakerLimits limits;
    private final Runnable breaker;
    private final int matchesMax;
    /** Of this command: trades and what stands for them, and turns of stops. */
    private int matches;

    /**
     * @param matchesMax after how many matches of a command no more stops have their turn in it
     * @param breaker stops the market
     */
    MatchDecisions(
            BookState state, Journal journal, Endings endings, int matchesMax, Runnable breaker) {
        this.matchesMax = matchesMax;
        this.state = state;
        this.journal = journal;
        this.endings = endings;
        this.breaker = breaker;
        limits = new BreakerLimits(state);
    }

    /** A command begins, or a tick. */
    void begin() {
        matches = 0;
    }

    /** Matches the incoming order, and triggers the stops that its trades reach. */
    void matchAndTrigger() {
        long trades = state.tradeNumber();
        match();
        if (state.tradeNumber() != trades) {
            triggerStops();
        }
    }

    /**
     * Each stop that the last trade reached acts in its turn, and those that its own trades reach
     * after all that were reached before.
     */
    void triggerStops() {
        triggerReached();
        goOn();
    }

    /** Triggered stops have their turn, as many as may in one command. */
    void goOn() {
        while (matches < matchesMax && state.beginTriggered()) {
            matches++;
            match();
            triggerReached();
        }
    }

    private void triggerReached() {
        long last = state.lastPriceTicks();
        if (last == 0 || !matches()) {
            return;
        }
        trail(last);
        Order order = state.book().firstReached(last);
        while (order.exists()) {
            if (order.isOverAt(journal.time())) {
                endings.expire(order);
            } else {
                endings.leaveHold(order);
                journal.emit(new BookFact.Triggered(order.id(), order.account()));
            }
            order = state.book().firstReached(last);
        }
    }

    /** Lets a trailing stop that was taken begin to follow. */
    void trail() {
        if (state.lastPriceTicks() != 0 && matches()) {
            trail(state.lastPriceTicks());
        }
    }

    /** Those that follow go with the price, never away from it. */
    private void trail(long last) {
        OrderBook book = state.book();
        Order order = book.firstToFollow(last);
        while (order.exists()) {
            trail(order, order.stopBehind(last));
            order = book.firstToFollow(last);
        }
        for (int i = 0; i < book.followingCount(); i++) {
            Order follower = book.following(i);
            long stop = follower.stopBehind(last);
            if (follower.isNearer(stop)) {
                trail(follower, stop);
            }
        }
    }

    private void trail(Order order, long stopTicks) {
        journal.emit(new BookFact.Trailed(order.id(), order.account(), stopTicks));
    }

    /** Whether orders trade as they come. */
    boolean matches() {
        return state.definedRules().state().matches();
    }

    /** Matches the incoming order, and lets it rest or ends it. */
    private void match() {
        endings.expireBests();
        Order order = state.incoming();
        Matcher matcher = state.matcher();
        if (order.isOverAt(journal.time())) {
            endIncoming(EndReason.EXPIRED);
            return;
        }
        if (!matches()) {
            leaveUnmatched(order);
            return;
        }
        if (!order.type().hasLimit()) {
            int collar = state.definedRules().collar();
            long limit = matcher.collarTicks(order.side(), collar);
            endIncoming(reason(match(order, limit), EndReason.MARKET_REMAINDER));
            return;
        }
        if (order.type().isStop() && isUnfillable(order)) {
            endIncoming(EndReason.FOK_NOT_FILLABLE);
            return;
        }
        MatchEnd end = match(order, order.priceTicks());
        if (end == MatchEnd.FILLED) {
            return;
        }
        if (end == MatchEnd.NO_MAKER && order.timeInForce().rests()) {
            rest(order);
            return;
        }
        endIncoming(reason(end, EndReason.IOC_REMAINDER));
    }

    /** What is asked of an order when it comes is asked of a stop when it is triggered. */
    private boolean isUnfillable(Order order) {
        return order.timeInForce() == TimeInForce.FOK
                && !state.matcher()
                        .isFillable(
                                order.side(),
                                limits.within(order.side(), order.priceTicks(), journal.time()),
                                order.leavesLots(),
                                order.account(),
                                order.selfTradePrevention(),
                                Order.NONE,
                                journal.time());
    }

    private void rest(Order order) {
        journal.emit(new BookFact.Rested(
                order.id(),
                order.account(),
                order.side(),
                order.priceTicks(),
                order.displayedLots()));
    }

    /** A stop whose turn comes when the market has stopped: it must not trade any more. */
    private void leaveUnmatched(Order order) {
        if (order.type().hasLimit() && order.timeInForce().rests()) {
            rest(order);
        } else {
            endIncoming(EndReason.MARKET_HALTED);
        }
    }

    /** Matches as far as the circuit breaker lets it; when it would go on, the market stops. */
    private MatchEnd match(Order taker, long limitTicks) {
        Matcher matcher = state.matcher();
        long within = limits.within(taker.side(), limitTicks, journal.time());
        MatchEnd end = matcher.match(taker, within, journal.time(), this);
        endings.expireBests();
        boolean stopped = within != limitTicks && matcher.crosses(taker.side(), limitTicks);
        if (end == MatchEnd.NO_MAKER && stopped) {
            breaker.run();
        }
        return end;
    }

    private EndReason reason(MatchEnd end, EndReason remainder) {
        if (end == MatchEnd.NO_MAKER && !matches()) {
            return EndReason.MARKET_HALTED;
        }
        return switch (end) {
            case FILLED -> EndReason.FILLED;
            case SELF_TRADE -> EndReason.SELF_TRADE;
            case TOO_MANY -> EndReason.TOO_MANY_FILLS;
            case NO_MAKER, UNFUNDED -> remainder;
        };
    }

    private void endIncoming(EndReason reason) {
        endings.end(0, state.incoming(), reason);
    }

    @Override
    public void trade(Order maker, long lots) {
        matches++;
        Order taker = state.incoming();
        Units units = state.units();
        long price = maker.priceTicks();
        long otherId = maker.otherId();
        long makerReceives = units.received(maker.side(), price, lots);
        long takerReceives = units.received(taker.side(), price, lots);
        journal.emit(new BookFact.Traded(
                state.tradeNumber() + 1,
                taker.side(),
                price,
                lots,
                maker.id(),
                maker.account(),
                taker.id(),
                taker.account(),
                Decimals.feeCeil(makerReceives, maker.makerFee()),
                Decimals.feeCeil(takerReceives, taker.takerFee()),
                units.released(maker, price, lots),
                units.released(taker, price, lots)));
        refill(maker);
        endings.endOther(otherId);
    }

    private void refill(Order maker) {
        if (maker.isToRefill()) {
            journal.emit(BookFact.Refilled.of(maker));
        }
    }

    @Override
    public void decrement(Order maker, long lots) {
        matches++;
        Order taker = state.incoming();
        journal.emit(new BookFact.Decremented(
                maker.id(),
                taker.id(),
                maker.account(),
                maker.side(),
                maker.priceTicks(),
                lots,
                state.units().releasedForgoing(maker, lots),
                state.units().releasedForgoing(taker, lots)));
        if (maker.leavesLots() == 0) {
            endings.end(0, maker, EndReason.SELF_TRADE);
        } else {
            refill(maker);
            endings.endOther(maker.otherId());
        }
    }

    @Override
    public void endMaker(Order maker) {
        matches++;
        endings.end(0, maker, EndReason.SELF_TRADE);
    }

    @Override
    public void expireMaker(Order maker) {
        endings.expire(maker);
    }
}
