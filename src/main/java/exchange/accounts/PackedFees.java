package exchange.accounts;

import exchange.market.FeeLevel;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

import java.util.ArrayList;
import java.util.List;

/** Rates of accounts in a ledger's batches and snapshots. */
final class PackedFees {
    private PackedFees() {}

    static void write(PackedWriter out, FeeFact fact) {
        switch (fact) {
            case FeeFact.FeeLevelSet set -> {
                writeHead(out, LedgerFacts.FEE_LEVEL_SET, set);
                write(out, set.level());
                out.writeLong(set.day());
                out.writeText(set.volume());
                out.writeText(set.by());
            }
            case FeeFact.FeesOverridden overridden -> {
                writeHead(out, LedgerFacts.FEES_OVERRIDDEN, overridden);
                write(out, overridden.override());
                out.writeText(overridden.by());
                out.writeText(overridden.reason());
            }
            case FeeFact.FeeOverrideEnded ended -> {
                writeHead(out, LedgerFacts.FEE_OVERRIDE_ENDED, ended);
                out.writeText(ended.symbol());
                out.writeText(ended.by());
                out.writeText(ended.reason());
            }
        }
    }

    private static void writeHead(PackedWriter out, int kind, FeeFact fact) {
        out.writeLong(kind);
        out.writeLong(fact.account());
        out.writeLong(fact.accountSequence());
    }

    /** @param kind one of the codes of {@link LedgerFacts} that are about rates */
    static FeeFact read(int kind, PackedReader in) {
        long account = in.readLong();
        long sequence = in.readLong();
        return switch (kind) {
            case LedgerFacts.FEE_LEVEL_SET ->
                new FeeFact.FeeLevelSet(
                        account,
                        sequence,
                        readLevel(in),
                        in.readLong(),
                        in.readText(),
                        in.readText());
            case LedgerFacts.FEES_OVERRIDDEN ->
                new FeeFact.FeesOverridden(
                        account, sequence, readOverride(in), in.readText(), in.readText());
            case LedgerFacts.FEE_OVERRIDE_ENDED ->
                new FeeFact.FeeOverrideEnded(
                        account, sequence, in.readText(), in.readText(), in.readText());
            default -> throw new IllegalStateException("no fact of rates has code " + kind);
        };
    }

    /** The terms of all accounts that have others than everybody, by account. */
    static void write(PackedWriter out, LedgerState state) {
        List<Owner> owners = new ArrayList<>();
        state.owners.values().forEach(owner -> {
            if (!owner.fees.isStandard()) {
                owners.add(owner);
            }
        });
        owners.sort((a, b) -> Long.compare(a.account(), b.account()));
        out.writeLong(owners.size());
        for (Owner owner : owners) {
            FeeTerms terms = owner.fees;
            out.writeLong(owner.account());
            write(out, terms.level());
            out.writeLong(terms.countedDay());
            out.writeLong(terms.overrides().size());
            terms.overrides().forEach(each -> write(out, each));
        }
    }

    static void read(PackedReader in, LedgerState state) {
        for (int left = in.readInt(); left > 0; left--) {
            Owner owner = state.owner(in.readLong());
            FeeLevel level = readLevel(in);
            long day = in.readLong();
            List<FeeOverride> overrides = new ArrayList<>();
            for (int rest = in.readInt(); rest > 0; rest--) {
                overrides.add(readOverride(in));
            }
            owner.fees = new FeeTerms(level, day, overrides);
        }
    }

    private static void write(PackedWriter out, FeeLevel level) {
        out.writeLong(level.number());
        out.writeLong(level.makerShare());
        out.writeLong(level.takerShare());
    }

    private static FeeLevel readLevel(PackedReader in) {
        return new FeeLevel(in.readInt(), in.readInt(), in.readInt());
    }

    private static void write(PackedWriter out, FeeOverride override) {
        out.writeText(override.symbol());
        out.writeLong(override.makerFee());
        out.writeLong(override.takerFee());
        out.writeLong(override.expiresAt());
    }

    private static FeeOverride readOverride(PackedReader in) {
        return new FeeOverride(in.readText(), in.readInt(), in.readInt(), in.readLong());
    }
}
