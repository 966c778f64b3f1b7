package exchange.accounts;

import exchange.market.FundsRequestKind;
import exchange.market.FundsRequestStatus;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

import java.util.ArrayList;
import java.util.List;

/** Packs people's decisions about money into a batch, and reads them; rare, so without deltas. */
final class MoneyFactCodec {
    private MoneyFactCodec() {}

    static void write(PackedWriter out, MoneyFact fact) {
        switch (fact) {
            case MoneyFact.FundsRequested requested -> {
                begin(out, LedgerFacts.FUNDS_REQUESTED, requested);
                writeTerms(out, requested.terms());
                out.writeText(requested.by());
            }
            case MoneyFact.FundsDecided decided -> {
                begin(out, LedgerFacts.FUNDS_DECIDED, decided);
                writeTerms(out, decided.terms());
                out.writeByte(decided.status().code());
                out.writeText(decided.by());
                out.writeText(decided.reason());
            }
            case MoneyFact.AccountReset reset -> {
                begin(out, LedgerFacts.ACCOUNT_RESET, reset);
                out.writeLong(reset.changes().size());
                reset.changes().forEach(change -> {
                    out.writeText(change.asset());
                    out.writeSigned(change.units());
                });
                out.writeText(reset.reference());
                out.writeText(reset.by());
            }
            case MoneyFact.FreezeSet set -> {
                int frozen = set.frozen() ? 1 : 0;
                begin(out, LedgerFacts.FREEZE_SET | frozen << LedgerFacts.KIND_BITS, set);
                out.writeText(set.by());
                out.writeText(set.reason());
            }
        }
    }

    private static void begin(PackedWriter out, int header, MoneyFact fact) {
        out.writeLong(header);
        out.writeLong(fact.account());
        out.writeLong(fact.accountSequence());
    }

    /** The fact of that kind, one of {@link LedgerFacts}, whose header is read already. */
    static MoneyFact read(PackedReader in, int kind, int flags) {
        long account = in.readLong();
        long sequence = in.readLong();
        return switch (kind) {
            case LedgerFacts.FUNDS_REQUESTED ->
                new MoneyFact.FundsRequested(account, sequence, readTerms(in), in.readText());
            case LedgerFacts.FUNDS_DECIDED ->
                new MoneyFact.FundsDecided(
                        account,
                        sequence,
                        readTerms(in),
                        FundsRequestStatus.of(in.readByte()),
                        in.readText(),
                        in.readText());
            case LedgerFacts.ACCOUNT_RESET ->
                new MoneyFact.AccountReset(
                        account, sequence, readChanges(in), in.readText(), in.readText());
            case LedgerFacts.FREEZE_SET ->
                new MoneyFact.FreezeSet(
                        account, sequence, (flags & 1) == 1, in.readText(), in.readText());
            default -> throw new IllegalStateException("no fact about money has kind " + kind);
        };
    }

    private static List<AssetAmount> readChanges(PackedReader in) {
        List<AssetAmount> changes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            changes.add(new AssetAmount(in.readText(), in.readSigned()));
        }
        return changes;
    }

    static void writeTerms(PackedWriter out, FundsTerms terms) {
        out.writeLong(terms.requestId());
        out.writeByte(terms.kind().code());
        out.writeText(terms.asset());
        out.writeSigned(terms.amount());
        out.writeText(terms.reference());
        out.writeText(terms.details());
    }

    static FundsTerms readTerms(PackedReader in) {
        return new FundsTerms(
                in.readLong(),
                FundsRequestKind.of(in.readByte()),
                in.readText(),
                in.readSigned(),
                in.readText(),
                in.readText());
    }
}
