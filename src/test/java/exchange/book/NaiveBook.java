package exchange.book;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import exchange.market.EndReason;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.sequencer.BookItem;
import exchange.sequencer.LedgerItem;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The shortest book that can be right, as the oracle of the fast one: all orders in one list,
 * searched from end to end, and numbers that cannot overflow.
 */
final class NaiveBook {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    final MarketRules rules;
    final List<Open> resting = new ArrayList<>();
    final List<BookFact> facts = new ArrayList<>();
    final List<LedgerItem> lines = new ArrayList<>();
    private long trades;
    private long lastPrice;
    private long time;

    NaiveBook(MarketRules rules) {
        this.rules = rules;
    }

    /** An order that is being matched or rests. */
    final class Open {
        final BookItem.Place place;
        long leaves;
        BigInteger amount;
        BigInteger held;

        Open(BookItem.Place place) {
            this.place = place;
            leaves = place.quantityLots();
            amount = BigInteger.valueOf(place.amount());
            held = BigInteger.valueOf(place.held());
        }

        BigInteger need() {
            return worth(place.side(), place.priceTicks(), leaves);
        }

        boolean isMarket() {
            return place.type() == OrderType.MARKET;
        }
    }

    private BigInteger quote(long price, long lots) {
        return BigInteger.valueOf(price)
                .multiply(BigInteger.valueOf(lots))
                .multiply(BigInteger.valueOf(rules.quoteUnitsPerTickLot()));
    }

    private BigInteger base(long lots) {
        return BigInteger.valueOf(lots).multiply(BigInteger.valueOf(rules.baseUnitsPerLot()));
    }

    private BigInteger worth(Side side, long price, long lots) {
        return side == Side.BUY ? quote(price, lots) : base(lots);
    }

    void decide(long number, BookItem item, MarketState state, long now) {
        facts.clear();
        lines.clear();
        time = now;
        switch (item) {
            case BookItem.Place place -> place(number, place, state);
            case BookItem.Cancel cancel -> cancel(number, cancel);
        }
    }

    private void cancel(long number, BookItem.Cancel cancel) {
        Optional<Open> found = resting.stream()
                .filter(order -> order.place.orderId() == cancel.orderId())
                .filter(order -> order.place.account() == cancel.account())
                .findFirst();
        if (found.isPresent()) {
            end(number, found.get(), EndReason.USER_CANCELED);
            return;
        }
        RejectReason reason = RejectReason.UNKNOWN_ORDER;
        facts.add(new BookFact.CancelRefused(number, cancel.orderId(), cancel.account(), reason));
        lines.add(new LedgerItem.CancelRefused(number, cancel.orderId(), reason, time));
    }

    private void place(long number, BookItem.Place place, MarketState state) {
        Open taker = new Open(place);
        BigInteger limit = limit(taker);
        RejectReason refusal = refusal(taker, limit, state);
        if (refusal != null) {
            facts.add(new BookFact.Refused(
                    number, place.orderId(), place.account(), refusal, place.held()));
            lines.add(new LedgerItem.Refused(number, place.orderId(), refusal, place.held(), time));
            return;
        }
        boolean stays = !taker.isMarket() && place.timeInForce() == TimeInForce.GTC;
        boolean rests = stays && (!state.matches() || makers(place.side(), limit).isEmpty());
        facts.add(new BookFact.Accepted(
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
                rests));
        lines.add(new LedgerItem.Accepted(number, place.orderId(), rests, time));
        if (rests) {
            resting.add(taker);
            return;
        }
        EndReason reason = match(taker, limit);
        if (!taker.isMarket() && taker.leaves == 0) {
            return;
        }
        if (stays && reason != EndReason.SELF_TRADE) {
            resting.add(taker);
            facts.add(new BookFact.Rested(
                    place.orderId(),
                    place.account(),
                    place.side(),
                    place.priceTicks(),
                    taker.leaves));
            lines.add(new LedgerItem.Rested(place.orderId(), time));
            return;
        }
        end(0, taker, reason);
    }

    private BigInteger limit(Open taker) {
        if (!taker.isMarket()) {
            return BigInteger.valueOf(taker.place.priceTicks());
        }
        List<Open> makers = makers(taker.place.side(), null);
        if (makers.isEmpty()) {
            return ZERO;
        }
        BigInteger best = BigInteger.valueOf(makers.get(0).place.priceTicks());
        BigInteger move = best.multiply(BigInteger.valueOf(rules.collar())).divide(MILLION);
        return taker.place.side() == Side.BUY ? best.add(move) : best.subtract(move);
    }

    private RejectReason refusal(Open taker, BigInteger limit, MarketState state) {
        BookItem.Place place = taker.place;
        if (time > place.notAfter()) {
            return RejectReason.TOO_LATE;
        }
        RejectReason closed = closed(taker, limit, state);
        if (closed != null) {
            return closed;
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
        if (place.timeInForce() == TimeInForce.FOK && !fillable(taker, limit)) {
            return RejectReason.FOK_NOT_FILLABLE;
        }
        return null;
    }

    private RejectReason closed(Open taker, BigInteger limit, MarketState state) {
        BookItem.Place place = taker.place;
        boolean stays = !taker.isMarket() && place.timeInForce() == TimeInForce.GTC;
        boolean rests = stays && makers(place.side(), limit).isEmpty();
        return switch (state) {
            case OPEN -> null;
            case HALTED -> RejectReason.MARKET_HALTED;
            case CANCEL_ONLY -> RejectReason.MARKET_CANCEL_ONLY;
            case POST_ONLY -> rests ? null : RejectReason.MARKET_POST_ONLY;
            case DELISTED -> RejectReason.MARKET_DELISTED;
            case AUCTION -> stays ? null : RejectReason.MARKET_IN_AUCTION;
        };
    }

    /** Trades all that can trade at the one best price. */
    void uncross(long now) {
        facts.clear();
        lines.clear();
        time = now;
        BigInteger price = auctionPrice();
        while (price != null) {
            List<Open> buys = makers(Side.SELL, price);
            List<Open> sells = makers(Side.BUY, price);
            if (buys.isEmpty() || sells.isEmpty()) {
                return;
            }
            tradeInAuction(buys.get(0), sells.get(0), price.longValueExact());
        }
    }

    /**
     * The price with the most volume, then the least left over, then nearest to the last trade's;
     * null when nothing would trade. What is best changes only beside an order's limit.
     */
    private BigInteger auctionPrice() {
        TreeSet<BigInteger> candidates = new TreeSet<>();
        for (Open order : resting) {
            for (int step = -1; step <= 1; step++) {
                candidates.add(BigInteger.valueOf(order.place.priceTicks() + step));
            }
        }
        Comparator<BigInteger> better = Comparator.comparing(this::volume)
                .reversed()
                .thenComparing(price -> demand(price).subtract(supply(price)).abs());
        BigInteger best = candidates.stream().min(better).orElse(null);
        if (best == null || volume(best).signum() == 0) {
            return null;
        }
        candidates.removeIf(price -> better.compare(price, best) != 0);
        BigInteger last = BigInteger.valueOf(lastPrice);
        return lastPrice == 0
                ? candidates.first().add(candidates.last()).shiftRight(1)
                : last.max(candidates.first()).min(candidates.last());
    }

    private BigInteger demand(BigInteger price) {
        return total(makers(Side.SELL, price));
    }

    private BigInteger supply(BigInteger price) {
        return total(makers(Side.BUY, price));
    }

    private BigInteger volume(BigInteger price) {
        return demand(price).min(supply(price));
    }

    private static BigInteger total(List<Open> orders) {
        return orders.stream()
                .map(order -> BigInteger.valueOf(order.leaves))
                .reduce(ZERO, BigInteger::add);
    }

    private void tradeInAuction(Open buy, Open sell, long price) {
        long lots = Math.min(buy.leaves, sell.leaves);
        trades++;
        lastPrice = price;
        BigInteger buyReleased = fill(buy, price, lots);
        BigInteger sellReleased = fill(sell, price, lots);
        BigInteger buyFee = fee(buy, price, lots, buy.place.makerFee());
        BigInteger sellFee = fee(sell, price, lots, sell.place.makerFee());
        facts.add(new BookFact.AuctionTraded(
                trades,
                price,
                lots,
                buy.place.orderId(),
                buy.place.account(),
                buy.place.priceTicks(),
                buyFee.longValueExact(),
                buyReleased.longValueExact(),
                sell.place.orderId(),
                sell.place.account(),
                sell.place.priceTicks(),
                sellFee.longValueExact(),
                sellReleased.longValueExact()));
        line(buy, sell, true, price, lots, buyFee, buyReleased);
        line(sell, buy, true, price, lots, sellFee, sellReleased);
        resting.removeIf(order -> order.leaves == 0);
    }

    /** Ends every order, the best bids first, then the best asks. */
    void delist(long now) {
        facts.clear();
        lines.clear();
        time = now;
        for (Side side : Side.values()) {
            makers(side.opposite(), null)
                    .forEach(order -> end(0, order, EndReason.MARKET_DELISTED));
        }
    }

    private boolean fillable(Open taker, BigInteger limit) {
        BigInteger offered = ZERO;
        for (Open maker : makers(taker.place.side(), limit)) {
            if (isPrevented(taker, maker)) {
                if (taker.place.selfTradePrevention() == SelfTradePrevention.EXPIRE_MAKER) {
                    continue;
                }
                break;
            }
            offered = offered.add(BigInteger.valueOf(maker.leaves));
        }
        return offered.compareTo(BigInteger.valueOf(taker.leaves)) >= 0;
    }

    /**
     * Resting orders that an incoming order of this side may meet, in the order it would; limit
     * null for all.
     */
    private List<Open> makers(Side takerSide, BigInteger limit) {
        List<Open> makers = new ArrayList<>();
        for (Open order : resting) {
            BigInteger price = BigInteger.valueOf(order.place.priceTicks());
            boolean within = limit == null
                    || (takerSide == Side.BUY
                            ? price.compareTo(limit) <= 0
                            : price.compareTo(limit) >= 0);
            if (order.place.side() != takerSide && within) {
                makers.add(order);
            }
        }
        // A stable sort: orders of one price stay in their order of coming to rest.
        makers.sort((a, b) -> takerSide == Side.BUY
                ? Long.compare(a.place.priceTicks(), b.place.priceTicks())
                : Long.compare(b.place.priceTicks(), a.place.priceTicks()));
        return makers;
    }

    private static boolean isPrevented(Open taker, Open maker) {
        return taker.place.selfTradePrevention() != SelfTradePrevention.NONE
                && taker.place.account() == maker.place.account();
    }

    private EndReason match(Open taker, BigInteger limit) {
        BookItem.Place place = taker.place;
        boolean byAmount = taker.isMarket() && place.quantityLots() == 0;
        EndReason remainder =
                taker.isMarket() ? EndReason.MARKET_REMAINDER : EndReason.IOC_REMAINDER;
        long lastPrice = 0;
        for (Open maker : makers(place.side(), limit)) {
            long price = maker.place.priceTicks();
            BigInteger lotCost = quote(price, 1);
            if (byAmount ? taker.amount.signum() == 0 : taker.leaves == 0) {
                return EndReason.FILLED;
            }
            if (isPrevented(taker, maker)) {
                if (place.selfTradePrevention() != SelfTradePrevention.EXPIRE_TAKER) {
                    end(0, maker, EndReason.SELF_TRADE);
                }
                if (place.selfTradePrevention() != SelfTradePrevention.EXPIRE_MAKER) {
                    return EndReason.SELF_TRADE;
                }
                continue;
            }
            BigInteger lots = BigInteger.valueOf(maker.leaves)
                    .min(byAmount ? taker.amount.divide(lotCost) : BigInteger.valueOf(taker.leaves))
                    .min(taker.held.divide(place.side() == Side.BUY ? lotCost : base(1)));
            if (lots.signum() == 0) {
                boolean spent = byAmount && lastPrice > 0 && taker.amount.compareTo(lotCost) < 0;
                return spent ? EndReason.FILLED : remainder;
            }
            trade(taker, maker, lots.longValueExact());
            lastPrice = price;
            if (maker.leaves > 0) {
                break;
            }
        }
        if (byAmount) {
            boolean spent = lastPrice > 0 && taker.amount.compareTo(quote(lastPrice, 1)) < 0;
            return spent ? EndReason.FILLED : remainder;
        }
        return taker.leaves == 0 ? EndReason.FILLED : remainder;
    }

    private void trade(Open taker, Open maker, long lots) {
        long price = maker.place.priceTicks();
        trades++;
        lastPrice = price;
        BigInteger makerReleased = fill(maker, price, lots);
        BigInteger takerReleased = fill(taker, price, lots);
        BigInteger makerFee = fee(maker, price, lots, maker.place.makerFee());
        BigInteger takerFee = fee(taker, price, lots, taker.place.takerFee());
        facts.add(new BookFact.Traded(
                trades,
                taker.place.side(),
                price,
                lots,
                maker.place.orderId(),
                maker.place.account(),
                taker.place.orderId(),
                taker.place.account(),
                makerFee.longValueExact(),
                takerFee.longValueExact(),
                makerReleased.longValueExact(),
                takerReleased.longValueExact()));
        line(maker, taker, true, price, lots, makerFee, makerReleased);
        line(taker, maker, false, price, lots, takerFee, takerReleased);
        if (maker.leaves == 0) {
            resting.remove(maker);
        }
    }

    private BigInteger fill(Open order, long price, long lots) {
        order.held = order.held.subtract(worth(order.place.side(), price, lots));
        if (order.isMarket() && order.place.quantityLots() == 0) {
            order.amount = order.amount.subtract(quote(price, lots));
        } else {
            order.leaves -= lots;
        }
        BigInteger released = order.isMarket() ? ZERO : order.held.subtract(order.need());
        order.held = order.held.subtract(released);
        if (order.held.signum() < 0 || released.signum() < 0) {
            throw new AssertionError("order " + order.place.orderId() + " holds " + order.held);
        }
        return released;
    }

    private BigInteger fee(Open order, long price, long lots, int rate) {
        BigInteger received = worth(order.place.side().opposite(), price, lots);
        return received.multiply(BigInteger.valueOf(rate))
                .add(MILLION)
                .subtract(ONE)
                .divide(MILLION);
    }

    private void line(
            Open order,
            Open other,
            boolean maker,
            long price,
            long lots,
            BigInteger fee,
            BigInteger released) {
        boolean own = order.place.account() == other.place.account();
        lines.add(new LedgerItem.Fill(
                order.place.orderId(),
                trades,
                maker,
                price,
                lots,
                worth(order.place.side(), price, lots).longValueExact(),
                worth(order.place.side().opposite(), price, lots).longValueExact(),
                fee.longValueExact(),
                released.longValueExact(),
                order.leaves,
                own ? other.place.orderId() : 0,
                time));
    }

    private void end(long number, Open order, EndReason reason) {
        boolean wasResting = resting.remove(order);
        BookItem.Place place = order.place;
        long released = order.held.longValueExact();
        facts.add(new BookFact.Ended(
                number,
                place.orderId(),
                place.account(),
                place.side(),
                place.priceTicks(),
                order.leaves,
                reason,
                released,
                wasResting));
        lines.add(new LedgerItem.Ended(number, place.orderId(), reason, released, time));
    }

    /** The best price of a side, 0 for none. */
    long best(Side side) {
        List<Open> makers = makers(side.opposite(), null);
        return makers.isEmpty() ? 0 : makers.get(0).place.priceTicks();
    }

    /** Order ids of a side by priority. */
    List<Long> priority(Side side) {
        return makers(side.opposite(), null).stream()
                .map(order -> order.place.orderId())
                .toList();
    }
}
