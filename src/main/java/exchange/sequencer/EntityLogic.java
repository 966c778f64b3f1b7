package exchange.sequencer;

import java.util.List;

/**
 * The decisions of one entity over its private, mutable state, with no clock, no randomness and no
 * I/O: production runs it inside an actor, a simulator on one thread. Deciding writes facts to the
 * batch and applies each as it goes; replay applies the same facts without deciding, through the
 * same code, and reaches the same state.
 *
 * @param <C> commands and queries that come from outside (not over a link)
 */
public interface EntityLogic<C> {

    /**
     * Decides one command; answers it (or says who will) through {@link Batch#answer}. The answer
     * waits for a commit, also when there is no fact.
     */
    void decide(C command, Batch batch);

    /**
     * Whether the command only reads: it is answered by {@link #query} after the commit instead of
     * decided.
     */
    boolean isQuery(C command);

    /**
     * Whether the answer to a query, given at that time, must never turn out to be wrong: then it
     * waits for a commit, which shows that no other writer knows more. Called before {@link
     * #query}.
     */
    default boolean isFinal(C query, long time) {
        return false;
    }

    /**
     * Answers from committed state, with copies, as of the given time (of the batch it came with).
     */
    Object query(C command, long time);

    /** Opens a run of items from a peer; the items are decided one by one. */
    Items open(int peer, Run run);

    /** Does what time demands (expiry, reopening), at most 1,000 orders a call. */
    void tick(Batch batch);

    /** When {@link #tick} has to run next, epoch milliseconds; Long.MAX_VALUE for never. */
    long nextDeadline();

    /** Applies the facts of one committed batch. */
    void apply(byte[] facts, long time);

    /** Names of the peers by index: what {@link Links} counts by. Only ever appended to. */
    List<String> peers();

    Links links();

    /** The whole state but the links, packed the same way for equal states. */
    void write(PackedWriter out);

    void read(PackedReader in);

    /** Items of one run, read in order. */
    interface Items {
        boolean hasNext();

        /** Decides the next item. */
        void decideNext(Batch batch);

        /**
         * Refuses the next item with RejectReason.INTERNAL instead of deciding it, because deciding
         * it failed twice when alone; false when that item cannot be refused (a settlement).
         */
        boolean refuseNext(Batch batch);

        /** Passes over the next item, which was taken before. */
        void skipNext();
    }
}
