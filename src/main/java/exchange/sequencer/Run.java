package exchange.sequencer;

/**
 * Consecutive items of a link, packed together: numbers first to first + count - 1. At most {@link
 * #BYTES_MAX} long (one item more at the end), because remoting silently discards messages above
 * 256 KiB.
 */
public record Run(long first, int count, byte[] items) {
    public static final int BYTES_MAX = 128 * 1024;

    public long last() {
        return first + count - 1;
    }
}
