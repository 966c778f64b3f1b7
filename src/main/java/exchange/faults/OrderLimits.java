package exchange.faults;

import exchange.accounts.LedgerFact;
import exchange.market.AccountLimits;
import exchange.market.AccountTier;
import exchange.market.OrderType;
import exchange.sequencer.LedgerItem;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many orders accounts have in each market, counted again from the facts of one ledger. */
final class OrderLimits {
    private static final class Open {
        final LedgerFact.OrderHeld order;
        final boolean stays;
        boolean waits;

        Open(LedgerFact.OrderHeld order) {
            this.order = order;
            this.waits = order.type().isStop();
            this.stays = waits
                    || order.type() == OrderType.LIMIT && order.timeInForce().rests();
        }

        boolean isBeside(LedgerFact.OrderHeld other) {
            return order.account() == other.account() && order.symbol().equals(other.symbol());
        }
    }

    private final Map<Long, Open> open = new HashMap<>();
    private final Map<Long, AccountTier> tiers = new HashMap<>();
    private final Map<String, AccountLimits> limits = new HashMap<>();

    /** Takes note of a fact; what is wrong with it, if something is. */
    Optional<String> happened(LedgerFact fact) {
        if (fact instanceof LedgerFact.OrderHeld order) {
            return hold(order, 0);
        }
        if (fact instanceof LedgerFact.ReplaceHeld replace) {
            return hold(replace.order(), replace.replacedId());
        }
        if (fact instanceof LedgerFact.MarketKnown market) {
            limits.put(market.rules().symbol(), market.rules().limits());
        } else if (fact instanceof LedgerFact.TierSet set) {
            tiers.put(set.account(), set.tier());
        } else if (fact instanceof LedgerFact.Settled settled) {
            settle(settled.line());
        }
        return Optional.empty();
    }

    boolean isUnlimited(long account) {
        return tiers.getOrDefault(account, AccountTier.STANDARD) == AccountTier.UNLIMITED;
    }

    private Optional<String> hold(LedgerFact.OrderHeld order, long insteadOf) {
        Open added = new Open(order);
        AccountLimits most = limits.get(order.symbol());
        long orders = open.entrySet().stream()
                .filter(each -> each.getKey() != insteadOf)
                .filter(each -> each.getValue().isBeside(order) && each.getValue().stays)
                .count();
        long stops = open.entrySet().stream()
                .filter(each -> each.getKey() != insteadOf)
                .filter(each -> each.getValue().isBeside(order) && each.getValue().waits)
                .count();
        open.put(order.orderId(), added);
        boolean tooMany = added.stays && orders >= most.openOrders();
        boolean tooManyStops = added.waits && stops >= most.stops();
        return !isUnlimited(order.account()) && (tooMany || tooManyStops)
                ? Optional.of("beyond " + most + " with " + orders + " orders and " + stops
                        + " stops before: " + order)
                : Optional.empty();
    }

    private void settle(LedgerItem line) {
        if (Promises.ends(line)) {
            open.remove(line.orderId());
        } else if (line instanceof LedgerItem.Triggered) {
            open.get(line.orderId()).waits = false;
        }
    }
}
