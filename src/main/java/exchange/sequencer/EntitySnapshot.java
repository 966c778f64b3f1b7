package exchange.sequencer;

/**
 * An entity's whole state after one batch, packed: sequence, time and hash of that batch, links and
 * the rest.
 */
public record EntitySnapshot(int version, long sequence, long time, byte[] hash, byte[] bytes) {
    public static final int VERSION = 1;
}
