package exchange.sequencer;

import java.util.ArrayList;
import java.util.List;

/**
 * What one batch has produced so far: its facts in packed form, counts that close it, and answers
 * to the commands in it. One per entity, reused.
 */
public final class Batch {
    private final PackedWriter facts = new PackedWriter(64 * 1024);
    private final List<Object> answers = new ArrayList<>();
    private long time;
    private int factCount;

    /** Starts a new batch at the given time, epoch milliseconds. */
    public void begin(long batchTime) {
        facts.clear();
        answers.clear();
        factCount = 0;
        time = batchTime;
    }

    /** The batch's one time, epoch milliseconds: never before the last batch's. */
    public long time() {
        return time;
    }

    /** Where a fact is written; call {@link #countFact()} after each. */
    public PackedWriter facts() {
        return facts;
    }

    public void countFact() {
        factCount++;
    }

    public int factCount() {
        return factCount;
    }

    /**
     * The answer to the command being decided. Goes out after the commit. Exactly one per command.
     */
    public void answer(Object answer) {
        answers.add(answer);
    }

    public List<Object> answers() {
        return answers;
    }
}
