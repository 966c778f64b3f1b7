package exchange.audit;

import exchange.accounts.LedgerFact;
import exchange.market.Decimals;
import exchange.market.MarketRules;
import exchange.market.Side;
import exchange.sequencer.LedgerItem;

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

    /** Price x quantity, and the fee at the rate stamped on the order. */
    void checkAmounts(LedgerItem.Fill fill) {
        long quote = rules.notional(fill.priceTicks(), fill.quantityLots());
        long base = fill.quantityLots() * rules.baseUnitsPerLot();
        int rate = fill.maker() ? terms.makerFee() : terms.takerFee();
        long received = buys() ? base : quote;
        BadBatch.require(
                fill.quantityLots() > 0
                        && fill.used() == (buys() ? quote : base)
                        && fill.received() == received,
                "trade %d of order %d moves %d for %d, expected %d of quote and %d of base",
                fill.tradeNumber(),
                fill.orderId(),
                fill.used(),
                fill.received(),
                quote,
                base);
        BadBatch.require(
                fill.fee() == Decimals.feeCeil(received, rate),
                "trade %d of order %d costs a fee of %d, expected %d",
                fill.tradeNumber(),
                fill.orderId(),
                fill.fee(),
                Decimals.feeCeil(received, rate));
    }
}
