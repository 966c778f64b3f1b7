package exchange.sequencer;

/** Carries link messages to entities by name. May lose, repeat and reorder. */
public interface Transport {
    void send(String peer, FrontMessage.LinkMessage message);
}
