package exchange.marketdata;

import java.util.Optional;

/** What a hub knows of one topic, and what of it has not been told yet. Not safe for threads. */
interface LiveChannel {

    /** What changed since the last update; nothing when nothing did. */
    Optional<MarketUpdate> next();

    /**
     * Where the topic stands after everything told so far; empty while that is not known yet.
     *
     * @param kind SNAPSHOT or RESTART
     */
    Optional<MarketUpdate> snapshot(MarketUpdate.Kind kind);
}
