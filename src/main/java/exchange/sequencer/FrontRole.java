package exchange.sequencer;

/**
 * What is special about one entity type's front: its clients and who waits for what. In memory
 * only, called by the front, one thread at a time.
 */
public interface FrontRole<C> {

    /** A message of clients: asks for each command in it. */
    void received(FrontMessage.FromClients message, Asking<C> asking);

    /** The commit that holds the command is done. */
    void answered(Object ticket, C command, Object answer);

    /** The command will not be answered by a batch. */
    void failed(Object ticket, C command, Failure failure);

    /**
     * The peer has committed these items and they come in order; their effect here is queued. Items
     * below firstNew came before.
     */
    void itemsArrived(int peer, String name, Run run, long firstNew);

    /**
     * A batch begins, with all items that arrived so far: what its answers say does not know items
     * that arrive from now on.
     */
    default void batchBegins() {}

    /** Whether it changes something; the other commands are questions. */
    default boolean writes(C command) {
        return true;
    }

    /** Whether the command's answer needs to know what every peer did before the entity started. */
    boolean waitsForPeers(C command);

    /** The entity moves to another node: whoever waits is told to ask again. */
    void moved();

    /** The end of one message's handling: what was collected is sent. */
    void flush();

    /** Puts commands into the front's queue. */
    interface Asking<C> {
        void ask(C command, Object ticket);
    }

    /** Why no batch answers. */
    enum Failure {
        /** The commit's outcome is not known. */
        UNKNOWN,
        /** Deciding failed; nothing was written. */
        INTERNAL,
        /** The entity moves; nothing was done. */
        MOVED,
        /** The queue is full; nothing was done. */
        OVERLOADED,
        /** Commits take too long or fail; nothing was done. */
        STALLED,
        /** The database writes nothing now; nothing was done. */
        READ_ONLY,
        /** The entity is halted; nothing was done. */
        HALTED
    }
}
