package exchange.audit;

import exchange.accounts.LedgerFact;
import exchange.market.MarketRules;
import exchange.market.Side;

/** An open order as the ledger's facts tell it, computed apart from the ledger's own code. */
final class AuditedOrder {
    final LedgerFact.OrderHeld terms;
    final MarketRules rules;
    long held;
    long priceTicks;
    long quantityLots;
    long leavesLots;

    AuditedOrder(LedgerFact.OrderHeld terms, MarketRules rules) {
        this.terms = terms;
        this.rules = rules;
        held = terms.held();
        priceTicks = terms.priceTicks();
        quantityLots = terms.quantityLots();
        leavesLots = terms.quantityLots();
    }

    boolean buys() {
        return terms.side() == Side.BUY;
    }

    boolean limit() {
        return terms.type().hasLimit();
    }

    /** What an order with a limit needs for what is left of it. */
    long need() {
        return buys()
                ? rules.notional(priceTicks, leavesLots)
                : leavesLots * rules.baseUnitsPerLot();
    }
}
