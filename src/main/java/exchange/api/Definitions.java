package exchange.api;

import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.book.BookCommand;
import exchange.book.BookReply;
import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.RejectReason;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Makes assets and markets known to every ledger. Each step may be repeated. Its outcome is empty,
 * or the answer that says what is wrong.
 */
final class Definitions {
    private static final int TRIES_MAX = 4;

    private final Books books;
    private final LedgerClient ledgers;
    private final Clock clock;

    Definitions(Books books, LedgerClient ledgers, Clock clock) {
        this.books = books;
        this.ledgers = ledgers;
        this.clock = clock;
    }

    CompletionStage<Optional<Answer>> define(Asset asset) {
        return tell(new LedgerCommand.DefineAsset(asset));
    }

    CompletionStage<Optional<Answer>> define(Asset one, Asset other) {
        return define(one)
                .thenCompose(problem -> problem.isPresent()
                        ? CompletableFuture.completedStage(problem)
                        : define(other));
    }

    /**
     * Tells the ledgers a book's rules, which they stamp on orders; again when these changed
     * meanwhile, so that of two changes at once the later one stays.
     */
    CompletionStage<Optional<Answer>> tell(MarketRules rules) {
        return tell(rules, TRIES_MAX);
    }

    private CompletionStage<Optional<Answer>> tell(MarketRules rules, int tries) {
        return tell(new LedgerCommand.DefineMarket(rules))
                .thenCompose(problem -> problem.isPresent()
                        ? CompletableFuture.completedStage(problem)
                        : books.ask(rules.symbol(), new BookCommand.GetRules())
                                .thenCompose(now -> now instanceof BookReply.Rules changed
                                                && isOther(changed.rules(), rules)
                                                && tries > 1
                                        ? tell(changed.rules(), tries - 1)
                                        : CompletableFuture.completedStage(Optional.empty())));
    }

    /** Ledgers do not know states. */
    private static boolean isOther(MarketRules now, MarketRules told) {
        return !now.withState(told.state()).equals(told);
    }

    private CompletionStage<Optional<Answer>> tell(LedgerCommand definition) {
        return ledgers.askAll(definition, clock.millis() + PatientBooks.PATIENCE_MILLIS)
                .thenApply(Definitions::problem);
    }

    private static Optional<Answer> problem(List<LedgerReply> replies) {
        return replies.stream()
                .filter(reply -> !(reply instanceof LedgerReply.Done))
                .findFirst()
                .map(reply -> reply instanceof LedgerReply.Refused refused
                                && refused.reason() == RejectReason.INVALID_FIELD
                        ? Errors.answer(
                                409,
                                "ALREADY_DEFINED",
                                "it is defined with another " + refused.field() + " for ever")
                        : OrderAnswers.refusal(reply));
    }
}
