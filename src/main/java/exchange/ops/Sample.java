package exchange.ops;

import java.util.OptionalLong;

/**
 * How a node was in one second, or whatever lay between two looks. Counts are of that span; the
 * rest is as it was at its end.
 *
 * @param time of its end, epoch milliseconds
 * @param orders places and cancels answered
 * @param answers how long they took; empty when there were none
 * @param commits journal rows
 * @param batchInputs commands and messages in them
 * @param commitTimes how long the rows took to be written
 */
public record Sample(
        long time,
        long spanMillis,
        Orders orders,
        Times answers,
        long commits,
        long journaledBytes,
        long batchInputs,
        Times commitTimes,
        long waiting,
        long halted,
        long lagMillis,
        long lagRows,
        long sockets,
        long alerts,
        Jvm jvm) {

    /** How the orders of the span ended. */
    public record Orders(long accepted, long refused, long unknown) {}

    /** In microseconds, as exactly as the bounds of the buckets allow. */
    public record Times(OptionalLong p50, OptionalLong p99) {}

    /**
     * @param cpuMillionths of all cores, by this process
     * @param pauseMillis spent on garbage
     */
    public record Jvm(
            long heapUsed, long heapMax, long cpuMillionths, long pauseMillis, long threads) {}
}
