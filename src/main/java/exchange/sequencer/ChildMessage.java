package exchange.sequencer;

import java.util.List;

/** What a front tells its child and hears from it; both live in one JVM. */
public final class ChildMessage {
    private ChildMessage() {}

    public sealed interface ToChild<C> {}

    /**
     * Decide and commit these, in order, as far as the batch's bounds allow.
     *
     * @param itemsMax link items that may be decided
     * @param refused items to be refused instead of decided
     * @param last commit it even when it is empty, and answer when a snapshot of it is stored
     */
    public record Decide<C>(
            List<Input<C>> inputs, long now, int itemsMax, List<ItemId> refused, boolean last)
            implements ToChild<C> {}

    record Recovered<C>() implements ToChild<C> {}

    public sealed interface FromChild extends FrontMessage {
        int incarnation();
    }

    /** The first batch of this incarnation is committed: it may speak. */
    public record Ready(
            int incarnation,
            long sequence,
            long time,
            List<Peer> peers,
            long deadline,
            BatchEvent event)
            implements FromChild {}

    /**
     * A batch is committed (or needed no row).
     *
     * @param consumed how many inputs are done; the one after may be partly done
     * @param committed the batch, empty when nothing had to be journaled
     * @param answers one for each command or query done, in order
     * @param peers how far each link is now, with what there is to send
     * @param lastSnapshotDue leaving now is worth a snapshot
     * @param idleSnapshotDue a snapshot is due as soon as nothing else is to do
     */
    public record Done(
            int incarnation,
            int consumed,
            List<BatchEvent> committed,
            List<Object> answers,
            List<Peer> peers,
            long deadline,
            boolean lastSnapshotDue,
            boolean idleSnapshotDue)
            implements FromChild {

        /** How many were journaled. */
        int bytes() {
            return committed.stream().mapToInt(event -> event.bytes().length).sum();
        }
    }

    /** Deciding threw, at that item if it was one: nothing is written, this incarnation is over. */
    public record DecideFailed(int incarnation, List<ItemId> culprit, Throwable cause)
            implements FromChild {}

    /** The child ended without being asked to: a failed persist or recovery. */
    public record Ended(int incarnation) implements FromChild {}

    /** One item of one link. */
    public record ItemId(int peer, long number) {}

    /** How far the link to one peer is, and the runs to send it. */
    public record Peer(
            int index,
            String name,
            long taken,
            long made,
            long acknowledged,
            long oldest,
            List<Run> runs) {}
}
