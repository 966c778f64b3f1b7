package exchange.accounts;

import exchange.market.FundsRequestStatus;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

import java.util.Arrays;
import java.util.function.Predicate;

/** The part of a ledger's state that people decide, in packed form. */
final class MoneyStateCodec {
    private MoneyStateCodec() {}

    static void write(LedgerState state, PackedWriter out) {
        out.writeLong(state.requests.all().size());
        for (FundsRequest request : state.requests.all()) {
            writeRequest(request.view(), out);
        }
        writeFreezes(state, out);
        writeResets(state, out);
    }

    private static void writeFreezes(LedgerState state, PackedWriter out) {
        long[] accounts = accounts(state, owner -> !owner.freeze.equals(Freeze.NEVER));
        out.writeLong(accounts.length);
        for (long account : accounts) {
            Freeze freeze = state.freeze(account);
            out.writeLong(account);
            out.writeByte(freeze.frozen() ? 1 : 0);
            out.writeText(freeze.by());
            out.writeText(freeze.reason());
            out.writeLong(freeze.since());
        }
    }

    private static void writeResets(LedgerState state, PackedWriter out) {
        long[] accounts = accounts(state, owner -> !owner.resets.equals(Resets.NEVER));
        out.writeLong(accounts.length);
        for (long account : accounts) {
            Resets resets = state.resets(account);
            out.writeLong(account);
            out.writeLong(resets.day());
            out.writeLong(resets.count());
            out.writeText(resets.reference());
        }
    }

    private static long[] accounts(LedgerState state, Predicate<Owner> condition) {
        return Arrays.stream(LedgerStateCodec.sortedKeys(state.owners))
                .filter(account -> condition.test(state.owners.get(account)))
                .toArray();
    }

    static void read(LedgerState state, PackedReader in) {
        for (int left = in.readInt(); left > 0; left--) {
            state.requests.add(readRequest(in));
        }
        for (int left = in.readInt(); left > 0; left--) {
            state.owner(in.readLong()).freeze =
                    new Freeze(in.readByte() == 1, in.readText(), in.readText(), in.readLong());
        }
        for (int left = in.readInt(); left > 0; left--) {
            state.owner(in.readLong()).resets =
                    new Resets(in.readLong(), in.readInt(), in.readText());
        }
    }

    private static void writeRequest(FundsRequestView request, PackedWriter out) {
        out.writeLong(request.account());
        MoneyFactCodec.writeTerms(out, request.terms());
        out.writeText(request.requestedBy());
        out.writeLong(request.requestedAt());
        out.writeByte(request.status().code());
        if (request.status() != FundsRequestStatus.PENDING) {
            out.writeText(request.decidedBy());
            out.writeText(request.reason());
            out.writeLong(request.decidedAt());
        }
    }

    private static FundsRequest readRequest(PackedReader in) {
        FundsRequest request = new FundsRequest(
                in.readLong(), MoneyFactCodec.readTerms(in), in.readText(), in.readLong());
        FundsRequestStatus status = FundsRequestStatus.of(in.readByte());
        if (status != FundsRequestStatus.PENDING) {
            request.end(status, in.readText(), in.readText(), in.readLong());
        }
        return request;
    }
}
