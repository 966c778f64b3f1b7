package exchange.accounts;

import akka.actor.typed.ActorRef;

/** Who asked, and by which number of theirs. */
record Ticket(ActorRef<EdgeReplies> replyTo, long id) {}
