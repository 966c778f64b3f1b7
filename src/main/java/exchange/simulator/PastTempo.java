package exchange.simulator;

/**
 * How busy a past is. Half of its orders make its last hours as busy as the present is, so that the
 * charts of short intervals have trades in them and the present goes on where the past ended; the
 * other half is spread over what was before.
 *
 * @param busyFrom epoch milliseconds
 * @param quiet orders per second before that
 * @param busy orders per second from then on
 */
public record PastTempo(long busyFrom, double quiet, double busy) {

    /**
     * @param from epoch milliseconds
     * @param orders of the whole of it, on average
     * @param present orders per second after it
     */
    public static PastTempo of(long from, long to, double orders, double present) {
        double even = 1_000 * orders / (to - from);
        if (present <= even) {
            return new PastTempo(from, even, even);
        }
        long busyFrom = to - Math.min((long) (500 * orders / present), (to - from) / 2);
        return new PastTempo(busyFrom, 500 * orders / (busyFrom - from), present);
    }

    /** Orders per second at that moment. */
    double at(long millis) {
        return millis < busyFrom ? quiet : busy;
    }
}
