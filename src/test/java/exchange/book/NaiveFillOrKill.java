package exchange.book;

import exchange.market.SelfTradePrevention;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether an order can be filled in full at once, counted order by order. */
final class NaiveFillOrKill {
    private NaiveFillOrKill() {}

    /** The makers are those within the limit, by priority. */
    static boolean isFillable(NaiveOrder taker, List<NaiveOrder> makers) {
        boolean passes = taker.place.selfTradePrevention() == SelfTradePrevention.EXPIRE_MAKER;
        Set<Long> barred = makers.stream()
                .filter(maker -> !passes && NaiveBook.isPrevented(taker, maker))
                .map(maker -> maker.place.priceTicks())
                .collect(Collectors.toSet());
        BigInteger offered = BigInteger.ZERO;
        for (NaiveOrder maker : makers) {
            if (NaiveBook.isPrevented(taker, maker)) {
                if (passes) {
                    continue;
                }
                break;
            }
            // What is hidden comes behind the order that it must not meet.
            boolean hides = barred.contains(maker.place.priceTicks());
            offered = offered.add(BigInteger.valueOf(hides ? maker.shown : maker.leaves));
        }
        return offered.compareTo(BigInteger.valueOf(taker.leaves)) >= 0;
    }
}
