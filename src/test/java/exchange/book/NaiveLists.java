package exchange.book;

import exchange.market.EndReason;
import exchange.market.MarketRules;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.sequencer.BookItem;
import exchange.sequencer.LedgerItem;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The orders of a {@link NaiveBook}, and what its decisions do to them and tell of them. */
class NaiveLists {
    final MarketRules rules;
    /** By coming to rest. */
    final List<NaiveOrder> resting = new ArrayList<>();
    /** By age. */
    final List<NaiveOrder> waiting = new ArrayList<>();

    /** Have not had their turn. */
    final List<NaiveOrder> triggered = new ArrayList<>();

    final List<BookFact> facts = new ArrayList<>();
    final List<LedgerItem> lines = new ArrayList<>();
    long trades;
    long lastPrice;
    /** What the circuit breaker looks at: a stream is shorter than its window. */
    final List<Long> prices = new ArrayList<>();

    long time;

    NaiveLists(MarketRules rules) {
        this.rules = rules;
    }

    /**
     * Resting orders that an incoming order of this side may meet, in the order it would; limit
     * null for all.
     */
    List<NaiveOrder> makers(Side takerSide, BigInteger limit) {
        List<NaiveOrder> makers = new ArrayList<>();
        for (NaiveOrder order : resting) {
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

    /** Stops that wait, in the order in which prices would reach them. */
    List<NaiveOrder> byTrigger() {
        List<NaiveOrder> sorted = new ArrayList<>(waiting);
        sorted.sort(Comparator.comparing(NaiveOrder::waitsToFollow)
                .thenComparing(order -> !order.waitsForRise())
                .thenComparingLong(order -> order.waitsForRise() ? order.stop() : -order.stop()));
        return sorted;
    }

    void accept(long number, BookItem.Place place, boolean rests, boolean done) {
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
                rests,
                place.conditions()));
        lines.add(new LedgerItem.Accepted(number, place.orderId(), done, time));
    }

    void refuse(long number, BookItem.Place place, RejectReason reason) {
        facts.add(new BookFact.Refused(
                number, place.orderId(), place.account(), reason, place.held()));
        lines.add(new LedgerItem.Refused(number, place.orderId(), reason, place.held(), time));
    }

    void rest(NaiveOrder taker) {
        BookItem.Place place = taker.place;
        taker.show();
        resting.add(taker);
        facts.add(new BookFact.Rested(
                place.orderId(), place.account(), place.side(), place.priceTicks(), taker.shown));
        lines.add(new LedgerItem.Rested(place.orderId(), time));
    }

    void decrement(NaiveOrder taker, NaiveOrder maker, long lots) {
        long price = maker.place.priceTicks();
        BigInteger makerReleased = maker.forgo(price, lots);
        BigInteger takerReleased = taker.forgo(price, lots);
        facts.add(new BookFact.Decremented(
                maker.place.orderId(),
                taker.place.orderId(),
                maker.place.account(),
                maker.place.side(),
                price,
                lots,
                makerReleased.longValueExact(),
                takerReleased.longValueExact()));
        lines.add(new LedgerItem.Decremented(
                maker.place.orderId(), lots, makerReleased.longValueExact(), time));
        lines.add(new LedgerItem.Decremented(
                taker.place.orderId(), lots, takerReleased.longValueExact(), time));
        maker.shown -= lots;
        if (maker.leaves == 0) {
            end(0, maker, EndReason.SELF_TRADE);
        } else {
            refill(maker);
            endOther(maker);
        }
    }

    void refill(NaiveOrder maker) {
        if (maker.shown == 0) {
            resting.remove(maker);
            resting.add(maker);
            maker.show();
            facts.add(new BookFact.Refilled(
                    maker.place.orderId(),
                    maker.place.account(),
                    maker.place.side(),
                    maker.place.priceTicks(),
                    maker.shown));
        }
    }

    void trade(NaiveOrder taker, NaiveOrder maker, long lots) {
        long price = maker.place.priceTicks();
        trades++;
        lastPrice = price;
        prices.add(price);
        BigInteger makerReleased = maker.fill(price, lots);
        BigInteger takerReleased = taker.fill(price, lots);
        BigInteger makerFee = maker.fee(price, lots, maker.place.makerFee());
        BigInteger takerFee = taker.fee(price, lots, taker.place.takerFee());
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
        maker.shown -= lots;
        if (maker.leaves == 0) {
            resting.remove(maker);
        } else {
            refill(maker);
        }
        endOther(maker);
    }

    void tradeInAuction(NaiveOrder buy, NaiveOrder sell, long price) {
        long lots = Math.min(buy.leaves, sell.leaves);
        trades++;
        lastPrice = price;
        prices.add(price);
        BigInteger buyReleased = buy.fill(price, lots);
        BigInteger sellReleased = sell.fill(price, lots);
        BigInteger buyFee = buy.fee(price, lots, buy.place.makerFee());
        BigInteger sellFee = sell.fee(price, lots, sell.place.makerFee());
        facts.add(new BookFact.AuctionTraded(
                trades,
                price,
                lots,
                buy.place.orderId(),
                buy.place.account(),
                buy.place.priceTicks(),
                buyFee.longValueExact(),
                buyReleased.longValueExact(),
                Math.min(lots, buy.shown),
                sell.place.orderId(),
                sell.place.account(),
                sell.place.priceTicks(),
                sellFee.longValueExact(),
                sellReleased.longValueExact(),
                Math.min(lots, sell.shown)));
        line(buy, sell, true, price, lots, buyFee, buyReleased);
        line(sell, buy, true, price, lots, sellFee, sellReleased);
        for (NaiveOrder order : List.of(buy, sell)) {
            order.shown = Math.max(0, order.shown - lots);
            if (order.leaves == 0) {
                resting.remove(order);
            } else {
                refill(order);
            }
        }
        endOther(buy);
        endOther(sell);
    }

    private void line(
            NaiveOrder order,
            NaiveOrder other,
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
                order.used(price, lots).longValueExact(),
                order.received(price, lots).longValueExact(),
                fee.longValueExact(),
                released.longValueExact(),
                order.leaves,
                own ? other.place.orderId() : 0,
                time));
    }

    /** Whether it still rests or waits. */
    boolean isHere(NaiveOrder order) {
        return resting.contains(order) || waiting.contains(order);
    }

    void end(long number, NaiveOrder order, EndReason reason) {
        endAlone(number, order, reason, 0, 0);
        endOther(order);
    }

    void endOther(NaiveOrder order) {
        other(order).ifPresent(other -> endAlone(0, other, EndReason.ONE_CANCELS_OTHER, 0, 0));
    }

    /** The other order of its list, as long as it is here. */
    Optional<NaiveOrder> other(NaiveOrder order) {
        return Stream.concat(resting.stream(), waiting.stream())
                .filter(each -> each != order)
                .filter(each -> order.listId() != 0 && each.listId() == order.listId())
                .findFirst();
    }

    /** Leaves what a stop of a list needs to it. */
    void leaveHold(NaiveOrder stop) {
        Optional<NaiveOrder> found = other(stop);
        if (found.isPresent()) {
            NaiveOrder other = found.get();
            BigInteger missing = stop.isMarket() ? other.held : stop.need().subtract(stop.held);
            BigInteger moved = missing.max(BigInteger.ZERO).min(other.held);
            EndReason reason = EndReason.ONE_CANCELS_OTHER;
            endAlone(0, other, reason, moved.longValueExact(), stop.place.orderId());
            stop.held = stop.held.add(moved);
        }
    }

    void endAlone(long number, NaiveOrder order, EndReason reason, long moved, long movedTo) {
        boolean wasResting = resting.remove(order);
        waiting.remove(order);
        BookItem.Place place = order.place;
        long released = order.held.longValueExact() - moved;
        facts.add(new BookFact.Ended(
                number,
                place.orderId(),
                place.account(),
                place.side(),
                place.priceTicks(),
                order.leaves,
                wasResting ? order.shown : 0,
                reason,
                released,
                wasResting,
                moved,
                movedTo));
        lines.add(new LedgerItem.Ended(
                number, place.orderId(), reason, released, moved, movedTo, time));
    }

    /** The best price of a side, 0 for none. */
    long best(Side side) {
        List<NaiveOrder> makers = makers(side.opposite(), null);
        return makers.isEmpty() ? 0 : makers.get(0).place.priceTicks();
    }

    /** What an order still is, the same for both books. */
    record Rest(long orderId, long leaves, long shown, BigInteger held) {}

    /** Resting orders of a side by priority. */
    List<Rest> priority(Side side) {
        return makers(side.opposite(), null).stream()
                .map(order -> rest(order, order.shown))
                .toList();
    }

    /** Stops that have not acted: triggered ones, then those that wait by what would reach them. */
    List<Rest> stops() {
        return Stream.concat(triggered.stream(), byTrigger().stream())
                .map(order -> rest(order, order.stop()))
                .toList();
    }

    private static Rest rest(NaiveOrder order, long shown) {
        return new Rest(order.place.orderId(), order.leaves, shown, order.held);
    }

    Optional<NaiveOrder> find(long orderId, long account) {
        return Stream.concat(resting.stream(), waiting.stream())
                .filter(order -> order.place.orderId() == orderId)
                .filter(order -> order.place.account() == account)
                .findFirst();
    }

    int orderCount() {
        return resting.size() + waiting.size();
    }

    /** When the next order ends by time, Long.MAX_VALUE for never. */
    long nextExpiry() {
        return Stream.concat(resting.stream(), waiting.stream())
                .mapToLong(order -> order.place.conditions().expiresAt())
                .filter(at -> at != 0)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
