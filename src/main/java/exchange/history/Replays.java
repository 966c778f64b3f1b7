package exchange.history;

import exchange.marketdata.MarketUpdate;
import exchange.marketdata.Topic;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Where replays of markets come from. Safe for several threads. */
public interface Replays {

    /**
     * A replay that still has to be sent to its first moment; empty when there are too many.
     *
     * @param topics of that market
     * @param to the time at which it ends, epoch milliseconds
     * @param encoder makes messages of updates, on the replay's own threads
     */
    Optional<Replay> open(
            String symbol, Set<Topic> topics, long to, Function<MarketUpdate, String> encoder);
}
