package exchange.book;

import exchange.market.Decimals;
import exchange.market.EndReason;
import exchange.market.MarketRules;
import exchange.market.OrderIds;
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

/**
 * Decides places and cancels: each becomes facts with exactly one outcome. Nothing here is refused
 * for lack of money, except an order whose hold does not cover it: funds are held before it comes.
 */
final class OrderDecisions implements Matcher.Sink {
    private final BookState state;
    private final Journal journal;
    private final long unsettledMax;
    private final boolean[] busy;
    private Batch batch;

    /** @param unsettledMax lines that a ledger may have not taken before its places are refused */
    OrderDecisions(BookState state, Journal journal, int partitions, long unsettledMax) {
        this.state = state;
        this.journal = journal;
        this.unsettledMax = unsettledMax;
        this.busy = new boolean[partitions];
    }

    /** Decides item number {@code number} of a ledger's link. */
    void decide(long number, BookItem item, Batch into) {
        batch = into;
        switch (item) {
            case BookItem.Place place -> decidePlace(number, place);
            case BookItem.Cancel cancel -> decideCancel(number, cancel);
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
        }
    }

    private void decidePlace(long number, BookItem.Place place) {
        Optional<RejectReason> refusal = refusal(place);
        if (refusal.isPresent()) {
            refuse(number, place, refusal.get());
            return;
        }
        boolean rests = place.type() == OrderType.LIMIT
                && place.timeInForce() == TimeInForce.GTC
                && (!matches() || !state.matcher().crosses(place.side(), place.priceTicks()));
        emit(accepted(number, place, rests));
        if (!rests) {
            match(place);
        }
    }

    private boolean matches() {
        return state.definedRules().state().matches();
    }

    private void refuse(long number, BookItem.Place place, RejectReason reason) {
        emit(new BookFact.Refused(number, place.orderId(), place.account(), reason, place.held()));
    }

    private Optional<RejectReason> refusal(BookItem.Place place) {
        Optional<MarketRules> rules = state.rules();
        if (rules.isEmpty()) {
            return Optional.of(RejectReason.UNKNOWN_MARKET);
        }
        if (batch.time() > place.notAfter()) {
            return Optional.of(RejectReason.TOO_LATE);
        }
        boolean crosses = state.matcher().crosses(place.side(), place.priceTicks());
        Optional<RejectReason> closed =
                MarketGate.refusal(rules.get().state(), place, crosses);
        if (closed.isPresent()) {
            return closed;
        }
        if (isBusy(OrderIds.partition(place.orderId()))) {
            return Optional.of(RejectReason.MARKET_BUSY);
        }
        return place.type() == OrderType.LIMIT ? limitRefusal(place) : marketRefusal(place);
    }

    private Optional<RejectReason> limitRefusal(BookItem.Place place) {
        if (place.priceTicks() <= 0) {
            return Optional.of(RejectReason.INVALID_PRICE);
        }
        if (place.quantityLots() <= 0) {
            return Optional.of(RejectReason.INVALID_QUANTITY);
        }
        long need = state.units().need(place.side(), place.priceTicks(), place.quantityLots());
        if (need < 0 || need > place.held()) {
            return Optional.of(RejectReason.HOLD_TOO_SMALL);
        }
        Matcher matcher = state.matcher();
        if (place.postOnly() && matches() && matcher.crosses(place.side(), place.priceTicks())) {
            return Optional.of(RejectReason.POST_ONLY_WOULD_TRADE);
        }
        if (place.timeInForce() == TimeInForce.FOK && !isFillable(place)) {
            return Optional.of(RejectReason.FOK_NOT_FILLABLE);
        }
        return Optional.empty();
    }

    private boolean isFillable(BookItem.Place place) {
        return state.matcher()
                .isFillable(
                        place.side(),
                        place.priceTicks(),
                        place.quantityLots(),
                        place.account(),
                        place.selfTradePrevention());
    }

    private static Optional<RejectReason> marketRefusal(BookItem.Place place) {
        boolean byQuantity = place.quantityLots() > 0 && place.amount() == 0;
        boolean byAmount = place.quantityLots() == 0 && place.amount() > 0;
        if (!byQuantity && !byAmount) {
            return Optional.of(RejectReason.INVALID_QUANTITY);
        }
        return place.held() < 0 ? Optional.of(RejectReason.HOLD_TOO_SMALL) : Optional.empty();
    }

    /** A ledger that does not take its lines gets no more until half of them are gone. */
    private boolean isBusy(int partition) {
        long unsettled = state.links().to(partition).unacknowledged();
        busy[partition] =
                busy[partition] ? unsettled >= unsettledMax / 2 : unsettled > unsettledMax;
        return busy[partition];
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
                rests);
    }

    private void match(BookItem.Place place) {
        Matcher matcher = state.matcher();
        if (place.type() == OrderType.MARKET) {
            int collar = state.definedRules().collar();
            long limit = matcher.collarTicks(place.side(), collar);
            MatchEnd end = matcher.match(state.incoming(), limit, this);
            endIncoming(reason(end, EndReason.MARKET_REMAINDER));
            return;
        }
        MatchEnd end = matcher.match(state.incoming(), place.priceTicks(), this);
        if (end == MatchEnd.FILLED) {
            return;
        }
        if (end == MatchEnd.NO_MAKER && place.timeInForce() == TimeInForce.GTC) {
            Order order = state.incoming();
            emit(new BookFact.Rested(
                    order.id(),
                    order.account(),
                    order.side(),
                    order.priceTicks(),
                    order.leavesLots()));
            return;
        }
        endIncoming(reason(end, EndReason.IOC_REMAINDER));
    }

    private static EndReason reason(MatchEnd end, EndReason remainder) {
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
    }

    @Override
    public void endMaker(Order maker) {
        emit(ended(0, maker, EndReason.SELF_TRADE));
    }

    private void decideCancel(long number, BookItem.Cancel cancel) {
        Order order = state.book().resting(cancel.orderId());
        if (!order.exists() || order.account() != cancel.account()) {
            emit(new BookFact.CancelRefused(
                    number, cancel.orderId(), cancel.account(), RejectReason.UNKNOWN_ORDER));
            return;
        }
        emit(ended(number, order, EndReason.USER_CANCELED));
    }

    /** Ends resting orders, best prices first, at most so many. */
    void endResting(EndReason reason, int ordersMax, Batch into) {
        batch = into;
        for (int left = ordersMax; left > 0; left--) {
            Order order = state.book().best(Side.BUY);
            if (!order.exists()) {
                order = state.book().best(Side.SELL);
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
                reason,
                order.held(),
                order.isResting());
    }

    private void emit(BookFact fact) {
        journal.emit(fact, batch);
    }
}
