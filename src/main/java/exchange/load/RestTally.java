package exchange.load;

/** What the connections of one load have seen together. For one thread. */
final class RestTally {
    private final Latencies latencies = new Latencies();
    private long orders;
    private long refused;
    private String firstRefusal = "";

    void answered(long nanos) {
        latencies.add(nanos);
        orders++;
    }

    void refused(String why) {
        firstRefusal = refused++ == 0 ? why : firstRefusal;
    }

    RestLoad.Result result(double seconds) {
        return new RestLoad.Result(orders / seconds, latencies, refused, firstRefusal);
    }
}
