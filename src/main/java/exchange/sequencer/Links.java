package exchange.sequencer;

import java.util.ArrayList;
import java.util.List;

/**
 * All links of one entity, by the peer's index: for a book the index is the ledger's partition, for
 * a ledger it is the order in which its markets and the other ledgers became known. Owned by the
 * entity's state.
 */
public final class Links {
    private final List<LinkEnd> ends = new ArrayList<>();

    public LinkEnd to(int peer) {
        while (ends.size() <= peer) {
            ends.add(new LinkEnd());
        }
        return ends.get(peer);
    }

    /** Makes a link known before anything has gone over it. */
    public void meet(int peer) {
        to(peer).touch();
    }

    public int size() {
        return ends.size();
    }

    void closeRuns() {
        for (LinkEnd end : ends) {
            end.closeRun();
        }
    }

    void write(PackedWriter out) {
        out.writeLong(ends.size());
        for (LinkEnd end : ends) {
            end.write(out);
        }
    }

    void read(PackedReader in) {
        ends.clear();
        for (int left = in.readInt(); left > 0; left--) {
            ends.add(LinkEnd.read(in));
        }
    }
}
