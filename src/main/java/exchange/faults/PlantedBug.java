package exchange.faults;

import java.util.Locale;

/**
 * A mistake that the simulated surroundings can make on purpose, to see whether the checks find
 * it. The checks do not know which one it is, and no production code knows of any.
 */
public enum PlantedBug {
    NONE,
    /** A receiver takes whatever comes as the next item, whatever its number. */
    SKIPPED_WATERMARK,
    /** An entity tells everybody of a batch before the journal has it. */
    ACKNOWLEDGED_BEFORE_COMMIT,
    /** A ledger gives a hold back when its book is silent for too long. */
    HOLD_RELEASED_ON_TIMEOUT,
    /** A new incarnation never sends again what an older one made. */
    FORGOTTEN_OUTBOX,
    /** A ledger takes a fill twice. */
    SETTLED_TWICE,
    /** A new incarnation speaks before it has committed Started. */
    SKIPPED_STARTED,
    /** After a failed commit the next incarnation goes on with the state of the last. */
    RESTARTED_MUTATED_STATE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
