package exchange.book;

import exchange.sequencer.PackedWriter;

import java.util.List;

/** Facts as a book's batch packs them, for tests that read journals. */
public final class PackedBookFacts {
    private PackedBookFacts() {}

    public static byte[] of(long time, List<BookFact> facts) {
        PackedWriter out = new PackedWriter(256);
        FactWriter writer = new FactWriter();
        writer.begin(out, time, 1);
        facts.forEach(fact -> writer.write(out, fact));
        return out.toBytes();
    }
}
