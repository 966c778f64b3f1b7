package exchange.api;

import exchange.accounts.LedgerClient;
import exchange.book.BookCommand;
import exchange.book.BookReply;
import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.MarketStatus;
import exchange.market.RejectReason;
import exchange.wire.Fields;
import exchange.wire.InvalidFields;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What admins do to one asset or market. Every command may be repeated: it then finds its work
 * done. An asset is in every ledger before a market uses it; a market is in its book before ledgers
 * send it orders. Answered when this node lists the change; the others do within two seconds.
 */
public final class MarketAdmin {
    private static final Logger log = LoggerFactory.getLogger(MarketAdmin.class);

    private final Books books;
    private final Definitions definitions;
    private final Markets markets;
    private final MarketDefaults defaults;
    private final Clock clock;

    public MarketAdmin(
            Books books,
            LedgerClient ledgers,
            Markets markets,
            MarketDefaults defaults,
            Clock clock) {
        this.books = new PatientBooks(books, clock);
        this.definitions = new Definitions(this.books, ledgers, clock);
        this.markets = markets;
        this.defaults = defaults;
        this.clock = clock;
    }

    /**
     * Tells the ledgers the rules of every market, should an earlier node have stopped between a
     * book's change and its telling.
     */
    public void tellLedgers() {
        for (MarketRules listed : markets.all()) {
            books.ask(listed.symbol(), new BookCommand.GetRules())
                    .thenCompose(reply -> reply instanceof BookReply.Rules known
                            ? definitions.tell(known.rules())
                            : CompletableFuture.completedStage(Optional.of(refusal(reply))))
                    .thenAccept(problem -> problem.ifPresent(answer ->
                            log.warn("{} is not told to the ledgers: {}", listed, answer.body())));
        }
    }

    /**
     * Makes an asset known.
     *
     * @throws InvalidFields with every mistake found
     */
    public CompletionStage<Answer> createAsset(Fields body) {
        Asset asset = new MarketTerms(body).asset();
        boolean isNew = markets.asset(asset.name()).isEmpty();
        return definitions
                .define(asset)
                .thenCompose(problem -> problem.map(MarketAdmin::answered)
                        .orElseGet(() -> shown(
                                () -> markets.asset(asset.name()).isPresent(),
                                () -> created(isNew, MarketsJson.asset(asset)))));
    }

    /**
     * Makes a market of assets that are known.
     *
     * @throws InvalidFields with every mistake found
     */
    public CompletionStage<Answer> createMarket(Fields body) {
        MarketRules rules = new MarketTerms(body).market(markets, defaults);
        return definitions
                .define(rules.base(), rules.quote())
                .thenCompose(problem ->
                        problem.map(MarketAdmin::answered).orElseGet(() -> createBook(rules)));
    }

    private CompletionStage<Answer> createBook(MarketRules rules) {
        boolean isNew = markets.find(rules.symbol()).isEmpty();
        return books.ask(rules.symbol(), new BookCommand.DefineMarket(rules))
                .thenCompose(reply -> isDefined(reply, rules)
                        ? open(rules, isNew)
                        : answered(notDefined(reply, rules)));
    }

    private static boolean isDefined(BookReply reply, MarketRules rules) {
        return reply instanceof BookReply.Rules made
                && made.rules().withState(rules.state()).equals(rules);
    }

    private static Answer notDefined(BookReply reply, MarketRules rules) {
        if (reply instanceof BookReply.Refused refused
                && refused.reason() != RejectReason.INVALID_FIELD) {
            return refusal(refused);
        }
        return Errors.answer(
                409, "ALREADY_DEFINED", rules.symbol() + " exists with other rules: change them");
    }

    private CompletionStage<Answer> open(MarketRules rules, boolean isNew) {
        return definitions
                .tell(rules)
                .thenCompose(problem -> problem.map(MarketAdmin::answered)
                        .orElseGet(() -> shown(
                                () -> markets.find(rules.symbol()).isPresent(),
                                () -> created(
                                        isNew, MarketsJson.market(rules, status(rules, ""))))));
    }

    /**
     * Changes fees, collar and limits, then the state.
     *
     * @param by who asked for it
     * @throws InvalidFields with every mistake found
     */
    public CompletionStage<Answer> changeMarket(String symbol, Fields body, String by) {
        Optional<MarketRules> listed = markets.find(symbol);
        if (listed.isEmpty()) {
            return answered(Errors.notFound("there is no such market"));
        }
        MarketChange change = new MarketTerms(body).change(listed.get());
        return change.changesRules()
                ? changeRules(symbol, change, by)
                : changeState(symbol, change, by);
    }

    private CompletionStage<Answer> changeRules(String symbol, MarketChange change, String by) {
        return books.ask(symbol, new BookCommand.GetRules())
                .thenCompose(before -> before instanceof BookReply.Rules known
                        ? books.ask(symbol, change.on(known.rules(), by))
                        : CompletableFuture.completedStage(before))
                .thenCompose(after -> after instanceof BookReply.Rules known
                        ? rulesChanged(known.rules(), change, by)
                        : answered(refusal(after)));
    }

    private CompletionStage<Answer> rulesChanged(
            MarketRules rules, MarketChange change, String by) {
        return definitions.tell(rules).thenCompose(problem -> {
            if (problem.isPresent()) {
                return answered(problem.get());
            }
            return change.state().isPresent()
                    ? changeState(rules.symbol(), change, by)
                    : listed(rules, "");
        });
    }

    private CompletionStage<Answer> changeState(String symbol, MarketChange change, String by) {
        BookCommand command = new BookCommand.ChangeState(
                change.state().orElseThrow(), change.reason(), by, change.lastsMillis());
        return books.ask(symbol, command)
                .thenCompose(reply -> reply instanceof BookReply.Rules known
                        ? listed(known.rules(), change.reason())
                        : answered(refusal(reply)));
    }

    private CompletionStage<Answer> listed(MarketRules rules, String reason) {
        return shown(
                () -> markets.find(rules.symbol()).equals(Optional.of(rules)),
                () -> Answer.ok(MarketsJson.market(rules, status(rules, reason))));
    }

    /** What is listed; when the list is behind, what the book has just said. */
    private MarketStatus status(MarketRules rules, String reason) {
        boolean isListed = markets.find(rules.symbol())
                .filter(listed -> listed.state() == rules.state())
                .isPresent();
        return isListed
                ? markets.status(rules.symbol())
                : new MarketStatus(rules.state(), reason, clock.millis(), 0);
    }

    /**
     * Halts every market that is not delisted.
     *
     * @throws InvalidFields with every mistake found
     */
    public CompletionStage<Answer> haltAll(Fields body, String by) {
        String reason = body.text("reason", MarketTerms.REASON_LENGTH_MAX);
        body.done();
        return new HaltAll(books, markets)
                .halt(new BookCommand.ChangeState(MarketState.HALTED, reason, by, 0));
    }

    private static Answer refusal(BookReply reply) {
        if (reply instanceof BookReply.Refused refused) {
            int status = Errors.status(refused.reason());
            return status == 422
                    ? Errors.invalid(
                            InvalidFields.one(List.of("body"), "invalid_value", refused.text()))
                    : Errors.answer(status, refused.reason().name(), refused.text());
        }
        throw new IllegalStateException("a book answered an admin with " + reply);
    }

    /** The answer once this node lists what it says, or when that takes too long. */
    private CompletionStage<Answer> shown(BooleanSupplier isListed, Supplier<Answer> answer) {
        return markets.until(isListed).thenApply(done -> answer.get());
    }

    private static Answer created(boolean isNew, String body) {
        return new Answer(isNew ? 201 : 200, body, 0);
    }

    private static CompletionStage<Answer> answered(Answer answer) {
        return CompletableFuture.completedStage(answer);
    }
}
