package exchange.book;

import exchange.matching.DepthLevel;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

import java.util.ArrayList;
import java.util.List;

/** Levels of one side in a few bytes each: prices as differences to the level before. */
public final class PackedDepth {
    /** Both sides together stay well below what remoting carries. */
    static final int BYTES_MAX = 96 * 1024;

    private static final int LEVEL_BYTES_MAX = 20;

    private PackedDepth() {}

    /** As many of the levels as fit. */
    static byte[] pack(List<DepthLevel> levels) {
        PackedWriter out = new PackedWriter(4096);
        long price = 0;
        for (DepthLevel level : levels) {
            if (out.size() > BYTES_MAX - LEVEL_BYTES_MAX) {
                break;
            }
            out.writeSigned(level.priceTicks() - price);
            out.writeLong(level.quantityLots());
            price = level.priceTicks();
        }
        return out.toBytes();
    }

    public static List<DepthLevel> unpack(byte[] packed) {
        PackedReader in = new PackedReader(packed);
        List<DepthLevel> levels = new ArrayList<>();
        long price = 0;
        while (in.hasMore()) {
            price += in.readSigned();
            levels.add(new DepthLevel(price, in.readLong()));
        }
        return levels;
    }
}
