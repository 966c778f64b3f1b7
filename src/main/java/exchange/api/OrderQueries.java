package exchange.api;

import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.accounts.OrderView;
import exchange.market.OrderStatus;
import exchange.market.RejectReason;
import exchange.readside.FillRow;
import exchange.readside.ReadSideQueries;
import exchange.wire.JsonWriter;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What owners ask about their orders and trades. The ledger is asked first; then the tables, once
 * they have what the ledger had, at most half a second later. So what a place or cancel answered is
 * in the owner's next question, on any node.
 */
public final class OrderQueries {
    static final Duration TABLES_WAIT = Duration.ofMillis(500);
    private static final long ASK_MILLIS = 10_000;

    private final LedgerClient ledgers;
    private final ReadSideQueries tables;
    private final Markets markets;
    private final Clock clock;

    public OrderQueries(
            LedgerClient ledgers, ReadSideQueries tables, Markets markets, Clock clock) {
        this.ledgers = ledgers;
        this.tables = tables;
        this.markets = markets;
        this.clock = clock;
    }

    /** One order by its id; the ledger forgets old ones, the tables do not. */
    public CompletionStage<Answer> order(long account, long orderId) {
        return ask(new LedgerCommand.GetOrder(account, orderId)).thenCompose(reply -> {
            if (!(reply instanceof LedgerReply.NotFound)) {
                return answered(OrderAnswers.order(reply, markets));
            }
            return history(tables.order(account, orderId))
                    .thenApply(found -> found.map(
                                    order -> new LedgerReply.OrderResult(order, List.of(), false))
                            .map(result -> OrderAnswers.order(result, markets))
                            .orElseGet(() -> Errors.refused(RejectReason.UNKNOWN_ORDER)));
        });
    }

    /**
     * One order by its client's name for it.
     *
     * @param finalAt the moment a 202 gave for it, epoch milliseconds; 0 for none
     */
    public CompletionStage<Answer> order(long account, String clientOrderId, long finalAt) {
        return ask(new LedgerCommand.GetOrderByClientId(account, clientOrderId, finalAt))
                .thenApply(reply -> OrderAnswers.order(reply, markets));
    }

    /** Open orders, newest first; symbol "" for all markets. */
    public CompletionStage<Answer> openOrders(long account, String symbol) {
        return withOrders(account, symbol, open -> answered(list(newestFirst(open.orders()))));
    }

    /** All open orders and the newest of the others, up to the limit, newest first. */
    public CompletionStage<Answer> orders(long account, String symbol, int limit) {
        return withOrders(
                account,
                symbol,
                open -> history(tables.waitForAccount(account, open.accountSequence(), TABLES_WAIT)
                                .thenCompose(done ->
                                        tables.closedOrders(account, ofMarket(symbol), limit)))
                        .thenApply(closed -> list(merged(open.orders(), closed, limit))));
    }

    /** Fills after the account's event of that number, oldest first; symbol "" for all markets. */
    public CompletionStage<Answer> fills(long account, String symbol, long after, int limit) {
        return ask(new LedgerCommand.GetBalances(account)).thenCompose(reply -> {
            if (!(reply instanceof LedgerReply.Balances balances)) {
                return answered(OrderAnswers.refusal(reply));
            }
            return history(tables.waitForAccount(account, balances.accountSequence(), TABLES_WAIT)
                            .thenCompose(done ->
                                    tables.fillsAfter(account, ofMarket(symbol), after, limit)))
                    .thenApply(fills -> fills(account, fills));
        });
    }

    private CompletionStage<Answer> withOrders(
            long account,
            String symbol,
            Function<LedgerReply.Orders, CompletionStage<Answer>> use) {
        return ask(new LedgerCommand.GetOpenOrders(account, symbol))
                .thenCompose(reply -> reply instanceof LedgerReply.Orders orders
                        ? use.apply(orders)
                        : answered(OrderAnswers.refusal(reply)));
    }

    /**
     * The ledger wins where both know an order: it may have been open when the ledger was asked.
     */
    private static List<OrderView> merged(List<OrderView> open, List<OrderView> closed, int limit) {
        List<OrderView> all = new ArrayList<>(open);
        Set<Long> known = new HashSet<>();
        open.forEach(order -> known.add(order.orderId()));
        for (OrderView order : closed) {
            boolean shown = order.status() != OrderStatus.REJECTED && known.add(order.orderId());
            if (shown && all.size() < limit) {
                all.add(order);
            }
        }
        return newestFirst(all);
    }

    /** Order ids of one account rise with time. */
    private static List<OrderView> newestFirst(List<OrderView> orders) {
        List<OrderView> sorted = new ArrayList<>(orders);
        sorted.sort(Comparator.comparingLong(OrderView::orderId).reversed());
        return sorted;
    }

    private Answer list(List<OrderView> orders) {
        JsonWriter json = new JsonWriter(64 + orders.size() * 640).beginArray();
        for (OrderView order : orders) {
            OrderJson.append(json, order, markets.rules(order.symbol()));
        }
        return Answer.ok(json.endArray().toString());
    }

    private Answer fills(long account, List<FillRow> fills) {
        JsonWriter json = new JsonWriter(64 + fills.size() * 512).beginArray();
        for (FillRow fill : fills) {
            TradeJson.append(json, account, fill, markets.rules(fill.symbol()));
        }
        return Answer.ok(json.endArray().toString());
    }

    private CompletionStage<LedgerReply> ask(LedgerCommand.Query query) {
        return ledgers.ask(query, clock.millis() + ASK_MILLIS);
    }

    private static Optional<String> ofMarket(String symbol) {
        return symbol.isEmpty() ? Optional.empty() : Optional.of(symbol);
    }

    private static CompletionStage<Answer> answered(Answer answer) {
        return CompletableFuture.completedStage(answer);
    }

    private static <T> CompletionStage<T> history(CompletionStage<T> query) {
        return HistoryUnavailable.orFail(query);
    }
}
