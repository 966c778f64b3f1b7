package exchange.api;

import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.readside.AccountEvent;
import exchange.readside.AccountPage;
import exchange.readside.ReadSideQueries;
import exchange.wire.JsonWriter;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What happened to an account, by the numbers of its own journaled count: pages of it for REST, and
 * what a socket needs to tell it from any number on. The same event is the same text in both.
 */
public final class AccountEvents implements AccountSource {
    /** Events of a page, and what a client may ask for at a time. */
    public static final int PAGE_MAX = 1_000;

    private static final long ASK_MILLIS = 10_000;

    private final LedgerClient ledgers;
    private final ReadSideQueries tables;
    private final Markets markets;
    private final Clock clock;

    public AccountEvents(
            LedgerClient ledgers, ReadSideQueries tables, Markets markets, Clock clock) {
        this.ledgers = ledgers;
        this.tables = tables;
        this.markets = markets;
        this.clock = clock;
    }

    @Override
    public CompletionStage<LedgerReply> state(long account) {
        return ledgers.ask(new LedgerCommand.GetAccount(account), clock.millis() + ASK_MILLIS);
    }

    @Override
    public CompletionStage<AccountPage> read(long account, long after) {
        return tables.accountPage(account, after, PAGE_MAX);
    }

    @Override
    public CompletionStage<Boolean> waitFor(long account, long sequence, Duration timeout) {
        return tables.waitForAccount(account, sequence, timeout);
    }

    /** A page of events after that one. What was answered to the owner before is in the next. */
    public CompletionStage<Answer> page(long account, long after, int limit) {
        return ledgers.ask(new LedgerCommand.GetBalances(account), clock.millis() + ASK_MILLIS)
                .thenCompose(reply -> reply instanceof LedgerReply.Balances balances
                        ? page(account, after, limit, balances.accountSequence())
                        : CompletableFuture.completedStage(OrderAnswers.refusal(reply)));
    }

    private CompletionStage<Answer> page(long account, long after, int limit, long last) {
        if (after > last) {
            return CompletableFuture.completedStage(notReached(last));
        }
        return HistoryUnavailable.orFail(
                        tables.waitForAccount(account, last, OrderQueries.TABLES_WAIT)
                                .thenCompose(done -> tables.accountPage(account, after, limit)))
                .thenApply(page -> {
                    List<AccountEvent> events = page.events();
                    JsonWriter json = new JsonWriter(128 + events.size() * 400).beginObject();
                    json.number("previous_sequence", after)
                            .number(
                                    "sequence",
                                    events.isEmpty() ? after : events.getLast().sequence())
                            .number("last_sequence", last);
                    AccountEventJson.append(json.name("events"), events, page.orders(), markets);
                    return Answer.ok(json.endObject().toString());
                });
    }

    /** The caller asks for what comes after an event that has not happened. */
    public static Answer notReached(long last) {
        return Errors.answer(
                409, "SEQUENCE_NOT_REACHED", "the account's last event is number " + last);
    }

    /** The answer to a question that the ledger did not answer with the account. */
    public static Answer refusal(LedgerReply reply) {
        return OrderAnswers.refusal(reply);
    }
}
