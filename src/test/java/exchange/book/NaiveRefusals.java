package exchange.book;

import static java.math.BigInteger.ZERO;

import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.sequencer.BookItem;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** What a {@link NaiveBook} does not take, and how far it lets an order go. */
class NaiveRefusals extends NaiveAuctions {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    /** How often one order may match. */
    final int matchesMax;

    NaiveRefusals(MarketRules rules, int matchesMax) {
        super(rules);
        this.matchesMax = matchesMax;
    }

    RejectReason amendRefusal(NaiveOrder order, BookItem.Amend amend, MarketState state) {
        if (time > amend.notAfter()) {
            return RejectReason.TOO_LATE;
        }
        if (waiting.contains(order) || other(order).isPresent()) {
            return RejectReason.NOT_AMENDABLE;
        }
        long leaves = amend.quantityLots() - order.filled();
        if (leaves <= 0) {
            return RejectReason.QUANTITY_FILLED;
        }
        if (order.hasTooManyParts(amend.quantityLots())) {
            return RejectReason.TOO_MANY_PARTS;
        }
        BigInteger held = order.held.add(BigInteger.valueOf(amend.added()));
        if (order.used(amend.priceTicks(), leaves).compareTo(held) > 0) {
            return RejectReason.HOLD_TOO_SMALL;
        }
        if (order.keepsPlace(amend)) {
            return null;
        }
        boolean crosses = !makers(order.place.side(), BigInteger.valueOf(amend.priceTicks()))
                .isEmpty();
        RejectReason closed = closed(state, true, crosses);
        if (closed != null) {
            return closed;
        }
        if (amend.priceTicks() != order.place.priceTicks()
                && order.isOutsideBand(amend.priceTicks(), lastPrice)) {
            return RejectReason.PRICE_OUTSIDE_BAND;
        }
        return order.place.postOnly() && state.matches() && crosses
                ? RejectReason.POST_ONLY_WOULD_TRADE
                : null;
    }

    /** The limit, or the price at which the circuit breaker stops a taker before it. */
    BigInteger within(NaiveOrder taker, BigInteger limit) {
        Side side = taker.place.side();
        List<NaiveOrder> makers = makers(side, null);
        int move = rules.breaker().move();
        if (move == 0 || makers.isEmpty()) {
            return limit;
        }
        long from = makers.get(0).place.priceTicks();
        for (long price : prices) {
            from = side == Side.BUY ? Math.min(from, price) : Math.max(from, price);
        }
        BigInteger start = BigInteger.valueOf(from);
        BigInteger step = start.multiply(BigInteger.valueOf(move)).divide(MILLION);
        return side == Side.BUY ? limit.min(start.add(step)) : limit.max(start.subtract(step));
    }

    BigInteger limit(NaiveOrder taker) {
        if (!taker.isMarket()) {
            return BigInteger.valueOf(taker.place.priceTicks());
        }
        List<NaiveOrder> makers = makers(taker.place.side(), null);
        if (makers.isEmpty()) {
            return ZERO;
        }
        BigInteger best = BigInteger.valueOf(makers.get(0).place.priceTicks());
        BigInteger move = best.multiply(BigInteger.valueOf(rules.collar())).divide(MILLION);
        return taker.place.side() == Side.BUY ? best.add(move) : best.subtract(move);
    }

    RejectReason refusal(NaiveOrder taker, BigInteger limit, MarketState state) {
        BookItem.Place place = taker.place;
        if (time > place.notAfter()) {
            return RejectReason.TOO_LATE;
        }
        RejectReason closed = closed(taker, limit, state);
        if (closed != null) {
            return closed;
        }
        long expiresAt = place.conditions().expiresAt();
        if (expiresAt != 0 && expiresAt <= time) {
            return RejectReason.TOO_LATE;
        }
        if (taker.hasTooManyParts(place.quantityLots())) {
            return RejectReason.TOO_MANY_PARTS;
        }
        if (place.type().hasLimit() && taker.isOutsideBand(place.priceTicks(), lastPrice)) {
            return RejectReason.PRICE_OUTSIDE_BAND;
        }
        if (place.type().isStop()) {
            return stopRefusal(taker);
        }
        if (taker.isMarket()) {
            return null;
        }
        if (taker.need().compareTo(taker.held) > 0) {
            return RejectReason.HOLD_TOO_SMALL;
        }
        if (place.postOnly() && state.matches() && !makers(place.side(), limit).isEmpty()) {
            return RejectReason.POST_ONLY_WOULD_TRADE;
        }
        if (place.timeInForce() == TimeInForce.FOK && !fillable(taker, within(taker, limit))) {
            return RejectReason.FOK_NOT_FILLABLE;
        }
        return null;
    }

    /** Why the new order would not be taken once the old one and the other of its list are gone. */
    RejectReason refusalWithout(NaiveOrder old, BookItem.Replace replace, MarketState state) {
        BookItem.Place place = replace.place();
        Optional<NaiveOrder> other = other(old);
        long wanted = old.place.side() == place.side() ? place.held() - replace.added() : 0;
        BigInteger moved = old.held
                .add(other.map(each -> each.held).orElse(ZERO))
                .min(BigInteger.valueOf(wanted));
        List<NaiveOrder> before = List.copyOf(resting);
        resting.remove(old);
        other.ifPresent(resting::remove);
        NaiveOrder order =
                new NaiveOrder(place.holding(replace.added() + moved.longValueExact()), rules);
        RejectReason refusal = refusal(order, limit(order), state);
        resting.clear();
        resting.addAll(before);
        return refusal;
    }

    private RejectReason stopRefusal(NaiveOrder order) {
        boolean trails = order.place.conditions().isTrailing();
        long from = order.stop() == 0 ? lastPrice : order.stop();
        if (from == 0) {
            return RejectReason.NO_LAST_PRICE;
        }
        long stop = trails ? order.behind(from) : order.stop();
        long price = order.isMarket() ? stop : order.place.priceTicks();
        if (order.used(price, order.leaves).compareTo(order.held) > 0) {
            return RejectReason.HOLD_TOO_SMALL;
        }
        return !trails && lastPrice != 0 && order.isReached(lastPrice)
                ? RejectReason.STOP_WOULD_TRIGGER
                : null;
    }

    private RejectReason closed(NaiveOrder taker, BigInteger limit, MarketState state) {
        BookItem.Place place = taker.place;
        boolean waits = place.type().isStop();
        boolean stays = waits || !taker.isMarket() && place.timeInForce().rests();
        return closed(state, stays, !waits && !makers(place.side(), limit).isEmpty());
    }

    private static RejectReason closed(MarketState state, boolean stays, boolean crosses) {
        boolean rests = stays && !crosses;
        return switch (state) {
            case OPEN -> null;
            case HALTED -> RejectReason.MARKET_HALTED;
            case CANCEL_ONLY -> RejectReason.MARKET_CANCEL_ONLY;
            case POST_ONLY -> rests ? null : RejectReason.MARKET_POST_ONLY;
            case DELISTED -> RejectReason.MARKET_DELISTED;
            case AUCTION -> stays ? null : RejectReason.MARKET_IN_AUCTION;
        };
    }

    boolean fillable(NaiveOrder taker, BigInteger limit) {
        return NaiveFillOrKill.isFillable(taker, makers(taker.place.side(), limit), matchesMax);
    }
}
