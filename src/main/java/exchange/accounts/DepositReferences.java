package exchange.accounts;

import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

import java.util.Map;
import java.util.TreeMap;

/** Every deposit ever made, so that none counts twice. */
final class DepositReferences {

    /** What a reference stands for: the index of the asset, and units of it. */
    record Content(int asset, long amount) {}

    private final Map<ReferenceKey, Content> contents = new TreeMap<>();

    /** What was deposited under that reference, null when nothing was. */
    Content find(long account, String reference) {
        return contents.get(ReferenceKey.of(account, reference));
    }

    void put(long account, String reference, Content content) {
        contents.put(ReferenceKey.of(account, reference), content);
    }

    void write(PackedWriter out) {
        out.writeLong(contents.size());
        contents.forEach((key, content) -> {
            key.write(out);
            out.writeLong(content.asset);
            out.writeLong(content.amount);
        });
    }

    void read(PackedReader in) {
        contents.clear();
        for (int left = in.readInt(); left > 0; left--) {
            contents.put(ReferenceKey.read(in), new Content(in.readInt(), in.readLong()));
        }
    }
}
