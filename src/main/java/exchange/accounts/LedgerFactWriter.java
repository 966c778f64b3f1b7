package exchange.accounts;

import exchange.market.MarketRules;
import exchange.market.Side;
import exchange.sequencer.Batch;
import exchange.sequencer.LedgerItems;
import exchange.sequencer.PackedConditions;
import exchange.sequencer.PackedWriter;

import java.util.HashMap;
import java.util.Map;

/**
 * Packs facts into a batch. A batch stands for itself: differences and the numbering of symbols
 * start anew with each. The layout of a version never changes.
 */
public final class LedgerFactWriter {
    private final LedgerItems.Writer lines = new LedgerItems.Writer();
    private final Map<String, Integer> symbols = new HashMap<>();
    private final HeldBefore before = new HeldBefore();

    public void write(LedgerFact fact, Batch batch) {
        PackedWriter out = batch.facts();
        if (out.size() == 0) {
            out.writeByte(LedgerFacts.VERSION);
            lines.restart();
            symbols.clear();
            before.reset();
        }
        switch (fact) {
            case FeeFact fees -> PackedFees.write(out, fees);
            case TimerFact.CancelTimerSet set -> {
                out.writeLong(LedgerFacts.CANCEL_TIMER_SET);
                out.writeLong(set.account());
                out.writeText(set.timer());
                out.writeLong(set.until());
                out.writeLong(set.asked());
            }
            case TimerFact.CancelTimerReached reached -> {
                out.writeLong(LedgerFacts.CANCEL_TIMER_REACHED);
                out.writeLong(reached.account());
                out.writeLong(reached.accountSequence());
                out.writeText(reached.timer());
            }
            case TransferFact transfer -> PackedTransfers.write(out, transfer, batch.time());
            case LedgerFact.AssetDefined defined -> writeAssetDefined(out, defined);
            case LedgerFact.MarketKnown known -> writeMarketKnown(out, known.rules());
            case LedgerFact.Deposited deposited -> writeDeposited(out, deposited);
            case LedgerFact.OrderHeld held -> writeOrderHeld(out, held, batch.time());
            case LedgerFact.ReplaceHeld replace -> {
                int must = replace.mustCancel() ? 1 : 0;
                out.writeLong(LedgerFacts.REPLACE_HELD | must << LedgerFacts.KIND_BITS);
                out.writeSigned(replace.replacedId() - before.orderId);
                out.writeLong(replace.wanted());
                writeOrderHeld(out, replace.order(), batch.time());
            }
            case LedgerFact.CancelSent sent -> writeCancelSent(out, sent);
            case LedgerFact.SelfTradePreventionSet set -> writePreventionSet(out, set);
            case LedgerFact.TierSet set -> writeTierSet(out, set);
            case MoneyFact money -> MoneyFactCodec.write(out, money);
            case LedgerFact.AmendSent sent -> writeAmendSent(out, sent, batch.time());
            case LedgerFact.MassCancelSent sent -> writeMassCancelSent(out, sent);
            case LedgerFact.Settled settled -> writeSettled(out, settled);
            case LedgerFact.TombstoneSet set -> writeTombstoneSet(out, set, batch.time());
        }
        batch.countFact();
    }

    private static void writeAssetDefined(PackedWriter out, LedgerFact.AssetDefined defined) {
        out.writeLong(LedgerFacts.ASSET_DEFINED);
        out.writeText(defined.asset().name());
        out.writeByte(defined.asset().scale());
    }

    private static void writeMarketKnown(PackedWriter out, MarketRules rules) {
        out.writeLong(LedgerFacts.MARKET_KNOWN);
        PackedRules.write(out, rules);
    }

    private static void writeDeposited(PackedWriter out, LedgerFact.Deposited deposited) {
        out.writeLong(LedgerFacts.DEPOSITED);
        out.writeLong(deposited.account());
        out.writeLong(deposited.accountSequence());
        out.writeText(deposited.asset());
        out.writeLong(deposited.amount());
        out.writeText(deposited.reference());
        out.writeText(deposited.by());
    }

    private void writeOrderHeld(PackedWriter out, LedgerFact.OrderHeld held, long time) {
        boolean conditional = !held.conditions().isNone();
        long terms = PackedTerms.pack(
                held.side(),
                held.type(),
                held.timeInForce(),
                held.postOnly(),
                held.selfTradePrevention());
        out.writeLong(LedgerFacts.ORDER_HELD
                | (terms | (conditional ? PackedTerms.CONDITIONAL : 0)) << LedgerFacts.KIND_BITS);
        out.writeLong(held.account());
        out.writeLong(held.accountSequence());
        out.writeSigned(held.orderId() - before.orderId);
        out.writeText(held.clientOrderId());
        writeSymbol(out, held.symbol());
        out.writeSigned(held.priceTicks() - before.priceTicks);
        out.writeLong(held.quantityLots());
        out.writeLong(held.amount());
        out.writeLong(held.held());
        out.writeLong(held.makerFee());
        out.writeLong(held.takerFee());
        out.writeSigned(held.notAfter() - time);
        if (conditional) {
            PackedConditions.write(out, held.conditions());
        }
        before.keep(held.orderId(), held.priceTicks());
    }

    private void writeCancelSent(PackedWriter out, LedgerFact.CancelSent sent) {
        out.writeLong(LedgerFacts.CANCEL_SENT);
        out.writeLong(sent.account());
        out.writeLong(sent.orderId());
        writeSymbol(out, sent.symbol());
    }

    private static void writePreventionSet(
            PackedWriter out, LedgerFact.SelfTradePreventionSet set) {
        out.writeLong(LedgerFacts.SELF_TRADE_PREVENTION_SET);
        out.writeLong(set.account());
        out.writeLong(set.accountSequence());
        out.writeByte(set.selfTradePrevention().code());
    }

    private static void writeTierSet(PackedWriter out, LedgerFact.TierSet set) {
        out.writeLong(LedgerFacts.TIER_SET);
        out.writeLong(set.account());
        out.writeLong(set.accountSequence());
        out.writeByte(set.tier().code());
        out.writeText(set.by());
    }

    private void writeAmendSent(PackedWriter out, LedgerFact.AmendSent sent, long time) {
        int sells = sent.side() == Side.SELL ? 1 : 0;
        out.writeLong(LedgerFacts.AMEND_SENT | sells << LedgerFacts.KIND_BITS);
        out.writeLong(sent.account());
        out.writeLong(sent.accountSequence());
        out.writeLong(sent.orderId());
        writeSymbol(out, sent.symbol());
        out.writeLong(sent.priceTicks());
        out.writeLong(sent.quantityLots());
        out.writeLong(sent.added());
        out.writeSigned(sent.notAfter() - time);
    }

    private void writeMassCancelSent(PackedWriter out, LedgerFact.MassCancelSent sent) {
        int sides = (sent.bids() ? 1 : 0) | (sent.asks() ? 2 : 0);
        out.writeLong(LedgerFacts.MASS_CANCEL_SENT | sides << LedgerFacts.KIND_BITS);
        out.writeLong(sent.account());
        out.writeLong(sent.requestId());
        writeSymbol(out, sent.symbol());
    }

    private void writeSettled(PackedWriter out, LedgerFact.Settled settled) {
        int sells = settled.side() == Side.SELL ? 1 : 0;
        int overflows = settled.overflowed() != 0 ? 2 : 0;
        out.writeLong(LedgerFacts.SETTLED | (sells | overflows) << LedgerFacts.KIND_BITS);
        out.writeLong(settled.account());
        out.writeLong(settled.accountSequence());
        writeSymbol(out, settled.symbol());
        if (overflows != 0) {
            out.writeLong(settled.overflowed());
        }
        lines.write(out, settled.line());
    }

    private static void writeTombstoneSet(
            PackedWriter out, LedgerFact.TombstoneSet set, long time) {
        out.writeLong(LedgerFacts.TOMBSTONE_SET);
        out.writeLong(set.account());
        out.writeText(set.clientOrderId());
        out.writeSigned(set.until() - time);
    }

    /** A symbol is its number in the batch; the first mention tells the text too. */
    private void writeSymbol(PackedWriter out, String symbol) {
        Integer known = symbols.get(symbol);
        if (known != null) {
            out.writeLong(known);
            return;
        }
        out.writeLong(symbols.size());
        out.writeText(symbol);
        symbols.put(symbol, symbols.size());
    }
}
