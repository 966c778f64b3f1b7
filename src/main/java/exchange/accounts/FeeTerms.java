package exchange.accounts;

import exchange.market.FeeLevel;
import exchange.market.MarketRules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an account pays instead of a market's own rates: the rates that an admin gave it, or else
 * the share of the market's rates that belongs to its level. What an order pays is stamped on it
 * when its funds are held.
 *
 * @param level by the volume of the last 30 days
 * @param countedDay the last day that went into that volume, days since 1970; 0 for none
 */
public record FeeTerms(FeeLevel level, long countedDay, List<FeeOverride> overrides) {
    static final FeeTerms STANDARD = new FeeTerms(FeeLevel.STANDARD, 0, List.of());

    public FeeTerms {
        overrides = List.copyOf(overrides);
    }

    /** The rates given for that market at that time, or else those for all. */
    public Optional<FeeOverride> override(String symbol, long time) {
        Optional<FeeOverride> forAll = Optional.empty();
        for (FeeOverride each : overrides) {
            if (each.holdsAt(time) && each.symbol().equals(symbol)) {
                return Optional.of(each);
            }
            if (each.holdsAt(time) && each.symbol().isEmpty()) {
                forAll = Optional.of(each);
            }
        }
        return forAll;
    }

    public int makerFee(MarketRules rules, long time) {
        return override(rules.symbol(), time)
                .map(FeeOverride::makerFee)
                .orElseGet(() -> level.makerFee(rules));
    }

    public int takerFee(MarketRules rules, long time) {
        return override(rules.symbol(), time)
                .map(FeeOverride::takerFee)
                .orElseGet(() -> level.takerFee(rules));
    }

    boolean isStandard() {
        return equals(STANDARD);
    }

    FeeTerms after(FeeFact fact) {
        return switch (fact) {
            case FeeFact.FeeLevelSet set -> new FeeTerms(set.level(), set.day(), overrides);
            case FeeFact.FeesOverridden given -> with(given.override());
            case FeeFact.FeeOverrideEnded ended ->
                new FeeTerms(level, countedDay, without(ended.symbol()));
        };
    }

    /** With these rates in place of earlier ones for the same market. */
    FeeTerms with(FeeOverride added) {
        List<FeeOverride> all = without(added.symbol());
        all.add(added);
        all.sort((a, b) -> a.symbol().compareTo(b.symbol()));
        return new FeeTerms(level, countedDay, all);
    }

    private List<FeeOverride> without(String symbol) {
        List<FeeOverride> rest = new ArrayList<>(overrides);
        rest.removeIf(each -> each.symbol().equals(symbol));
        return rest;
    }
}
