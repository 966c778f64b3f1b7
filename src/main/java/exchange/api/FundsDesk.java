package exchange.api;

import exchange.accounts.FundsRequestView;
import exchange.accounts.FundsText;
import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.accounts.MoneyCommand;
import exchange.market.Asset;
import exchange.market.FundsRequestIds;
import exchange.market.FundsRequestKind;
import exchange.market.FundsRequestStatus;
import exchange.readside.FundsRequestSelect;
import exchange.readside.ReadSideQueries;
import exchange.wire.Fields;
import exchange.wire.InvalidFields;
import exchange.wire.JsonWriter;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Withdrawals and adjustments: asked for, decided by an admin, listed. What changed one answers
 * when the tables have it too, so that the next list shows it; when they take too long it answers
 * all the same.
 */
public final class FundsDesk {
    private static final long ASK_MILLIS = 10_000;
    private static final int REFERENCE_LENGTH_MAX = 100;
    private static final List<String> DIRECTIONS = List.of("CREDIT", "DEBIT");

    private final LedgerClient ledgers;
    private final ReadSideQueries tables;
    private final Markets markets;
    private final FundsRequestJson json;
    private final Clock clock;

    FundsDesk(LedgerClient ledgers, ReadSideQueries tables, Markets markets, Clock clock) {
        this.ledgers = ledgers;
        this.tables = tables;
        this.markets = markets;
        this.json = new FundsRequestJson(markets);
        this.clock = clock;
    }

    /**
     * A user's withdrawal.
     *
     * @throws InvalidFields with every mistake found
     */
    public CompletionStage<Answer> withdraw(long account, String by, Fields body) {
        Optional<Asset> asset = Amounts.asset(body, markets);
        long amount = Amounts.units(body, asset);
        String address = text(body, "address", FundsText.LENGTH_MAX);
        String reference = text(body, "client_withdrawal_id", REFERENCE_LENGTH_MAX);
        body.done();
        return request(
                new MoneyCommand.RequestFunds(
                        FundsRequestKind.WITHDRAWAL,
                        account,
                        asset.orElseThrow().name(),
                        amount,
                        reference,
                        address,
                        by),
                false);
    }

    /**
     * The adjustment in these fields. Whether there is such a user is not asked here.
     *
     * @throws InvalidFields with every mistake found
     */
    public MoneyCommand.RequestFunds adjustment(Fields body, String by) {
        Optional<Long> account = Amounts.account(body);
        Optional<Asset> asset = Amounts.asset(body, markets);
        boolean isCredit = body.choice("direction", DIRECTIONS).equals("CREDIT");
        long amount = Amounts.units(body, asset);
        String reason = text(body, "reason", FundsText.LENGTH_MAX);
        String reference = text(body, "reference", REFERENCE_LENGTH_MAX);
        body.done();
        return new MoneyCommand.RequestFunds(
                FundsRequestKind.ADJUSTMENT,
                account.orElseThrow(),
                asset.orElseThrow().name(),
                isCredit ? amount : -amount,
                reference,
                reason,
                by);
    }

    /** Proposes what {@link #adjustment} read. */
    public CompletionStage<Answer> adjust(MoneyCommand.RequestFunds adjustment) {
        return request(adjustment, true);
    }

    private CompletionStage<Answer> request(MoneyCommand.RequestFunds asked, boolean forAdmin) {
        return ledgers.ask(asked, clock.millis() + ASK_MILLIS)
                .thenCompose(reply -> changed(asked.requestKind(), reply, forAdmin, true));
    }

    /**
     * An admin's answer.
     *
     * @param byAccount the admin's own, about whose money they cannot decide
     * @throws InvalidFields when a refusal has no reason
     */
    public CompletionStage<Answer> decide(
            FundsRequestKind kind,
            String id,
            FundsRequestStatus status,
            String by,
            long byAccount,
            Fields body) {
        boolean mustSayWhy = status == FundsRequestStatus.REFUSED;
        String reason =
                mustSayWhy || body.has("reason") ? text(body, "reason", FundsText.LENGTH_MAX) : "";
        body.done();
        return ofRequest(
                kind,
                id,
                requestId -> askAsAdmin(
                        kind,
                        requestId,
                        new MoneyCommand.DecideFunds(
                                kind, requestId, status, reason, by, byAccount)));
    }

    /** A user takes a withdrawal back. Their own ledger is asked, which knows no others'. */
    public CompletionStage<Answer> cancelWithdrawal(String id, long account, String by) {
        FundsRequestKind kind = FundsRequestKind.WITHDRAWAL;
        return ofRequest(
                kind,
                id,
                requestId -> ledgers.ask(
                                new MoneyCommand.CancelFunds(kind, requestId, account, by),
                                clock.millis() + ASK_MILLIS)
                        .thenCompose(reply -> changed(kind, reply, false, false)));
    }

    /** An admin takes back what they proposed. */
    public CompletionStage<Answer> cancelAdjustment(String id, String by) {
        FundsRequestKind kind = FundsRequestKind.ADJUSTMENT;
        return ofRequest(
                kind,
                id,
                requestId -> askAsAdmin(
                        kind, requestId, new MoneyCommand.CancelFunds(kind, requestId, 0, by)));
    }

    private CompletionStage<Answer> askAsAdmin(
            FundsRequestKind kind, long requestId, MoneyCommand command) {
        return ledgers.ask(
                        FundsRequestIds.partition(requestId), command, clock.millis() + ASK_MILLIS)
                .thenCompose(reply -> changed(kind, reply, true, false));
    }

    private CompletionStage<Answer> changed(
            FundsRequestKind kind, LedgerReply reply, boolean forAdmin, boolean isNew) {
        if (reply instanceof LedgerReply.NotFound) {
            return CompletableFuture.completedStage(notFound(kind));
        }
        if (!(reply instanceof LedgerReply.FundsRequestResult result)) {
            return CompletableFuture.completedStage(OrderAnswers.refusal(reply));
        }
        JsonWriter body = new JsonWriter().beginObject();
        json.append(body, result.request(), forAdmin);
        body.flag("duplicate", result.duplicate()).endObject();
        Answer answer = isNew && !result.duplicate()
                ? Answer.created(body.toString())
                : Answer.ok(body.toString());
        return tables.waitForAccount(
                        result.request().account(),
                        result.accountSequence(),
                        OrderQueries.TABLES_WAIT)
                .handle((isThere, failure) -> answer);
    }

    /**
     * Which page of a list is wanted.
     *
     * @param account whose; empty for an admin who wants everybody's
     */
    public FundsRequestSelect wanted(FundsRequestKind kind, OptionalLong account, Fields query) {
        return FundsRequestPages.wanted(kind, account, query);
    }

    /** A page of everybody's, for admins; moments behind the ledgers at most. */
    public CompletionStage<Answer> page(FundsRequestSelect wanted) {
        return HistoryUnavailable.orFail(tables.fundsRequests(wanted))
                .thenApply(found -> FundsRequestPages.answer(wanted, found, json, true));
    }

    /** A page of the account's own; what was answered before is in it. */
    public CompletionStage<Answer> ownPage(long account, FundsRequestSelect wanted) {
        return caughtUp(
                account,
                () -> HistoryUnavailable.orFail(tables.fundsRequests(wanted))
                        .thenApply(found -> FundsRequestPages.answer(wanted, found, json, false)));
    }

    /** One of the account's own withdrawals. */
    public CompletionStage<Answer> own(long account, String id) {
        FundsRequestKind kind = FundsRequestKind.WITHDRAWAL;
        return ofRequest(
                kind,
                id,
                requestId -> caughtUp(
                        account,
                        () -> HistoryUnavailable.orFail(tables.fundsRequest(kind, requestId))
                                .thenApply(found -> found.filter(each -> each.account() == account)
                                        .map(each -> one(each, false))
                                        .orElseGet(() -> notFound(kind)))));
    }

    /** Any of them, for admins. */
    public CompletionStage<Answer> any(FundsRequestKind kind, String id) {
        return ofRequest(
                kind,
                id,
                requestId -> HistoryUnavailable.orFail(tables.fundsRequest(kind, requestId))
                        .thenApply(found -> found.map(each -> one(each, true))
                                .orElseGet(() -> notFound(kind))));
    }

    private Answer one(FundsRequestView request, boolean forAdmin) {
        JsonWriter body = new JsonWriter().beginObject();
        return Answer.ok(json.append(body, request, forAdmin).endObject().toString());
    }

    private CompletionStage<Answer> caughtUp(
            long account, Supplier<CompletionStage<Answer>> query) {
        return ledgers.ask(new LedgerCommand.GetBalances(account), clock.millis() + ASK_MILLIS)
                .thenCompose(reply -> reply instanceof LedgerReply.Balances balances
                        ? HistoryUnavailable.orFail(tables.waitForAccount(
                                        account,
                                        balances.accountSequence(),
                                        OrderQueries.TABLES_WAIT))
                                .thenCompose(isThere -> query.get())
                        : CompletableFuture.completedStage(OrderAnswers.refusal(reply)));
    }

    /** Text that is no id of ours is the id of none. */
    private CompletionStage<Answer> ofRequest(
            FundsRequestKind kind, String id, Function<Long, CompletionStage<Answer>> command) {
        Optional<Long> requestId = FundsRequestIds.parse(id)
                .filter(found -> FundsRequestIds.partition(found) < ledgers.partitions());
        return requestId
                .map(command)
                .orElseGet(() -> CompletableFuture.completedStage(notFound(kind)));
    }

    private static Answer notFound(FundsRequestKind kind) {
        return Errors.notFound("there is no such " + FundsRequestJson.name(kind));
    }

    private static String text(Fields body, String name, int lengthMax) {
        String text = body.text(name, lengthMax);
        if (!FundsText.isPlain(text)) {
            Amounts.invalid(body, name, "has a character that is not allowed");
        }
        return text;
    }
}
