package exchange.book;

import exchange.market.Decimals;
import exchange.market.EndReason;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.matching.MatchEnd;
import exchange.matching.Matcher;
import exchange.matching.Order;
import exchange.sequencer.Batch;
import exchange.sequencer.BookItem;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Decides places and cancels: each becomes facts with exactly one outcome. Nothing here is refused
 * for lack of money, except an order whose hold does not cover it: funds are held before it comes.
 */
final class OrderDecisions implements Matcher.Sink {
    /** How many orders end by time in one batch; the others end in the next ones. */
    static final int EXPIRIES_PER_BATCH = 1_000;

    private final BookState state;
    private final Journal journal;
    private final Consumer<Batch> breaker;
    private final PlaceRefusals refusals;
    private Batch batch;
    private int expiriesLeft;

    /**
     * @param breaker stops the market
     * @param unsettledMax lines that a ledger may have not taken before its places are refused
     */
    OrderDecisions(
            BookState state,
            Journal journal,
            Consumer<Batch> breaker,
            int partitions,
            long unsettledMax) {
        this.state = state;
        this.journal = journal;
        this.breaker = breaker;
        refusals = new PlaceRefusals(state, partitions, unsettledMax);
    }

    /** Decides item number {@code number} of a ledger's link. */
    void decide(long number, BookItem item, Batch into) {
        batch = into;
        switch (item) {
            case BookItem.Place place -> decidePlace(number, place);
            case BookItem.Cancel cancel -> decideCancel(number, cancel);
            case BookItem.Amend amend -> decideAmend(number, amend);
            case BookItem.MassCancel cancel -> decideMassCancel(number, cancel);
        }
    }

    /** Ends the orders whose time is over, before anything else of the batch. */
    void expire(Batch into) {
        batch = into;
        if (batch.factCount() == 0) {
            expiriesLeft = EXPIRIES_PER_BATCH;
        }
        while (expiriesLeft > 0 && state.book().nextExpiry() <= batch.time()) {
            expiriesLeft--;
            emit(ended(0, state.book().firstToExpire(), EndReason.EXPIRED));
        }
    }

    /** Refuses the item without looking at it. */
    void refuse(long number, BookItem item, Batch into) {
        batch = into;
        switch (item) {
            case BookItem.Place place -> refuse(number, place, RejectReason.INTERNAL);
            case BookItem.Cancel cancel ->
                emit(new BookFact.CancelRefused(
                        number, cancel.orderId(), cancel.account(), RejectReason.INTERNAL));
            case BookItem.Amend amend -> refuse(number, amend, RejectReason.INTERNAL);
            case BookItem.MassCancel cancel ->
                emit(new BookFact.MassCanceled(number, cancel.orderId(), cancel.account(), 0));
        }
    }

    private void decidePlace(long number, BookItem.Place place) {
        Optional<RejectReason> refusal = refusals.of(place, batch.time());
        if (refusal.isPresent()) {
            refuse(number, place, refusal.get());
            return;
        }
        boolean rests = place.type() == OrderType.LIMIT
                && place.timeInForce().rests()
                && (!matches() || !state.matcher().crosses(place.side(), place.priceTicks()));
        emit(accepted(number, place, rests));
        if (!rests && !place.type().isStop()) {
            matchAndTrigger();
        }
    }

    private void matchAndTrigger() {
        long trades = state.tradeNumber();
        match();
        if (state.tradeNumber() != trades) {
            triggerStops(batch);
        }
    }

    /**
     * Each stop that the last trade reached acts in its turn, and those that its own trades reach
     * after all that were reached before.
     */
    void triggerStops(Batch into) {
        batch = into;
        triggerReached();
        while (state.beginTriggered()) {
            match();
            triggerReached();
        }
    }

    private void triggerReached() {
        long last = state.lastPriceTicks();
        if (last == 0 || !matches()) {
            return;
        }
        Order order = state.book().firstReached(last);
        while (order.exists()) {
            emit(new BookFact.Triggered(order.id(), order.account()));
            order = state.book().firstReached(last);
        }
    }

    private boolean matches() {
        return state.definedRules().state().matches();
    }

    private void refuse(long number, BookItem.Place place, RejectReason reason) {
        emit(new BookFact.Refused(number, place.orderId(), place.account(), reason, place.held()));
    }

    private static BookFact.Accepted accepted(long number, BookItem.Place place, boolean rests) {
        return new BookFact.Accepted(
                number,
                place.orderId(),
                place.account(),
                place.side(),
                place.type(),
                place.timeInForce(),
                place.postOnly(),
                place.selfTradePrevention(),
                place.priceTicks(),
                place.quantityLots(),
                place.amount(),
                place.held(),
                place.makerFee(),
                place.takerFee(),
                place.notAfter(),
                rests,
                place.conditions());
    }

    /** Matches the incoming order, and lets it rest or ends it. */
    private void match() {
        Order order = state.incoming();
        Matcher matcher = state.matcher();
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
                                state.limitWithin(order.side(), order.priceTicks(), batch.time()),
                                order.leavesLots(),
                                order.account(),
                                order.selfTradePrevention());
    }

    private void rest(Order order) {
        emit(new BookFact.Rested(
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
        long within = state.limitWithin(taker.side(), limitTicks, batch.time());
        MatchEnd end = matcher.match(taker, within, this);
        boolean stopped = within != limitTicks && matcher.crosses(taker.side(), limitTicks);
        if (end == MatchEnd.NO_MAKER && stopped) {
            breaker.accept(batch);
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
            case NO_MAKER, UNFUNDED -> remainder;
        };
    }

    private void endIncoming(EndReason reason) {
        emit(ended(0, state.incoming(), reason));
    }

    @Override
    public void trade(Order maker, long lots) {
        Order taker = state.incoming();
        Units units = state.units();
        long price = maker.priceTicks();
        long makerReceives = units.received(maker.side(), price, lots);
        long takerReceives = units.received(taker.side(), price, lots);
        emit(new BookFact.Traded(
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
    }

    private void refill(Order maker) {
        if (maker.isToRefill()) {
            emit(BookFact.Refilled.of(maker));
        }
    }

    @Override
    public void decrement(Order maker, long lots) {
        Order taker = state.incoming();
        emit(new BookFact.Decremented(
                maker.id(),
                taker.id(),
                maker.account(),
                maker.side(),
                maker.priceTicks(),
                lots,
                state.units().releasedForgoing(maker, lots),
                state.units().releasedForgoing(taker, lots)));
        if (maker.leavesLots() == 0) {
            endMaker(maker);
        } else {
            refill(maker);
        }
    }

    @Override
    public void endMaker(Order maker) {
        emit(ended(0, maker, EndReason.SELF_TRADE));
    }

    private void decideCancel(long number, BookItem.Cancel cancel) {
        Order order = state.book().find(cancel.orderId());
        if (!order.exists() || order.account() != cancel.account()) {
            emit(new BookFact.CancelRefused(
                    number, cancel.orderId(), cancel.account(), RejectReason.UNKNOWN_ORDER));
            return;
        }
        emit(ended(number, order, EndReason.USER_CANCELED));
    }

    private void decideAmend(long number, BookItem.Amend amend) {
        Order order = state.book().find(amend.orderId());
        Optional<RejectReason> refusal = refusals.of(order, amend, batch.time());
        if (refusal.isPresent()) {
            refuse(number, amend, refusal.get());
            return;
        }
        long leaves = amend.quantityLots() - order.filledLots();
        long need = state.units().need(order.side(), amend.priceTicks(), leaves);
        boolean keepsPlace = PlaceRefusals.keepsPlace(order, amend);
        boolean rests = keepsPlace
                || !matches()
                || !state.matcher().crosses(order.side(), amend.priceTicks());
        long shown = keepsPlace ? order.shownLots() : order.displayedOf(leaves);
        emit(new BookFact.Amended(
                number,
                order.id(),
                order.account(),
                order.side(),
                order.priceTicks(),
                order.shownLots(),
                amend.priceTicks(),
                amend.quantityLots(),
                Math.min(shown, leaves),
                amend.added(),
                order.held() + amend.added() - need,
                keepsPlace,
                rests));
        if (!rests) {
            matchAndTrigger();
        }
    }

    private void refuse(long number, BookItem.Amend amend, RejectReason reason) {
        emit(new BookFact.AmendRefused(
                number, amend.orderId(), amend.account(), amend.side(), reason, amend.added()));
    }

    /** The oldest first, wherever they rest. */
    private void decideMassCancel(long number, BookItem.MassCancel cancel) {
        long[] sorted = state.book().idsOf(cancel.account(), cancel.bids(), cancel.asks());
        for (long id : sorted) {
            emit(ended(0, state.book().find(id), EndReason.USER_CANCELED));
        }
        emit(new BookFact.MassCanceled(number, cancel.orderId(), cancel.account(), sorted.length));
    }

    /** Ends resting orders, best prices first, then those that wait, at most so many. */
    void endAll(EndReason reason, int ordersMax, Batch into) {
        batch = into;
        for (int left = ordersMax; left > 0; left--) {
            Order order = state.book().best(Side.BUY);
            if (!order.exists()) {
                order = state.book().best(Side.SELL);
            }
            if (!order.exists()) {
                order = state.book().firstWaiting();
            }
            if (!order.exists()) {
                return;
            }
            emit(ended(0, order, reason));
        }
    }

    private static BookFact.Ended ended(long number, Order order, EndReason reason) {
        return new BookFact.Ended(
                number,
                order.id(),
                order.account(),
                order.side(),
                order.priceTicks(),
                order.leavesLots(),
                order.isResting() ? order.shownLots() : 0,
                reason,
                order.held(),
                order.isResting());
    }

    private void emit(BookFact fact) {
        journal.emit(fact, batch);
    }
}
