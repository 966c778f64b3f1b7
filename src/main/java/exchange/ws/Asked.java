package exchange.ws;

import exchange.accounts.LedgerClient;
import exchange.api.Answer;
import exchange.api.Errors;
import exchange.api.Markets;
import exchange.api.Placement;
import exchange.api.Questions;
import exchange.market.RejectReason;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Carries out what one connection asks for its account, each operation as the REST route that it is
 * named after. All go through one ledger client, in the order in which they came.
 */
final class Asked {
    private final long account;
    private final LedgerClient ledgers;
    private final Placement placement;
    private final Questions questions;
    private final Markets markets;

    Asked(
            long account,
            LedgerClient ledgers,
            Placement placement,
            Questions questions,
            Markets markets) {
        this.account = account;
        this.ledgers = ledgers;
        this.placement = placement;
        this.questions = questions;
        this.markets = markets;
    }

    CompletionStage<Answer> ask(Operation.OfAccount operation) {
        return switch (operation) {
            case Operation.Place place -> placement.place(ledgers, account, place.order());
            case Operation.PlaceBatch batch ->
                placement.batch(ledgers, account, batch.batch(), Long.MAX_VALUE);
            case Operation.PlaceList list ->
                placement.placeList(ledgers, account, list.list(), Long.MAX_VALUE);
            case Operation.CancelByName cancel ->
                placement.cancel(ledgers, account, cancel.clientOrderId(), cancel.guard());
            case Operation.CancelById cancel ->
                ofOrder(
                        cancel.orderId(),
                        "",
                        () -> placement.cancel(
                                ledgers, account, cancel.orderId().orElseThrow()));
            case Operation.CancelAll cancel ->
                ofMarket(
                        cancel.symbol(),
                        () -> placement.cancelAll(
                                ledgers, account, cancel.symbol(), cancel.side()));
            case Operation.Amend amend ->
                ofOrder(
                        amend.orderId(),
                        amend.clientOrderId(),
                        () -> placement.amend(
                                ledgers,
                                account,
                                amend.orderId().orElse(0L),
                                amend.clientOrderId(),
                                amend.change(),
                                Long.MAX_VALUE));
            case Operation.Replace replace -> replace(replace);
            case Operation.GetOrder get ->
                ofOrder(get.orderId(), get.clientOrderId(), () -> order(get));
            case Operation.GetOpenOrders get ->
                ofMarket(get.symbol(), () -> questions.orders().openOrders(account, get.symbol()));
            case Operation.GetTrades get ->
                ofMarket(
                        get.symbol(),
                        () -> questions
                                .orders()
                                .fills(account, get.symbol(), get.after(), get.limit()));
            case Operation.CancelAfter after ->
                questions.timers().cancelAfter(account, after.millis());
            case Operation.GetBalances get -> questions.funds().balances(account);
        };
    }

    private CompletionStage<Answer> replace(Operation.Replace replace) {
        boolean named = !replace.clientOrderId().isEmpty();
        return placement.replace(
                ledgers,
                account,
                replace.orderId().orElse(named ? 0 : Placement.NOBODYS_ORDER),
                replace.clientOrderId(),
                replace.replace(),
                Long.MAX_VALUE);
    }

    private CompletionStage<Answer> order(Operation.GetOrder get) {
        return get.orderId().isPresent()
                ? questions.orders().order(account, get.orderId().get())
                : questions.orders().order(account, get.clientOrderId(), get.finalAt());
    }

    /** An order that nothing names is not there. */
    private static CompletionStage<Answer> ofOrder(
            Optional<Long> orderId,
            String clientOrderId,
            Supplier<CompletionStage<Answer>> question) {
        return orderId.isEmpty() && clientOrderId.isEmpty()
                ? CompletableFuture.completedStage(Errors.refused(RejectReason.UNKNOWN_ORDER))
                : question.get();
    }

    private CompletionStage<Answer> ofMarket(
            String symbol, Supplier<CompletionStage<Answer>> question) {
        return symbol.isEmpty() || markets.find(symbol).isPresent()
                ? question.get()
                : CompletableFuture.completedStage(
                        Errors.refused(RejectReason.UNKNOWN_MARKET, "symbol"));
    }
}
