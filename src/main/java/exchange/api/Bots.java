package exchange.api;

import java.util.Optional;

/** The bots that trade on this exchange by themselves, as admins see them. Safe for threads. */
public interface Bots {
    /**
     * How they are.
     *
     * @param orders they have sent since the node was started, the first day's included
     * @param firstRefusal "" while nothing was refused
     */
    record State(boolean isEnabled, int count, long orders, long refused, String firstRefusal) {}

    /** Empty where there are none. */
    Optional<State> state();

    /** Off: they cancel all their orders and place no new ones. Until the node's next start. */
    void enable(boolean isEnabled);
}
