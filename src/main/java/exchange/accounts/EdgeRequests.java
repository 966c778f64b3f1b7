package exchange.accounts;

import akka.actor.typed.ActorRef;

import exchange.sequencer.FrontMessage;
import exchange.serialization.CborSerializable;

import java.util.List;

/**
 * Commands of one edge to one partition, in the order to be taken, with one address for replies.
 */
public record EdgeRequests(ActorRef<EdgeReplies> replyTo, List<EdgeRequest> requests)
        implements FrontMessage.FromClients, CborSerializable {
    public EdgeRequests {
        requests = List.copyOf(requests);
    }
}
