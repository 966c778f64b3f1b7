package exchange.accounts;

import exchange.market.Decimals;
import exchange.market.MarketRules;
import exchange.market.OrderConditions;

/**
 * How much is held for an order. The book never trades beyond it, so too little means less is
 * traded, never that a settlement fails.
 */
final class Holds {
    /** The account does not have what the order needs. */
    static final long NOT_COVERED = -1;

    private Holds() {}

    /**
     * Units to hold, positive, or {@link #NOT_COVERED}.
     *
     * @param place one that {@link PlaceRules} found nothing wrong with
     * @param available units the account has of the asset the order pays with
     */
    static long units(LedgerCommand.Place place, MarketRules rules, long available) {
        long units = switch (place.side()) {
            case BUY -> quoteUnits(place, rules, available);
            case SELL -> baseUnits(place, rules, available);
        };
        return units > 0 && units <= available ? units : NOT_COVERED;
    }

    private static long quoteUnits(LedgerCommand.Place place, MarketRules rules, long available) {
        if (place.type().hasLimit()) {
            // At the limit, not at the best ask: the order may rest.
            return rules.notional(place.priceTicks(), place.quantityLots());
        }
        if (place.type().isStop()) {
            // What the book may spend once the price is there, to the edge of its collar.
            long atStop = rules.notional(stopTicks(place), place.quantityLots());
            return atStop < 0 ? -1 : atStop + Decimals.feeCeil(atStop, rules.collar());
        }
        if (place.amount() > 0) {
            return place.amount();
        }
        if (place.bestPriceTicks() == 0) {
            return available;
        }
        long atBest = rules.notional(place.bestPriceTicks(), place.quantityLots());
        if (atBest > available) {
            return NOT_COVERED;
        }
        long budget = atBest + Decimals.feeCeil(atBest, rules.collar());
        return budget < 0 ? available : Math.min(budget, available);
    }

    private static long baseUnits(LedgerCommand.Place place, MarketRules rules, long available) {
        if (place.amount() == 0) {
            return baseUnits(rules, place.quantityLots());
        }
        long best = place.bestPriceTicks();
        if (best == 0) {
            return available >= rules.baseUnitsPerLot() ? available : NOT_COVERED;
        }
        long atBest = unitsWorth(rules, place.amount(), best);
        if (atBest < 0 || atBest > available) {
            return NOT_COVERED;
        }
        long worst = best - Decimals.feeCeil(best, rules.collar());
        long budget = worst == 0 ? -1 : unitsWorth(rules, place.amount(), worst);
        return budget < 0 ? available : Math.min(budget, available);
    }

    /** The stop price; of a trailing stop the worst it can be, as far as the edge saw. */
    static long stopTicks(LedgerCommand.Place place) {
        OrderConditions conditions = place.conditions();
        long asked = conditions.stopPriceTicks();
        if (!conditions.isTrailing()) {
            return asked;
        }
        long from = asked == 0 ? place.bestPriceTicks() : asked;
        return from == 0
                ? 0
                : conditions.stopBehind(from, place.type().triggersUpwards(place.side()));
    }

    /** Base units in that many lots, -1 when they do not fit a long. */
    static long baseUnits(MarketRules rules, long quantityLots) {
        long unitsPerLot = rules.baseUnitsPerLot();
        return quantityLots > Long.MAX_VALUE / unitsPerLot ? -1 : quantityLots * unitsPerLot;
    }

    /** Base units, up to a whole lot, that bring in the amount at that price; -1 beyond a long. */
    private static long unitsWorth(MarketRules rules, long amount, long priceTicks) {
        long quotePerLot = rules.notional(priceTicks, 1);
        return baseUnits(rules, quotePerLot < 0 ? 1 : Math.ceilDiv(amount, quotePerLot));
    }
}
