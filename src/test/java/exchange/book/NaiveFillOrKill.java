package exchange.book;

import exchange.market.SelfTradePrevention;

import java.util.ArrayList;
import java.util.List;

/** Whether an order can be filled in full at once, tried out part by part. */
final class NaiveFillOrKill {
    private NaiveFillOrKill() {}

    /** A resting order, as it would be by then. */
    private record Rest(NaiveOrder order, long shown, long hidden) {}

    /**
     * The makers are those within the limit, by priority.
     *
     * @param matchesMax by how many matches it must be done
     */
    static boolean isFillable(NaiveOrder taker, List<NaiveOrder> makers, int matchesMax) {
        boolean passes = taker.place.selfTradePrevention() == SelfTradePrevention.EXPIRE_MAKER;
        List<Rest> queue = new ArrayList<>();
        makers.forEach(
                maker -> queue.add(new Rest(maker, maker.shown, maker.leaves - maker.shown)));
        long missing = taker.leaves;
        for (int matches = 0; matches < matchesMax && !queue.isEmpty(); matches++) {
            Rest rest = queue.remove(0);
            if (NaiveBook.isPrevented(taker, rest.order)) {
                if (!passes) {
                    return false;
                }
                continue;
            }
            if (rest.shown >= missing) {
                return true;
            }
            missing -= rest.shown;
            if (rest.hidden > 0) {
                refill(queue, rest);
            }
        }
        return false;
    }

    /** Its next part stands behind all others of its price. */
    private static void refill(List<Rest> queue, Rest rest) {
        long shown = Math.min(rest.hidden, rest.order.place.conditions().displayLots());
        long price = rest.order.place.priceTicks();
        int place = 0;
        while (place < queue.size() && queue.get(place).order.place.priceTicks() == price) {
            place++;
        }
        queue.add(place, new Rest(rest.order, shown, rest.hidden - shown));
    }
}
