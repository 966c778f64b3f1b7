package exchange.accounts;

import exchange.market.AccountTier;
import exchange.market.Asset;
import exchange.market.OrderConditions;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.sequencer.LedgerItems;
import exchange.sequencer.PackedConditions;
import exchange.sequencer.PackedReader;

import java.util.ArrayList;
import java.util.List;

/** Reads what a {@link LedgerFactWriter} packed into one batch. */
final class LedgerFactReader {
    private final PackedReader in;
    private final long time;
    private final LedgerItems.Reader lines;
    private final List<String> symbols = new ArrayList<>();
    private final HeldBefore before = new HeldBefore();

    LedgerFactReader(PackedReader in, long time) {
        this.in = in;
        this.time = time;
        lines = new LedgerItems.Reader(in);
    }

    LedgerFact next() {
        int header = in.readInt();
        int kind = header & (1 << LedgerFacts.KIND_BITS) - 1;
        int flags = header >>> LedgerFacts.KIND_BITS;
        return switch (kind) {
            case LedgerFacts.ASSET_DEFINED ->
                new LedgerFact.AssetDefined(new Asset(in.readText(), in.readByte()));
            case LedgerFacts.MARKET_KNOWN -> new LedgerFact.MarketKnown(PackedRules.read(in));
            case LedgerFacts.DEPOSITED -> readDeposited();
            case LedgerFacts.ORDER_HELD -> readOrderHeld(flags);
            case LedgerFacts.REPLACE_HELD -> readReplaceHeld((flags & 1) == 1);
            case LedgerFacts.CANCEL_SENT ->
                new LedgerFact.CancelSent(in.readLong(), in.readLong(), readSymbol());
            case LedgerFacts.SETTLED -> readSettled(flags);
            case LedgerFacts.AMEND_SENT -> readAmendSent(flags);
            case LedgerFacts.SELF_TRADE_PREVENTION_SET ->
                new LedgerFact.SelfTradePreventionSet(
                        in.readLong(), in.readLong(), SelfTradePrevention.of(in.readByte()));
            case LedgerFacts.TIER_SET ->
                new LedgerFact.TierSet(
                        in.readLong(), in.readLong(), AccountTier.of(in.readByte()), in.readText());
            case LedgerFacts.MASS_CANCEL_SENT ->
                new LedgerFact.MassCancelSent(
                        in.readLong(),
                        in.readLong(),
                        readSymbol(),
                        (flags & 1) == 1,
                        (flags & 2) == 2);
            case LedgerFacts.TOMBSTONE_SET ->
                new LedgerFact.TombstoneSet(in.readLong(), in.readText(), time + in.readSigned());
            case LedgerFacts.CANCEL_TIMER_SET ->
                new TimerFact.CancelTimerSet(
                        in.readLong(), in.readText(), in.readLong(), in.readLong());
            case LedgerFacts.CANCEL_TIMER_REACHED ->
                new TimerFact.CancelTimerReached(in.readLong(), in.readLong(), in.readText());
            case LedgerFacts.FEE_LEVEL_SET,
                    LedgerFacts.FEES_OVERRIDDEN,
                    LedgerFacts.FEE_OVERRIDE_ENDED -> PackedFees.read(kind, in);
            case LedgerFacts.LEDGERS_MET,
                    LedgerFacts.TRANSFER_SENT,
                    LedgerFacts.TRANSFER_RECEIVED,
                    LedgerFacts.TRANSFER_REFUSED,
                    LedgerFacts.TRANSFER_COMPLETED,
                    LedgerFacts.TRANSFER_RETURNED -> PackedTransfers.read(kind, in, time);
            case LedgerFacts.FUNDS_REQUESTED,
                    LedgerFacts.FUNDS_DECIDED,
                    LedgerFacts.FREEZE_SET,
                    LedgerFacts.ACCOUNT_RESET -> MoneyFactCodec.read(in, kind, flags);
            default -> throw new IllegalStateException("no fact has the header " + header);
        };
    }

    private LedgerFact readDeposited() {
        return new LedgerFact.Deposited(
                in.readLong(),
                in.readLong(),
                in.readText(),
                in.readLong(),
                in.readText(),
                in.readText());
    }

    private LedgerFact readReplaceHeld(boolean mustCancel) {
        long replacedId = before.orderId + in.readSigned();
        long wanted = in.readLong();
        int terms = in.readInt() >>> LedgerFacts.KIND_BITS;
        return new LedgerFact.ReplaceHeld(readOrderHeld(terms), replacedId, mustCancel, wanted);
    }

    private LedgerFact.OrderHeld readOrderHeld(int terms) {
        LedgerFact.OrderHeld held = new LedgerFact.OrderHeld(
                in.readLong(),
                in.readLong(),
                before.orderId + in.readSigned(),
                in.readText(),
                readSymbol(),
                PackedTerms.side(terms),
                PackedTerms.type(terms),
                PackedTerms.timeInForce(terms),
                PackedTerms.postOnly(terms),
                PackedTerms.selfTradePrevention(terms),
                before.priceTicks + in.readSigned(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                time + in.readSigned(),
                (terms & PackedTerms.CONDITIONAL) != 0
                        ? PackedConditions.read(in)
                        : OrderConditions.NONE);
        before.keep(held.orderId(), held.priceTicks());
        return held;
    }

    private LedgerFact readAmendSent(int flags) {
        return new LedgerFact.AmendSent(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                readSymbol(),
                (flags & 1) == 1 ? Side.SELL : Side.BUY,
                in.readLong(),
                in.readLong(),
                in.readLong(),
                time + in.readSigned());
    }

    private LedgerFact readSettled(int flags) {
        return new LedgerFact.Settled(
                in.readLong(),
                in.readLong(),
                readSymbol(),
                (flags & 1) == 1 ? Side.SELL : Side.BUY,
                (flags & 2) == 2 ? in.readLong() : 0,
                lines.next());
    }

    private String readSymbol() {
        int number = in.readInt();
        if (number == symbols.size()) {
            symbols.add(in.readText());
        }
        return symbols.get(number);
    }
}
