package exchange.sequencer;

/** When an entity's next batch may begin: after a batch that shows that more comes, not at once. */
final class Pace {
    /** A batch of so many inputs shows that more come: the next one waits for its time. */
    private static final int BUSY_INPUTS = 3;

    private final Limits limits;
    private boolean isBusy;
    private long lastCommit;

    Pace(Limits limits) {
        this.limits = limits;
    }

    /** A batch of so many inputs is done. */
    void done(int inputs, long now) {
        isBusy = inputs >= BUSY_INPUTS;
        lastCommit = now;
    }

    /** How long the next batch has to wait. */
    long earlyMillis(long now) {
        return isBusy ? limits.earlyMillis(now - lastCommit) : 0;
    }
}
