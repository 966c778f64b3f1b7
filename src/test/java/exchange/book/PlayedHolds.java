package exchange.book;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.Side;
import exchange.matching.Order;
import exchange.matching.OrderBook;
import exchange.sequencer.BookItem;
import exchange.sequencer.LedgerItem;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a ledger does with a random stream's lines: it takes what was used, released and moved off
 * the holds, and never more than there is.
 */
final class PlayedHolds {
    /** By the counters in their ids. */
    private final List<BookItem.Place> placed;

    private final Map<Long, BigInteger> heldById = new HashMap<>();

    PlayedHolds(List<BookItem.Place> placed) {
        this.placed = placed;
    }

    /** The order begins with this hold, whatever its place says. */
    void begin(long orderId, long held) {
        heldById.put(orderId, BigInteger.valueOf(held));
    }

    BigInteger of(long orderId) {
        return heldById.get(orderId);
    }

    /** What the ledger knows of an order whose lines may still be on their way. */
    long known(BookItem.Place place) {
        return heldById.getOrDefault(place.orderId(), BigInteger.valueOf(place.held()))
                .longValueExact();
    }

    void settle(LedgerItem line) {
        if (line instanceof LedgerItem.MassCanceled) {
            return;
        }
        BookItem.Place place = placed.get((int) (line.orderId() & 0xFFFF_FFFFL) - 1);
        BigInteger held =
                heldById.computeIfAbsent(line.orderId(), id -> BigInteger.valueOf(place.held()));
        BigInteger left = held.subtract(BigInteger.valueOf(taken(line)));
        assertThat(left).isNotNegative();
        heldById.put(line.orderId(), left);
    }

    private long taken(LedgerItem line) {
        return switch (line) {
            case LedgerItem.Fill fill -> {
                assertThat(fill.fee()).isBetween(0L, fill.received());
                yield Math.addExact(fill.used(), fill.released());
            }
            case LedgerItem.Ended ended -> {
                heldById.computeIfPresent(
                        ended.movedTo(),
                        (id, before) -> before.add(BigInteger.valueOf(ended.moved())));
                yield Math.addExact(ended.released(), ended.moved());
            }
            case LedgerItem.Refused refused -> refused.released();
            case LedgerItem.Accepted accepted -> 0;
            case LedgerItem.Rested rested -> 0;
            case LedgerItem.Triggered triggered -> 0;
            case LedgerItem.Amended amended -> amended.released() - amended.added();
            case LedgerItem.AmendRefused refused -> 0;
            case LedgerItem.MassCanceled canceled -> 0;
            case LedgerItem.Decremented decremented -> decremented.released();
            case LedgerItem.CancelRefused refused -> 0;
        };
    }

    /** Every unit that was ever held is used, released, or still held by an order that is there. */
    void check(BookState state) {
        OrderBook book = state.book();
        Map<Long, BigInteger> there = new HashMap<>();
        Consumer<Order> keep = order -> there.put(order.id(), BigInteger.valueOf(order.held()));
        for (Side side : Side.values()) {
            book.forEach(side, keep);
        }
        book.forEachWaiting(keep);
        state.triggered().forEach(keep);
        heldById.forEach(
                (id, held) -> assertThat(held).isEqualTo(there.getOrDefault(id, BigInteger.ZERO)));
    }
}
