package exchange.api;

import exchange.market.Asset;
import exchange.portfolio.Keeper;
import exchange.portfolio.Listing;
import exchange.portfolio.Period;
import exchange.portfolio.Report;
import exchange.readside.AccountPast;

import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes reports of portfolios on a thread of its own, one after the other, and not for long. */
public final class PortfolioDesk implements AutoCloseable {
    private static final int ACCOUNTS_MAX = 200;
    private static final int QUESTIONS_MAX = 100;
    private static final long PATIENCE_MILLIS = 3_000;

    private final Keeper keeper;
    private final Markets markets;
    private final InstantSource clock;
    private final ThreadPoolExecutor worker;

    public PortfolioDesk(AccountPast tables, Markets markets, InstantSource clock) {
        keeper = new Keeper(tables, ACCOUNTS_MAX, true);
        this.markets = markets;
        this.clock = clock;
        worker = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUESTIONS_MAX),
                work -> daemon(work, "portfolios"));
    }

    static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    static Listing listing(Markets markets) {
        return new Listing(markets.all(), markets.assets());
    }

    /** Fails with {@link Keeper.StillReading} when the account has a long past. */
    CompletionStage<Report> report(long account, Asset quote, Period period) {
        try {
            return CompletableFuture.supplyAsync(
                    () -> keeper.report(
                            account,
                            quote,
                            listing(markets),
                            period,
                            clock.millis(),
                            PATIENCE_MILLIS),
                    worker);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
