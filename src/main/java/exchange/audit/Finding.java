package exchange.audit;

/** The first thing that is wrong: in which entity, in which of its batches, and what. */
public record Finding(String persistenceId, long sequence, String what) {
    @Override
    public String toString() {
        return persistenceId + (sequence == 0 ? ": " : ", batch " + sequence + ": ") + what;
    }
}
