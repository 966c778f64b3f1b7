package exchange.api;

import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.market.Asset;
import exchange.market.RejectReason;
import exchange.portfolio.Keeper;
import exchange.portfolio.Period;
import exchange.portfolio.Report;
import exchange.readside.ReadSideQueries;
import exchange.wire.Fields;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * What an account is worth, was worth and has gained. What was answered by a place, cancel or
 * deposit is in the owner's next report.
 */
public final class Portfolio {
    private static final long ASK_MILLIS = 10_000;
    private static final int NAME_LENGTH_MAX = 12;

    private final PortfolioDesk desk;
    private final LedgerClient ledgers;
    private final ReadSideQueries tables;
    private final Markets markets;
    private final InstantSource clock;

    /** What somebody wants to see. */
    public record Wanted(Period period, Asset quote) {}

    public Portfolio(
            PortfolioDesk desk,
            LedgerClient ledgers,
            ReadSideQueries tables,
            Markets markets,
            InstantSource clock) {
        this.desk = desk;
        this.ledgers = ledgers;
        this.tables = tables;
        this.markets = markets;
        this.clock = clock;
    }

    /** The parameters of a query. The caller calls their done. */
    public Wanted wanted(Fields query) {
        Period period =
                query.optionalChoice("period", Period.TEXTS).map(Period::of).orElse(Period.DAY);
        Optional<String> name = query.optionalText("quote", NAME_LENGTH_MAX);
        Optional<Asset> asset = name.flatMap(markets::asset);
        if (name.isPresent() && asset.isEmpty()) {
            query.reject(
                    "quote", RejectReason.UNKNOWN_ASSET.name(), RejectReason.UNKNOWN_ASSET.text());
        }
        return new Wanted(period, asset.orElseGet(() -> markets.defaultMarket().quote()));
    }

    public CompletionStage<Answer> of(long account, Wanted wanted) {
        return ledgers.ask(new LedgerCommand.GetBalances(account), clock.millis() + ASK_MILLIS)
                .thenCompose(reply -> reply instanceof LedgerReply.Balances balances
                        ? report(account, balances.accountSequence(), wanted)
                        : CompletableFuture.completedStage(OrderAnswers.refusal(reply)));
    }

    private CompletionStage<Answer> report(long account, long sequence, Wanted wanted) {
        CompletionStage<Report> report = tables.waitForAccount(
                        account, sequence, OrderQueries.TABLES_WAIT)
                .thenCompose(done -> desk.report(account, wanted.quote(), wanted.period()));
        return report.thenApply(found -> Answer.ok(PortfolioJson.of(found, wanted.period())))
                .exceptionallyCompose(Portfolio::notNow);
    }

    private static CompletionStage<Answer> notNow(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof Keeper.StillReading
                ? CompletableFuture.completedStage(
                        Errors.answer(503, "STILL_READING", cause.getMessage()))
                : HistoryUnavailable.orFail(CompletableFuture.failedStage(cause));
    }
}
