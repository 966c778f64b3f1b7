package exchange.accounts;

import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Packed entries, first in first out, each readable by the place it got when it came. They lie
 * behind their lengths in chunks; a chunk goes when the last of its entries has gone.
 */
final class PackedQueue {
    private static final int CHUNK = 1 << 16;

    private final List<PackedWriter> chunks = new ArrayList<>();
    private long chunksGone;
    private int oldestAt;
    private int size;

    int size() {
        return size;
    }

    /** Copies the entry; returns its place. */
    long add(PackedWriter entry) {
        PackedWriter chunk = roomFor(entry.size());
        long place = (chunksGone + chunks.size() - 1) * CHUNK + chunk.size();
        chunk.writePacked(entry);
        size++;
        return place;
    }

    private PackedWriter roomFor(int length) {
        if (!chunks.isEmpty()) {
            PackedWriter last = chunks.get(chunks.size() - 1);
            if (last.size() + length + PackedWriter.LONG_BYTES_MAX <= CHUNK) {
                return last;
            }
        }
        PackedWriter added = new PackedWriter(CHUNK);
        chunks.add(added);
        return added;
    }

    /** The entry of this place, which must still be here. */
    PackedReader at(long place) {
        return entry((int) (place / CHUNK - chunksGone), (int) (place % CHUNK));
    }

    PackedReader oldest() {
        return entry(0, oldestAt);
    }

    private PackedReader entry(int chunk, int at) {
        PackedReader reader = chunks.get(chunk).reader(at);
        reader.readInt();
        return reader;
    }

    void removeOldest() {
        PackedWriter chunk = chunks.get(0);
        PackedReader reader = chunk.reader(oldestAt);
        int length = reader.readInt();
        oldestAt = reader.position() + length;
        size--;
        if (oldestAt == chunk.size()) {
            chunks.remove(0);
            chunksGone++;
            oldestAt = 0;
        }
    }

    void write(PackedWriter out) {
        out.writeLong(size);
        for (int i = 0; i < chunks.size(); i++) {
            out.writeRaw(chunks.get(i), i == 0 ? oldestAt : 0);
        }
    }

    /** Takes over what was written, in place of all that was here; shows each entry's place. */
    void read(PackedReader in, LongConsumer each) {
        chunks.clear();
        chunksGone = 0;
        oldestAt = 0;
        size = 0;
        PackedWriter entry = new PackedWriter(256);
        for (int left = in.readInt(); left > 0; left--) {
            entry.clear();
            entry.writeRaw(in.readBytes());
            each.accept(add(entry));
        }
    }
}
