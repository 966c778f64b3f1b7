package exchange.book;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.Side;
import exchange.matching.DepthLevel;
import exchange.sequencer.BatchEvent;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether the public facts of a book alone tell its depth. */
final class DepthCheck {
    private final TestBook book;

    DepthCheck(TestBook book) {
        this.book = book;
    }

    /** Depth that a reader keeps by adding and subtracting facts is the book's own. */
    void check() {
        Map<Long, BigInteger> bids = new HashMap<>();
        Map<Long, BigInteger> asks = new HashMap<>();
        for (BatchEvent event : book.events) {
            BookFacts.decode(event.content().facts(), event.time(), (fact, sequence) -> {
                switch (fact) {
                    case BookFact.Accepted f
                    when f.rests() ->
                        add(f.side() == Side.BUY ? bids : asks, f.priceTicks(), f.shownLots(), 1);
                    case BookFact.Rested f ->
                        add(f.side() == Side.BUY ? bids : asks, f.priceTicks(), f.shownLots(), 1);
                    case BookFact.Refilled f ->
                        add(f.side() == Side.BUY ? bids : asks, f.priceTicks(), f.shownLots(), 1);
                    case BookFact.Amended f -> {
                        Map<Long, BigInteger> levels = f.side() == Side.BUY ? bids : asks;
                        add(levels, f.fromTicks(), f.fromLots(), -1);
                        if (f.rests()) {
                            add(levels, f.priceTicks(), f.shownLots(), 1);
                        }
                    }
                    case BookFact.Decremented f ->
                        add(
                                f.side() == Side.BUY ? bids : asks,
                                f.priceTicks(),
                                f.quantityLots(),
                                -1);
                    case BookFact.Traded f ->
                        add(
                                f.takerSide() == Side.BUY ? asks : bids,
                                f.priceTicks(),
                                f.quantityLots(),
                                -1);
                    case BookFact.AuctionTraded f -> {
                        add(bids, f.buyLimitTicks(), f.buyShownLots(), -1);
                        add(asks, f.sellLimitTicks(), f.sellShownLots(), -1);
                    }
                    case BookFact.Ended f
                    when f.wasResting() ->
                        add(f.side() == Side.BUY ? bids : asks, f.priceTicks(), f.shownLots(), -1);
                    default -> assertThat(fact.changesBook()).isFalse();
                }
            });
        }
        assertThat(sorted(bids, Comparator.reverseOrder()))
                .isEqualTo(book.logic.state().book().levels(Side.BUY, Integer.MAX_VALUE));
        assertThat(sorted(asks, Comparator.naturalOrder()))
                .isEqualTo(book.logic.state().book().levels(Side.SELL, Integer.MAX_VALUE));
    }

    private static void add(Map<Long, BigInteger> depth, long price, long lots, int sign) {
        BigInteger more = BigInteger.valueOf(lots).multiply(BigInteger.valueOf(sign));
        BigInteger total = depth.merge(price, more, BigInteger::add);
        if (total.signum() == 0) {
            depth.remove(price);
        }
    }

    private static List<DepthLevel> sorted(Map<Long, BigInteger> depth, Comparator<Long> order) {
        BigInteger max = BigInteger.valueOf(Long.MAX_VALUE);
        return depth.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(order))
                .map(each ->
                        new DepthLevel(each.getKey(), each.getValue().min(max).longValue()))
                .toList();
    }
}
