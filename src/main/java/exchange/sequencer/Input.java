package exchange.sequencer;

/** One thing for a batch to decide, as it waits in the front's queue. Never leaves the node. */
public sealed interface Input<C> {

    /** A command or query; the ticket is the role's own note of who asked. */
    record Asked<C>(C command, Object ticket) implements Input<C> {}

    /** Items of a peer; those already taken are passed over. */
    record Received<C>(int peer, Run run) implements Input<C> {}

    /** How far a peer acknowledged. */
    record Acknowledged<C>(int peer, long upTo) implements Input<C> {}

    /** Asks for what the outbox to a peer holds from a number on. */
    record Resend<C>(int peer, long from) implements Input<C> {}

    /** Time has come for something. */
    record Tick<C>() implements Input<C> {}
}
