package exchange.api;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The tables of the past do not answer now: too many ask, or the database is away. */
public final class HistoryUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private HistoryUnavailable(Throwable cause) {
        super("the history tables do not answer", cause);
    }

    /** The same query, whose failure is one of the tables, never of what is done with the rows. */
    static <T> CompletionStage<T> orFail(CompletionStage<T> query) {
        return query.exceptionallyCompose(
                failure -> CompletableFuture.failedStage(new HistoryUnavailable(failure)));
    }
}
