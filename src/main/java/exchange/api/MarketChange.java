package exchange.api;

import exchange.book.BookCommand;
import exchange.market.AccountLimits;
import exchange.market.CircuitBreaker;
import exchange.market.MarketRules;
import exchange.market.MarketState;

import java.util.Optional;

/** What an admin wants to become another; empty stays as it is. */
record MarketChange(
        Optional<MarketState> state,
        String reason,
        long lastsMillis,
        Optional<Integer> makerFee,
        Optional<Integer> takerFee,
        Optional<Integer> collar,
        Optional<Long> minNotional,
        Optional<Long> maxNotional,
        Optional<CircuitBreaker> breaker,
        Optional<AccountLimits> limits) {

    boolean changesRules() {
        return makerFee.isPresent()
                || takerFee.isPresent()
                || collar.isPresent()
                || minNotional.isPresent()
                || maxNotional.isPresent()
                || breaker.isPresent()
                || limits.isPresent();
    }

    /** The command that makes it so, given the rules as they are. */
    BookCommand on(MarketRules now, String by) {
        return new BookCommand.ChangeRules(
                makerFee.orElse(now.makerFee()),
                takerFee.orElse(now.takerFee()),
                collar.orElse(now.collar()),
                minNotional.orElse(now.minNotional()),
                maxNotional.orElse(now.maxNotional()),
                breaker.orElse(now.breaker()),
                limits.orElse(now.limits()),
                by);
    }
}
