package exchange.api;

import exchange.book.BookCommand;
import exchange.book.BookReply;

import java.util.concurrent.CompletionStage;

/** The door to the books of all markets. A failure or a timeout leaves open what became of it. */
@FunctionalInterface
public interface Books {
    /** Asks the book of a market that exists, or is to exist from now on. */
    CompletionStage<BookReply> ask(String symbol, BookCommand command);
}
