package exchange.sequencer;

import exchange.market.OrderConditions;

/**
 * The packed form of an order's conditions, as links, journals and snapshots have it: a byte that
 * says which there are, then those. Written only where the layout around it has said that there
 * are any.
 */
public final class PackedConditions {
    private static final int STOP_PRICE = 1;
    private static final int DISPLAY = 2;
    private static final int EXPIRY = 4;
    private static final int LIST = 8;
    private static final int TRAIL = 16;
    private static final int TRAIL_BASIS_POINTS = 32;

    private PackedConditions() {}

    public static void write(PackedWriter out, OrderConditions conditions) {
        out.writeByte((conditions.stopPriceTicks() != 0 ? STOP_PRICE : 0)
                | (conditions.displayLots() != 0 ? DISPLAY : 0)
                | (conditions.expiresAt() != 0 ? EXPIRY : 0)
                | (conditions.listId() != 0 ? LIST : 0)
                | (conditions.trailTicks() != 0 ? TRAIL : 0)
                | (conditions.trailBasisPoints() != 0 ? TRAIL_BASIS_POINTS : 0));
        writePresent(out, conditions.stopPriceTicks());
        writePresent(out, conditions.displayLots());
        writePresent(out, conditions.expiresAt());
        writePresent(out, conditions.listId());
        writePresent(out, conditions.trailTicks());
        writePresent(out, conditions.trailBasisPoints());
    }

    private static void writePresent(PackedWriter out, long value) {
        if (value != 0) {
            out.writeLong(value);
        }
    }

    public static OrderConditions read(PackedReader in) {
        int present = in.readByte();
        return OrderConditions.of(
                (present & STOP_PRICE) != 0 ? in.readLong() : 0,
                (present & DISPLAY) != 0 ? in.readLong() : 0,
                (present & EXPIRY) != 0 ? in.readLong() : 0,
                (present & LIST) != 0 ? in.readLong() : 0,
                (present & TRAIL) != 0 ? in.readLong() : 0,
                (present & TRAIL_BASIS_POINTS) != 0 ? in.readLong() : 0);
    }
}
