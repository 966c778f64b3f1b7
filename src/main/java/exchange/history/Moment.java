package exchange.history;

/** Which moment of a market's past is meant. */
public sealed interface Moment {

    /** Right after the change of the public book with that number. */
    record AtSequence(long sequence) implements Moment {}

    /** After everything that happened up to that time, epoch milliseconds, that included. */
    record AtTime(long time) implements Moment {}
}
