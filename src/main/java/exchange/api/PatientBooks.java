package exchange.api;

import exchange.book.BookCommand;
import exchange.book.BookReply;
import exchange.market.RejectReason;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Asks a book again and again until it answers, for it may be on its way to another node; for
 * commands that may be repeated. After the deadline the answer is UNAVAILABLE: what became of the
 * command is open.
 */
final class PatientBooks implements Books {
    static final long PATIENCE_MILLIS = 8_000;

    private static final long AGAIN_MILLIS = 200;
    private static final Executor LATER =
            CompletableFuture.delayedExecutor(AGAIN_MILLIS, TimeUnit.MILLISECONDS);

    private final Books books;
    private final Clock clock;

    PatientBooks(Books books, Clock clock) {
        this.books = books;
        this.clock = clock;
    }

    @Override
    public CompletionStage<BookReply> ask(String symbol, BookCommand command) {
        return ask(symbol, command, clock.millis() + PATIENCE_MILLIS);
    }

    private CompletionStage<BookReply> ask(String symbol, BookCommand command, long deadline) {
        return books.ask(symbol, command)
                .exceptionally(failure -> new BookReply.Refused(
                        RejectReason.UNAVAILABLE, symbol + " does not answer now, ask again"))
                .thenCompose(reply -> isAway(reply) && clock.millis() < deadline
                        ? CompletableFuture.supplyAsync(() -> symbol, LATER)
                                .thenCompose(late -> ask(late, command, deadline))
                        : CompletableFuture.completedStage(reply));
    }

    private static boolean isAway(BookReply reply) {
        return reply instanceof BookReply.Refused refused
                && refused.reason() == RejectReason.UNAVAILABLE;
    }
}
