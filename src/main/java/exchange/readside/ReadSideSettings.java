package exchange.readside;

import com.typesafe.config.Config;

import java.time.Duration;

/**
 * The read side's bounds, as `exchange.read-side` says.
 *
 * @param workers how many share the entities, in the whole cluster
 * @param renew how often subscriptions are renewed
 * @param sweep how often the journal is asked what nobody told
 * @param stretchBytesMax a transaction takes batches until they have so many bytes
 * @param busyBytes a stretch of so many bytes is followed by a pause
 * @param busyBatches and so is one of so many batches
 * @param pause how long
 * @param restartMin backoff after a failed transaction, least
 * @param restartMax and most
 * @param directoryPoll how often the markets and assets are asked for
 * @param queryThreads queries that run at once
 * @param queriesMax queries that may wait; more are refused
 */
record ReadSideSettings(
        int workers,
        Duration renew,
        Duration sweep,
        long stretchBytesMax,
        long busyBytes,
        int busyBatches,
        Duration pause,
        Duration restartMin,
        Duration restartMax,
        Duration directoryPoll,
        int queryThreads,
        int queriesMax) {

    static ReadSideSettings of(Config config) {
        Config own = config.getConfig("exchange.read-side");
        return new ReadSideSettings(
                own.getInt("workers"),
                own.getDuration("renew"),
                own.getDuration("sweep"),
                own.getBytes("stretch-bytes-max"),
                own.getBytes("busy-bytes"),
                own.getInt("busy-batches"),
                own.getDuration("pause"),
                own.getDuration("restart-backoff-min"),
                own.getDuration("restart-backoff-max"),
                own.getDuration("directory-poll"),
                own.getInt("query-threads"),
                own.getInt("queries-max"));
    }
}
