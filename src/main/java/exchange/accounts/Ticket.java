package exchange.accounts;

import akka.actor.typed.ActorRef;

/** Who asked, and by which number of theirs. */
record Ticket(Edge edge, long id) {
    Ticket(ActorRef<EdgeReplies> replyTo, long id) {
        this(new Edge.OfActor(replyTo), id);
    }
}
