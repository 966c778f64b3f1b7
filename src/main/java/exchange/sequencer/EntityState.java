package exchange.sequencer;

import exchange.sequencer.BatchContent.Incarnation;
import exchange.sequencer.BatchContent.Progress;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An entity's state with its place in the journal. Deciding changes it before the commit, so it
 * belongs to one incarnation only: whoever fails to persist throws it away. Replay and the live
 * path end in the same state.
 */
public final class EntityState<C> {
    private static final long BYTES_READ_LIKE_A_BATCH = 2_048;
    private static final int BATCHES_MIN = 16;

    private final EntityLogic<C> logic;
    private final List<Progress> known = new ArrayList<>();
    private long sequence;
    private long time;
    private byte[] hash = new byte[BatchEvent.HASH_BYTES];
    private long snapshotSequence;
    private long factsSinceSnapshot;
    private boolean snapshotWanted;
    private long bytesSinceSnapshot;
    private int packedSize;

    public EntityState(EntityLogic<C> logic) {
        this.logic = logic;
    }

    public EntityLogic<C> logic() {
        return logic;
    }

    public long sequence() {
        return sequence;
    }

    public long time() {
        return time;
    }

    public byte[] hash() {
        return hash.clone();
    }

    /** Applies a committed batch; one that this state decided itself is passed over. */
    public EntityState<C> apply(BatchEvent event) {
        if (event.sequence() <= sequence) {
            return this;
        }
        if (event.sequence() != sequence + 1 || !Arrays.equals(event.previousHash(), hash)) {
            throw new IllegalStateException("the journal breaks after batch " + sequence
                    + ": found batch " + event.sequence()
                    + (event.sequence() == sequence + 1 ? " of another history" : ""));
        }
        BatchContent content = event.content();
        Links links = logic.links();
        for (Progress each : content.progress()) {
            links.to(each.peer()).acknowledge(each.acknowledged());
        }
        logic.apply(content.facts(), event.time());
        for (Progress each : content.progress()) {
            links.to(each.peer()).take(each.taken());
        }
        finish(links, event, content.factCount());
        for (int peer = 0; peer < links.size(); peer++) {
            links.to(peer).drainFresh();
        }
        return this;
    }

    /** Makes the event of what was just decided; the state already stands after it. */
    public BatchEvent seal(Batch batch) {
        return seal(List.of(), batch);
    }

    /** Makes the first event of an incarnation. */
    public BatchEvent sealStarted(Incarnation incarnation, Batch batch) {
        return seal(List.of(incarnation), batch);
    }

    private BatchEvent seal(List<Incarnation> started, Batch batch) {
        BatchContent content = new BatchContent(
                started, batch.factCount(), progress(), batch.facts().toBytes());
        BatchEvent event = new BatchEvent(
                BatchEvent.VERSION, sequence + 1, batch.time(), hash, content.pack());
        finish(logic.links(), event, batch.factCount());
        return event;
    }

    private void finish(Links links, BatchEvent event, int factCount) {
        links.closeRuns();
        sequence = event.sequence();
        time = event.time();
        hash = event.hash();
        factsSinceSnapshot += factCount;
        bytesSinceSnapshot += event.bytes().length;
        rememberProgress();
    }

    /** Whether a link moved since the last batch, so that there is something to journal. */
    public boolean linksMoved() {
        return !progress().isEmpty();
    }

    private List<Progress> progress() {
        List<Progress> moved = new ArrayList<>();
        Links links = logic.links();
        for (int peer = 0; peer < links.size(); peer++) {
            Progress now = progressOf(peer);
            if (peer >= known.size() || !known.get(peer).equals(now)) {
                moved.add(now);
            }
        }
        return moved;
    }

    private void rememberProgress() {
        known.clear();
        for (int peer = 0; peer < logic.links().size(); peer++) {
            known.add(progressOf(peer));
        }
    }

    private Progress progressOf(int peer) {
        LinkEnd end = logic.links().to(peer);
        return new Progress(peer, end.taken(), end.acknowledged());
    }

    public long factsSinceSnapshot() {
        return factsSinceSnapshot;
    }

    /**
     * Whether so many facts came since the last snapshot, and as many bytes as it had. So snapshots
     * of a large state at most double what is written, however fast the facts come.
     */
    boolean isSnapshotWorth(long factsMin) {
        return factsSinceSnapshot >= factsMin && bytesSinceSnapshot >= packedSize;
    }

    /**
     * Whether whoever begins next is faster with a snapshot than with the batches since the last
     * one: to read a batch takes as long as some kilobytes of a snapshot, however small it is.
     */
    boolean isSnapshotFaster() {
        long batches = sequence - snapshotSequence;
        return batches >= BATCHES_MIN && batches * BYTES_READ_LIKE_A_BATCH >= packedSize;
    }

    void wantSnapshot() {
        snapshotWanted = true;
    }

    boolean isSnapshotWanted() {
        return snapshotWanted;
    }

    /** A packed copy of everything. */
    public EntitySnapshot snapshot() {
        snapshotSequence = sequence;
        factsSinceSnapshot = 0;
        bytesSinceSnapshot = 0;
        snapshotWanted = false;
        return new EntitySnapshot(EntitySnapshot.VERSION, sequence, time, hash, packed());
    }

    private byte[] packed() {
        PackedWriter out = new PackedWriter(packedSize + (packedSize >> 3) + (1 << 12));
        logic.links().write(out);
        logic.write(out);
        packedSize = out.size();
        return out.toBytes();
    }

    /** A state as a snapshot kept it. */
    public static <C> EntityState<C> of(EntitySnapshot snapshot, EntityLogic<C> logic) {
        if (snapshot.version() != EntitySnapshot.VERSION) {
            throw new IllegalStateException("a snapshot of version " + snapshot.version()
                    + ", this software reads " + EntitySnapshot.VERSION);
        }
        EntityState<C> state = new EntityState<>(logic);
        PackedReader in = new PackedReader(snapshot.bytes());
        logic.links().read(in);
        logic.read(in);
        state.sequence = snapshot.sequence();
        state.time = snapshot.time();
        state.hash = snapshot.hash().clone();
        state.snapshotSequence = state.sequence;
        state.packedSize = snapshot.bytes().length;
        state.rememberProgress();
        return state;
    }

    /**
     * SHA-256 over the whole state: equal for replay from zero, snapshot + tail, and the live
     * state.
     */
    public byte[] stateHash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(hash);
            return digest.digest(packed());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
