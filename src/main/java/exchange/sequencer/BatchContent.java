package exchange.sequencer;

import java.util.ArrayList;
import java.util.List;

/**
 * What a batch holds: who started (first batch of every incarnation), how far each touched link
 * got, and the entity's own facts.
 */
public record BatchContent(
        List<Incarnation> started, int factCount, List<Progress> progress, byte[] facts) {

    /** An incarnation of the entity began: on which node, with which software. */
    public record Incarnation(String node, String software) {}

    /** How far the link to a peer got: last item taken from it, last own item it acknowledged. */
    public record Progress(int peer, long taken, long acknowledged) {}

    private static final int STARTED = 1;
    private static final int DECIDED = 2;

    public BatchContent {
        started = List.copyOf(started);
        progress = List.copyOf(progress);
    }

    public boolean isStarted() {
        return !started.isEmpty();
    }

    public byte[] pack() {
        PackedWriter out = new PackedWriter(facts.length + 64);
        out.writeByte(isStarted() ? STARTED : DECIDED);
        for (Incarnation incarnation : started) {
            out.writeText(incarnation.node());
            out.writeText(incarnation.software());
        }
        out.writeLong(factCount);
        out.writeLong(progress.size());
        for (Progress each : progress) {
            out.writeLong(each.peer());
            out.writeLong(each.taken());
            out.writeLong(each.acknowledged());
        }
        out.writeRaw(facts);
        return out.toBytes();
    }

    static BatchContent unpack(byte[] bytes) {
        PackedReader in = new PackedReader(bytes);
        int kind = in.readByte();
        if (kind != STARTED && kind != DECIDED) {
            throw new IllegalStateException("no kind of batch has code " + kind);
        }
        List<Incarnation> started = kind == STARTED
                ? List.of(new Incarnation(in.readText(), in.readText()))
                : List.of();
        int factCount = in.readInt();
        List<Progress> progress = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            progress.add(new Progress(in.readInt(), in.readLong(), in.readLong()));
        }
        return new BatchContent(started, factCount, progress, in.readRest());
    }
}
