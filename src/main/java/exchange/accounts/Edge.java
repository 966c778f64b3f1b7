package exchange.accounts;

import akka.actor.typed.ActorRef;

/** Where a ledger's front sends the answers of one edge. Equal when it is the same edge. */
public interface Edge {
    void tell(EdgeReplies replies);

    /** An edge that is an actor, on this node or another. */
    record OfActor(ActorRef<EdgeReplies> replyTo) implements Edge {
        @Override
        public void tell(EdgeReplies replies) {
            replyTo.tell(replies);
        }
    }
}
