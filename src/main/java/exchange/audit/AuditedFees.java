package exchange.audit;

import exchange.accounts.FeeFact;
import exchange.accounts.FeeOverride;
import exchange.accounts.LedgerFact;
import exchange.market.FeeLevel;
import exchange.market.MarketRules;

import java.util.HashMap;
import java.util.Map;

/** The rates that each account's orders must have, from the facts alone. */
final class AuditedFees {
    private static final String ALL = "";

    private final Map<Long, FeeLevel> levels = new HashMap<>();
    private final Map<Long, Map<String, FeeOverride>> overrides = new HashMap<>();

    void apply(FeeFact fact, AuditedAccount account) {
        account.count(fact.accountSequence());
        switch (fact) {
            case FeeFact.FeeLevelSet set -> levels.put(set.account(), set.level());
            case FeeFact.FeesOverridden given ->
                overrides
                        .computeIfAbsent(given.account(), added -> new HashMap<>())
                        .put(given.override().symbol(), given.override());
            case FeeFact.FeeOverrideEnded ended -> {
                FeeOverride removed = overrides
                        .getOrDefault(ended.account(), new HashMap<>())
                        .remove(ended.symbol());
                BadBatch.require(
                        removed != null,
                        "account %d has no rates of its own in %s",
                        ended.account(),
                        ended.symbol());
            }
        }
    }

    /** @param time of the batch that holds for the order */
    void check(LedgerFact.OrderHeld order, MarketRules rules, long time) {
        Map<String, FeeOverride> own = overrides.getOrDefault(order.account(), Map.of());
        FeeOverride override = own.get(order.symbol());
        if (override == null || isOver(override, time)) {
            override = own.get(ALL);
        }
        boolean overridden = override != null && !isOver(override, time);
        FeeLevel level = levels.getOrDefault(order.account(), FeeLevel.STANDARD);
        int maker = overridden ? override.makerFee() : share(rules.makerFee(), level.makerShare());
        int taker = overridden ? override.takerFee() : share(rules.takerFee(), level.takerShare());
        BadBatch.require(
                order.makerFee() == maker && order.takerFee() == taker,
                "order %d has rates of %d and %d, its account's are %d and %d",
                order.orderId(),
                order.makerFee(),
                order.takerFee(),
                maker,
                taker);
    }

    private static boolean isOver(FeeOverride override, long time) {
        return override.expiresAt() != 0 && time >= override.expiresAt();
    }

    /** Rounded up. */
    private static int share(long rate, long share) {
        return Math.toIntExact(-Math.floorDiv(-rate * share, (long) FeeLevel.WHOLE));
    }
}
