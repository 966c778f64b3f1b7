package exchange.readside;

import exchange.accounts.FundsRequestView;
import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerFacts;
import exchange.accounts.OrderView;
import exchange.market.FundsRequestKind;
import exchange.market.OrderType;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the tables answer, in integers. They are a little behind the ledgers: whoever joins both
 * waits with {@link #waitForAccount} first. A query fails when too many wait already, when it takes
 * longer than seconds, and when the database is away.
 */
public final class ReadSideQueries {
    private final Select select;
    private final Executor executor;
    private final CatchUp catchUp;

    ReadSideQueries(Select select, Executor executor, CatchUp catchUp) {
        this.select = select;
        this.executor = executor;
        this.catchUp = catchUp;
    }

    /** An account's orders in any state, newest first; of one market or of all. */
    public CompletionStage<List<OrderView>> orders(
            long account, Optional<String> symbol, int limit) {
        return ask(() -> select.list(
                OrderSelect.SELECT + OrderSelect.OF_ACCOUNT + OrderSelect.NEWEST_FIRST,
                OrderSelect::read,
                account,
                symbol.orElse(""),
                symbol.orElse(""),
                limit));
    }

    /** An account's orders that are over, newest first; of one market or of all. */
    public CompletionStage<List<OrderView>> closedOrders(
            long account, Optional<String> symbol, int limit) {
        return ask(() -> select.list(
                OrderSelect.SELECT
                        + OrderSelect.OF_ACCOUNT
                        + OrderSelect.CLOSED
                        + OrderSelect.NEWEST_FIRST,
                OrderSelect::read,
                account,
                symbol.orElse(""),
                symbol.orElse(""),
                limit));
    }

    /** A page of an account's orders in any state, newest first, and one more if there are more. */
    public CompletionStage<List<OrderView>> orders(long account, OwnPage page) {
        return ask(() ->
                select.list(OwnPage.ordersSql(), OrderSelect::read, page.orderParameters(account)));
    }

    /** A page of an account's fills, newest first, and one more if there are more. */
    public CompletionStage<List<FillRow>> fills(long account, OwnPage page) {
        return ask(() ->
                select.list(OwnPage.fillsSql(), FillSelect::read, page.fillParameters(account)));
    }

    /** An order of this account. */
    public CompletionStage<Optional<OrderView>> order(long account, long orderId) {
        return ask(
                () -> select
                        .list(
                                OrderSelect.SELECT + OrderSelect.BY_ID,
                                OrderSelect::read,
                                account,
                                orderId)
                        .stream()
                        .findFirst());
    }

    /**
     * An account's fills of trades after that number, by trade; of one market or of all. Trades of
     * one number are never split over pages, so there may be a few rows more.
     *
     * @param tradeNumber of a market; markets count their trades on their own
     */
    public CompletionStage<List<FillRow>> fillsAfter(
            long account, Optional<String> symbol, long tradeNumber, int limit) {
        return ask(() -> select.list(
                        FillSelect.SELECT + " AND f.trade_number > ? ORDER BY f.trade_number"
                                + " FETCH FIRST ? ROWS WITH TIES",
                        FillSelect::read,
                        account,
                        symbol.orElse(""),
                        symbol.orElse(""),
                        tradeNumber,
                        limit))
                .thenApply(ReadSideQueries::byTrade);
    }

    private static List<FillRow> byTrade(List<FillRow> rows) {
        return rows.stream()
                .sorted(Comparator.comparingLong((FillRow row) -> row.fill().tradeNumber())
                        .thenComparing(FillRow::symbol)
                        .thenComparing(FillRow::sequence))
                .toList();
    }

    /** An account's last fills, newest first; of one market or of all. */
    public CompletionStage<List<FillRow>> latestFills(
            long account, Optional<String> symbol, int limit) {
        return ask(() -> select.list(
                FillSelect.SELECT + " ORDER BY f.sequence DESC LIMIT ?",
                FillSelect::read,
                account,
                symbol.orElse(""),
                symbol.orElse(""),
                limit));
    }

    /** An account's transfers before that event, newest first; of one asset or of all. */
    public CompletionStage<List<TransferRow>> transfers(
            long account, Optional<String> asset, long before, int limit) {
        return ask(() -> select.list(
                TransferRow.SELECT,
                TransferRow::read,
                account,
                before,
                asset.orElse(""),
                asset.orElse(""),
                limit));
    }

    /** What accounts have traded. Only for questions about one account: they end in time. */
    public <T> CompletionStage<T> volumes(Function<TradedVolumes, T> question) {
        return ask(() -> question.apply(new TradedVolumes(select)));
    }

    /** A market's last trades, newest first. */
    public CompletionStage<List<TradeRow>> recentTrades(String symbol, int limit) {
        return ask(() -> select.list(
                "SELECT * FROM trades WHERE symbol = ? ORDER BY trade_number DESC LIMIT ?",
                TradeRow::read,
                symbol,
                limit));
    }

    /** A market's last changes of price, newest first. */
    public CompletionStage<List<PriceRow>> prices(String symbol, int limit) {
        return ask(() -> select.list(
                "SELECT trade_number, price_ticks, time FROM prices WHERE symbol = ?"
                        + " ORDER BY trade_number DESC LIMIT ?",
                row -> new PriceRow(row.getLong(1), row.getLong(2), row.getLong(3)),
                symbol,
                limit));
    }

    /** What happened to an account after a sequence number, in order, without gaps. */
    public CompletionStage<List<AccountEvent>> accountEvents(long account, long after, int limit) {
        return ask(() -> eventsAfter(account, after, limit));
    }

    /** The same, with the names of the orders. */
    public CompletionStage<AccountPage> accountPage(long account, long after, int limit) {
        return ask(() -> {
            List<AccountEvent> events = eventsAfter(account, after, limit);
            return new AccountPage(events, names(account, events));
        });
    }

    private List<AccountEvent> eventsAfter(long account, long after, int limit) {
        List<AccountEvent> events = new ArrayList<>();
        select.list(
                        "SELECT first_sequence, time, payload FROM account_events"
                                + " WHERE account = ? AND last_sequence > ?"
                                + " ORDER BY last_sequence LIMIT ?",
                        ReadSideQueries::readEvents,
                        account,
                        after,
                        limit)
                .forEach(events::addAll);
        return events.stream()
                .filter(event -> event.sequence() > after)
                .limit(limit)
                .toList();
    }

    private Map<Long, AccountPage.OrderName> names(long account, List<AccountEvent> events) {
        Long[] orders = events.stream()
                .map(event -> AccountPage.orderNamedBy(event.fact()))
                .filter(orderId -> orderId != 0)
                .distinct()
                .toArray(Long[]::new);
        if (orders.length == 0) {
            return Map.of();
        }
        Map<Long, AccountPage.OrderName> names = new HashMap<>();
        select.list(
                "SELECT order_id, client_order_id, type FROM orders"
                        + " WHERE account = ? AND order_id = ANY (?)",
                row -> names.put(
                        row.getLong(1),
                        new AccountPage.OrderName(row.getString(2), OrderType.of(row.getInt(3)))),
                account,
                orders);
        return names;
    }

    /** What happened to an account before a sequence number, the newest first, without gaps. */
    public CompletionStage<List<AccountEvent>> accountEventsBefore(
            long account, long before, int limit) {
        return ask(() -> {
            List<AccountEvent> events = new ArrayList<>();
            select.list(
                            "SELECT first_sequence, time, payload FROM account_events"
                                    + " WHERE account = ? AND last_sequence <= coalesce("
                                    + "(SELECT min(last_sequence) FROM account_events"
                                    + " WHERE account = ? AND last_sequence >= ?), ?)"
                                    + " ORDER BY last_sequence DESC LIMIT ?",
                            ReadSideQueries::readEvents,
                            account,
                            account,
                            before - 1,
                            Long.MAX_VALUE,
                            limit)
                    .forEach(row -> events.addAll(row.reversed()));
            return events.stream()
                    .filter(event -> event.sequence() < before)
                    .limit(limit)
                    .toList();
        });
    }

    /** Withdrawals or adjustments, the newest first. */
    public CompletionStage<List<FundsRequestView>> fundsRequests(FundsRequestSelect wanted) {
        return ask(() -> wanted.list(select));
    }

    /** A withdrawal or an adjustment by its id. */
    public CompletionStage<Optional<FundsRequestView>> fundsRequest(
            FundsRequestKind kind, long requestId) {
        return ask(() -> FundsRequestSelect.one(select, kind, requestId));
    }

    /** Whether the tables have that batch of a ledger, at the latest after the timeout. */
    public CompletionStage<Boolean> waitFor(int partition, long sequence, Duration timeout) {
        return catchUp.journal(EntityName.ledger(partition), sequence, timeout);
    }

    /** Whether the tables have that event of an account, at the latest after the timeout. */
    public CompletionStage<Boolean> waitForAccount(
            long account, long accountSequence, Duration timeout) {
        return catchUp.account(account, accountSequence, timeout);
    }

    private <T> CompletionStage<T> ask(Supplier<T> query) {
        try {
            return CompletableFuture.supplyAsync(query, executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    static List<AccountEvent> readEvents(ResultSet row) throws SQLException {
        long first = row.getLong(1);
        long time = row.getLong(2);
        List<LedgerFact> facts = new ArrayList<>();
        LedgerFacts.decode(row.getBytes(3), time, facts::add);
        List<AccountEvent> events = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            events.add(new AccountEvent(first + i, time, facts.get(i)));
        }
        return events;
    }
}
