package exchange.book;

import akka.actor.typed.ActorRef;

import exchange.sequencer.FrontMessage;
import exchange.serialization.CborSerializable;

/** A command or query for a book, with the address of its one reply. */
public record BookRequest(ActorRef<BookReply> replyTo, BookCommand command)
        implements FrontMessage.FromClients, CborSerializable {}
