package exchange.book;

import exchange.market.CircuitBreaker;
import exchange.market.Side;
import exchange.matching.Order;

/** The prices that the circuit breaker lets trades have. */
final class BreakerLimits {
    private final BookState state;

    BreakerLimits(BookState state) {
        this.state = state;
    }

    /** How far a taker may go: to its own limit, or as far as the circuit breaker lets it. */
    long within(Side takerSide, long limitTicks, long time) {
        return within(takerSide, limitTicks, state.book().best(takerSide.opposite()), time);
    }

    /** @param maker the first that the taker would meet, if there is one */
    long within(Side takerSide, long limitTicks, Order maker, long time) {
        CircuitBreaker breaker = state.definedRules().breaker();
        if (!breaker.isOn()) {
            return limitTicks;
        }
        if (!maker.exists()) {
            return limitTicks;
        }
        long best = maker.priceTicks();
        long past = state.recentPrices().furthest(takerSide, time);
        if (takerSide == Side.SELL) {
            return Math.max(limitTicks, breaker.lowestAfter(Math.max(past, best)));
        }
        long from = past == 0 ? best : Math.min(past, best);
        return Math.min(limitTicks, breaker.highestAfter(from));
    }
}
