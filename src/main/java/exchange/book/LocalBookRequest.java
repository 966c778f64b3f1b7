package exchange.book;

import exchange.sequencer.FrontMessage;

import java.util.function.Consumer;

/** The same as {@link BookRequest}, of somebody who is no actor; never leaves the thread. */
public record LocalBookRequest(Consumer<BookReply> replyTo, BookCommand command)
        implements FrontMessage.FromClients {}
