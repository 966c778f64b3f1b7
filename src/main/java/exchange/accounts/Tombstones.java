package exchange.accounts;

import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Client order ids whose cancel came first, each until its time. Oldest first. */
final class Tombstones {
    /** More of them at one time, and further cancels leave none. */
    static final int COUNT_MAX = 100_000;

    static final long MILLIS = 15_000;

    private final Map<ClientId, Long> untilById = new LinkedHashMap<>();

    /** Whether there is none to forget and no room for another. */
    boolean isFull(long time) {
        return untilById.size() >= COUNT_MAX && untilById.values().iterator().next() >= time;
    }

    boolean stands(ClientId id, long time) {
        Long until = untilById.get(id);
        return until != null && until >= time;
    }

    void set(ClientId id, long until, long time) {
        Iterator<Long> oldest = untilById.values().iterator();
        while (oldest.hasNext() && oldest.next() < time) {
            oldest.remove();
        }
        untilById.remove(id);
        untilById.put(id, until);
    }

    void write(PackedWriter out) {
        out.writeLong(untilById.size());
        untilById.forEach((id, until) -> {
            out.writeLong(id.account());
            out.writeText(id.text());
            out.writeLong(until);
        });
    }

    void read(PackedReader in) {
        untilById.clear();
        for (int left = in.readInt(); left > 0; left--) {
            untilById.put(new ClientId(in.readLong(), in.readText()), in.readLong());
        }
    }
}
