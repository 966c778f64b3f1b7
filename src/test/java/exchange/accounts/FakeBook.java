package exchange.accounts;

import exchange.market.Decimals;
import exchange.market.EndReason;
import exchange.market.MarketRules;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.sequencer.BookItem;
import exchange.sequencer.LedgerItem;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The plainest book that keeps the protocol with its ledgers: lists, sorted when looked at. */
final class FakeBook {

    /** An order in the book; the maker's fee rate and what is left of its hold stay with it. */
    static final class Resting {
        final BookItem.Place place;
        final int partition;
        long leaves;
        long amountLeft;
        long held;

        Resting(BookItem.Place place, int partition) {
            this.place = place;
            this.partition = partition;
            leaves = place.amount() > 0 ? Long.MAX_VALUE : place.quantityLots();
            amountLeft = place.amount() > 0 ? place.amount() : Long.MAX_VALUE;
            held = place.held();
        }
    }

    private final MarketRules rules;
    private final Map<Integer, Deque<LedgerItem>> outgoing = new HashMap<>();
    private final Map<Integer, Long> taken = new HashMap<>();
    private long trades;
    long time = Fixtures.START;

    final List<Resting> resting = new ArrayList<>();

    FakeBook(MarketRules rules) {
        this.rules = rules;
    }

    long taken(int partition) {
        return taken.getOrDefault(partition, 0L);
    }

    Deque<LedgerItem> outgoing(int partition) {
        return outgoing.computeIfAbsent(partition, each -> new ArrayDeque<>());
    }

    void take(int partition, BookItem item, boolean refuses) {
        long number = taken.merge(partition, 1L, Long::sum);
        switch (item) {
            case BookItem.Cancel cancel -> cancel(partition, number, cancel);
            case BookItem.Amend amend ->
                outgoing(partition)
                        .add(new LedgerItem.AmendRefused(
                                number,
                                amend.orderId(),
                                amend.account(),
                                amend.side(),
                                RejectReason.NOT_AMENDABLE,
                                amend.added(),
                                time));
            case BookItem.MassCancel cancel -> {
                List<Resting> meant = resting.stream()
                        .filter(order -> order.place.account() == cancel.account())
                        .filter(order ->
                                order.place.side() == Side.BUY ? cancel.bids() : cancel.asks())
                        .toList();
                resting.removeAll(meant);
                meant.forEach(order -> end(order, 0, EndReason.USER_CANCELED));
                outgoing(partition)
                        .add(new LedgerItem.MassCanceled(
                                number, cancel.orderId(), meant.size(), time));
            }
            case BookItem.Place place -> {
                if (refuses) {
                    refuse(partition, number, place, RejectReason.MARKET_HALTED);
                } else {
                    place(number, new Resting(place, partition));
                }
            }
            case BookItem.Replace replace -> replace(partition, number, replace, refuses);
            case BookItem.PlaceList list -> {
                refuse(partition, number, list.first(), RejectReason.MARKET_HALTED);
                refuse(partition, 0, list.second(), RejectReason.MARKET_HALTED);
            }
        }
    }

    private void refuse(int partition, long number, BookItem.Place place, RejectReason reason) {
        outgoing(partition)
                .add(new LedgerItem.Refused(number, place.orderId(), reason, place.held(), time));
    }

    /** The new order gets what the old one really has, and is refused when that is too little. */
    private void replace(int partition, long number, BookItem.Replace replace, boolean refuses) {
        BookItem.Place place = replace.place();
        Resting old = resting.stream()
                .filter(order -> order.place.orderId() == replace.replacedId())
                .findFirst()
                .orElse(null);
        if (old == null && replace.mustCancel()) {
            BookItem.Place alone = place.holding(replace.added());
            refuse(partition, number, alone, RejectReason.UNKNOWN_ORDER);
            return;
        }
        long moved = 0;
        if (old == null) {
            cancel(partition, 0, new BookItem.Cancel(replace.replacedId(), place.account()));
        } else {
            resting.remove(old);
            if (old.place.side() == place.side()) {
                moved = Math.min(old.held, place.held() - replace.added());
            }
            outgoing(partition)
                    .add(new LedgerItem.Ended(
                            0,
                            replace.replacedId(),
                            EndReason.USER_CANCELED,
                            old.held - moved,
                            moved,
                            place.orderId(),
                            time));
        }
        BookItem.Place funded = place.holding(replace.added() + moved);
        boolean limit = place.type() == OrderType.LIMIT;
        if (refuses) {
            refuse(partition, number, funded, RejectReason.MARKET_HALTED);
        } else if (limit && funded.held() < place.held()) {
            refuse(partition, number, funded, RejectReason.HOLD_TOO_SMALL);
        } else {
            place(number, new Resting(funded, partition));
        }
    }

    private void cancel(int partition, long number, BookItem.Cancel cancel) {
        for (Resting order : resting) {
            if (order.place.orderId() == cancel.orderId()) {
                resting.remove(order);
                end(order, number, EndReason.USER_CANCELED);
                return;
            }
        }
        outgoing(partition)
                .add(new LedgerItem.CancelRefused(
                        number, cancel.orderId(), RejectReason.UNKNOWN_ORDER, time));
    }

    private void place(long number, Resting taker) {
        boolean limit = taker.place.type() == OrderType.LIMIT;
        List<Resting> makers = makers(taker);
        boolean rests = limit && taker.place.timeInForce() == TimeInForce.GTC && makers.isEmpty();
        outgoing(taker.partition)
                .add(new LedgerItem.Accepted(number, taker.place.orderId(), rests, time));
        for (Resting maker : makers) {
            trade(taker, maker);
        }
        resting.removeIf(order -> order.leaves == 0);
        if (!limit) {
            boolean filled = taker.leaves == 0 || taker.amountLeft == 0;
            end(taker, 0, filled ? EndReason.FILLED : EndReason.MARKET_REMAINDER);
        } else if (taker.leaves > 0 && taker.place.timeInForce() != TimeInForce.GTC) {
            end(taker, 0, EndReason.IOC_REMAINDER);
        } else if (taker.leaves > 0) {
            resting.add(taker);
            if (!rests) {
                outgoing(taker.partition).add(new LedgerItem.Rested(taker.place.orderId(), time));
            }
        }
    }

    private List<Resting> makers(Resting taker) {
        Side side = taker.place.side();
        Comparator<Resting> best = Comparator.comparingLong(order -> order.place.priceTicks());
        return resting.stream()
                .filter(order -> order.place.side() != side)
                .filter(order -> taker.place.type() == OrderType.MARKET
                        || (side == Side.BUY
                                ? order.place.priceTicks() <= taker.place.priceTicks()
                                : order.place.priceTicks() >= taker.place.priceTicks()))
                .sorted(side == Side.BUY ? best : best.reversed())
                .toList();
    }

    private void trade(Resting taker, Resting maker) {
        long price = maker.place.priceTicks();
        long quotePerLot = rules.notional(price, 1);
        long lots = Math.min(taker.leaves, maker.leaves);
        lots = Math.min(lots, taker.amountLeft / quotePerLot);
        long perLot = taker.place.side() == Side.BUY ? quotePerLot : rules.baseUnitsPerLot();
        lots = Math.min(lots, taker.held / perLot);
        if (lots == 0) {
            return;
        }
        trades++;
        if (taker.place.amount() > 0) {
            taker.amountLeft -= lots * quotePerLot;
        } else {
            taker.leaves -= lots;
        }
        maker.leaves -= lots;
        long other = taker.place.account() == maker.place.account() ? 1 : 0;
        fill(taker, false, price, lots, taker.place.takerFee(), other * maker.place.orderId());
        fill(maker, true, price, lots, maker.place.makerFee(), other * taker.place.orderId());
    }

    private void fill(Resting order, boolean maker, long price, long lots, int fee, long other) {
        BookItem.Place place = order.place;
        long quote = rules.notional(price, lots);
        long base = lots * rules.baseUnitsPerLot();
        boolean buys = place.side() == Side.BUY;
        long released = buys && place.type() == OrderType.LIMIT
                ? rules.notional(place.priceTicks(), lots) - quote
                : 0;
        long used = buys ? quote : base;
        long received = buys ? base : quote;
        order.held -= used + released;
        long leaves = place.amount() > 0 ? 0 : order.leaves;
        outgoing(order.partition)
                .add(new LedgerItem.Fill(
                        place.orderId(),
                        trades,
                        maker,
                        price,
                        lots,
                        used,
                        received,
                        Decimals.feeCeil(received, fee),
                        released,
                        leaves,
                        other,
                        time));
    }

    private void end(Resting order, long number, EndReason reason) {
        outgoing(order.partition)
                .add(new LedgerItem.Ended(number, order.place.orderId(), reason, order.held, time));
    }
}
