package exchange.sequencer;

import akka.actor.typed.ActorRef;

import exchange.serialization.CborSerializable;

/**
 * What the front of an entity takes. Some come from other nodes, some from its own child or timer.
 */
public interface FrontMessage {

    /** A message of clients: the entity's own role knows its kinds. */
    interface FromClients extends FrontMessage {}

    /**
     * What one end of a link tells the other.
     *
     * @param from name of the sending entity
     * @param acknowledged last item taken and committed by the sender
     * @param expected the item the sender asks for (a gap or a restart), 0 when it asks for none
     * @param made last item the sender has made
     * @param oldest lowest item the sender could still send
     * @param first number of the first item, count items packed in items (count 0: none)
     */
    record LinkMessage(
            String from,
            long acknowledged,
            long expected,
            long made,
            long oldest,
            long first,
            int count,
            byte[] items)
            implements FrontMessage, CborSerializable {

        Run run() {
            return new Run(first, count, items);
        }
    }

    /** Asks for committed batches from now on; to be repeated every few seconds, else it lapses. */
    record Subscribe(ActorRef<Push> subscriber) implements FrontMessage, CborSerializable {}

    record Unsubscribe(ActorRef<Push> subscriber) implements FrontMessage, CborSerializable {}

    /** Makes sure that the entity is awake. */
    record Ping() implements FrontMessage, CborSerializable {}

    /** Ends the entity in order: what is in flight is committed and answered first. */
    record Stop() implements FrontMessage, CborSerializable {}
}
