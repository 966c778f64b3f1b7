package exchange.sequencer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * One side of a link, as journaled state: the last item taken from the peer, and the own items that
 * the peer has not acknowledged (the outbox). Items are numbered from 1. Everything here follows
 * from the facts of the entity, so replay rebuilds it.
 */
public final class LinkEnd {
    private static final int ITEM_BYTES_MAX = 1024;

    private final ArrayDeque<Run> outbox = new ArrayDeque<>();
    private final List<Run> fresh = new ArrayList<>();
    private final PackedWriter open = new PackedWriter(256);
    private long taken;
    private long made;
    private long acknowledged;
    private int openCount;
    private boolean moved;

    /** The number of the last item taken from the peer; 0 before the first. */
    public long taken() {
        return taken;
    }

    /** The number of the last item made for the peer; 0 before the first. */
    public long made() {
        return made;
    }

    public long acknowledged() {
        return acknowledged;
    }

    /** Items made that the peer has not acknowledged. */
    public long unacknowledged() {
        return made - acknowledged;
    }

    /** Where the next item is to be written; finish it with {@link #finishItem()}. */
    public PackedWriter open() {
        return open;
    }

    /** Whether the open run has no item yet, so that differences start anew. */
    public boolean startsRun() {
        return openCount == 0;
    }

    /** Numbers the item just written, and closes the run when it is long enough. */
    public long finishItem() {
        made++;
        openCount++;
        if (open.size() >= Run.BYTES_MAX - ITEM_BYTES_MAX) {
            closeRun();
        }
        return made;
    }

    /** Ends the open run, as at the end of every batch. */
    public void closeRun() {
        if (openCount > 0) {
            Run run = new Run(made - openCount + 1, openCount, open.toBytes());
            outbox.add(run);
            fresh.add(run);
            moved = true;
            open.clear();
            openCount = 0;
        }
    }

    /** The runs closed since the last call: what a commit makes ready to be sent. */
    List<Run> drainFresh() {
        if (fresh.isEmpty()) {
            return List.of();
        }
        List<Run> runs = List.copyOf(fresh);
        fresh.clear();
        return runs;
    }

    void take(long upTo) {
        if (upTo < taken) {
            throw new IllegalStateException("taken went back from " + taken + " to " + upTo);
        }
        moved |= upTo != taken;
        taken = upTo;
    }

    /** Tells the front of this link, although nothing has changed. */
    void touch() {
        moved = true;
    }

    /** Whether anything changed since the last call. */
    boolean drainMoved() {
        boolean was = moved;
        moved = false;
        return was;
    }

    void acknowledge(long upTo) {
        if (upTo > made) {
            throw new IllegalStateException(
                    "acknowledged " + upTo + ", but only " + made + " were made");
        }
        if (upTo <= acknowledged) {
            return;
        }
        acknowledged = upTo;
        moved = true;
        while (!outbox.isEmpty() && outbox.peek().last() <= upTo) {
            outbox.poll();
        }
    }

    /** The runs that hold items from the given number on, oldest first, at most so many. */
    public List<Run> runsFrom(long number, int runsMax) {
        List<Run> runs = new ArrayList<>();
        for (Run run : outbox) {
            if (run.last() >= number && runs.size() < runsMax) {
                runs.add(run);
            }
        }
        return runs;
    }

    /** The lowest item still in the outbox; made + 1 when it is empty. */
    public long oldest() {
        return outbox.isEmpty() ? made + 1 : outbox.peek().first();
    }

    void write(PackedWriter out) {
        out.writeLong(taken);
        out.writeLong(made);
        out.writeLong(acknowledged);
        out.writeLong(outbox.size());
        for (Run run : outbox) {
            out.writeLong(run.first());
            out.writeLong(run.count());
            out.writeBytes(run.items());
        }
    }

    static LinkEnd read(PackedReader in) {
        LinkEnd end = new LinkEnd();
        end.taken = in.readLong();
        end.made = in.readLong();
        end.acknowledged = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            end.outbox.add(new Run(in.readLong(), in.readInt(), in.readBytes()));
        }
        return end;
    }
}
