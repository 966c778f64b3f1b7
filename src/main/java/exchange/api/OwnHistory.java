package exchange.api;

import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.accounts.OrderView;
import exchange.market.MarketRules;
import exchange.market.OrderIds;
import exchange.market.OrderStatus;
import exchange.market.Side;
import exchange.readside.FillRow;
import exchange.readside.OwnPage;
import exchange.readside.ReadSideQueries;
import exchange.wire.JsonWriter;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An account's orders in every state and its fills, page by page, newest first, as JSON or as CSV.
 * What was answered by a place or cancel is in the owner's next page.
 */
public final class OwnHistory {
    private static final long ASK_MILLIS = 10_000;
    private static final String ORDERS_HEAD = "id,client_order_id,symbol,side,order_type,price,"
            + "quantity,filled_quantity,fee,fee_asset,status,reason,created_at,updated_at\r\n";
    private static final String FILLS_HEAD = "sequence,time,symbol,engine_trade_id,side,role,price,"
            + "quantity,fee,fee_asset,order_id,client_order_id\r\n";

    /** The states of orders as they are shown. */
    public static final List<String> STATUSES = Arrays.stream(OrderStatus.values())
            .map(OrderJson::status)
            .distinct()
            .toList();

    private final LedgerClient ledgers;
    private final ReadSideQueries tables;
    private final Markets markets;
    private final InstantSource clock;

    /**
     * A page in the form that was wanted.
     *
     * @param next where the next page begins, as its `before`; empty when there is none
     */
    public record Page(Answer answer, Optional<String> next) {}

    public OwnHistory(
            LedgerClient ledgers, ReadSideQueries tables, Markets markets, InstantSource clock) {
        this.ledgers = ledgers;
        this.tables = tables;
        this.markets = markets;
        this.clock = clock;
    }

    /** Every state that is shown as this one. */
    public static Set<OrderStatus> statuses(String shown) {
        return Arrays.stream(OrderStatus.values())
                .filter(each -> OrderJson.status(each).equals(shown))
                .collect(Collectors.toUnmodifiableSet());
    }

    public CompletionStage<Page> orders(long account, OwnPage wanted, boolean isCsv) {
        return fresh(account, () -> tables.orders(account, wanted), rows -> {
            List<OrderView> shown = upTo(rows, wanted.limit());
            Optional<String> next = shown.size() == rows.size()
                    ? Optional.empty()
                    : Optional.of(uuid(shown.getLast().orderId()));
            return new Page(Answer.ok(isCsv ? ordersCsv(shown) : ordersJson(shown, next)), next);
        });
    }

    public CompletionStage<Page> fills(long account, OwnPage wanted, boolean isCsv) {
        return fresh(account, () -> tables.fills(account, wanted), rows -> {
            List<FillRow> shown = upTo(rows, wanted.limit());
            Optional<String> next = shown.size() == rows.size()
                    ? Optional.empty()
                    : Optional.of("" + shown.getLast().sequence());
            return new Page(
                    Answer.ok(isCsv ? fillsCsv(shown) : fillsJson(account, shown, next)), next);
        });
    }

    private interface Query<T> {
        CompletionStage<List<T>> ask();
    }

    private <T> CompletionStage<Page> fresh(
            long account, Query<T> query, Function<List<T>, Page> shown) {
        return ledgers.ask(new LedgerCommand.GetBalances(account), clock.millis() + ASK_MILLIS)
                .thenCompose(reply -> reply instanceof LedgerReply.Balances balances
                        ? HistoryUnavailable.orFail(tables.waitForAccount(
                                                account,
                                                balances.accountSequence(),
                                                OrderQueries.TABLES_WAIT)
                                        .thenCompose(done -> query.ask()))
                                .thenApply(shown)
                        : CompletableFuture.completedStage(
                                new Page(OrderAnswers.refusal(reply), Optional.empty())));
    }

    private static <T> List<T> upTo(List<T> rows, int limit) {
        return rows.subList(0, Math.min(rows.size(), limit));
    }

    private String ordersJson(List<OrderView> orders, Optional<String> next) {
        JsonWriter json = new JsonWriter(64 + 640 * orders.size())
                .beginObject()
                .name("orders")
                .beginArray();
        orders.forEach(order -> OrderJson.append(json, order, markets.rules(order.symbol())));
        return ended(json, next);
    }

    private String fillsJson(long account, List<FillRow> fills, Optional<String> next) {
        JsonWriter json = new JsonWriter(64 + 512 * fills.size())
                .beginObject()
                .name("fills")
                .beginArray();
        fills.forEach(fill -> TradeJson.append(json, account, fill, markets.rules(fill.symbol())));
        return ended(json, next);
    }

    private static String ended(JsonWriter json, Optional<String> next) {
        json.endArray();
        next.ifPresentOrElse(found -> json.text("next", found), () -> json.nothing("next"));
        return json.endObject().toString();
    }

    private String ordersCsv(List<OrderView> orders) {
        StringBuilder out = new StringBuilder(ORDERS_HEAD);
        for (OrderView order : orders) {
            MarketRules rules = markets.rules(order.symbol());
            row(
                    out,
                    uuid(order.orderId()),
                    order.clientOrderId(),
                    order.symbol(),
                    order.side().name(),
                    order.type().name(),
                    order.priceTicks() == 0 ? "" : rules.priceText(order.priceTicks()),
                    order.quantityLots() == 0 ? "" : rules.quantityText(order.quantityLots()),
                    rules.quantityText(order.filledLots()),
                    fee(order.fee(), order.side(), rules),
                    order.feeAsset(),
                    OrderJson.status(order.status()),
                    order.reason(),
                    JsonWriter.time(order.createdAt()),
                    JsonWriter.time(order.updatedAt()));
        }
        return out.toString();
    }

    private String fillsCsv(List<FillRow> fills) {
        StringBuilder out = new StringBuilder(FILLS_HEAD);
        for (FillRow row : fills) {
            MarketRules rules = markets.rules(row.symbol());
            row(
                    out,
                    "" + row.sequence(),
                    JsonWriter.time(row.fill().time()),
                    row.symbol(),
                    "" + row.fill().tradeNumber(),
                    row.side().name(),
                    row.fill().maker() ? "maker" : "taker",
                    rules.priceText(row.fill().priceTicks()),
                    rules.quantityText(row.fill().quantityLots()),
                    fee(row.fill().fee(), row.side(), rules),
                    OrderJson.feeAsset(row.side(), rules),
                    uuid(row.orderId()),
                    row.clientOrderId());
        }
        return out.toString();
    }

    /** A client's own name may begin like a formula of a spreadsheet, but holds no comma. */
    private static void row(StringBuilder out, String... cells) {
        for (int i = 0; i < cells.length; i++) {
            boolean isFormula = cells[i].startsWith("-");
            out.append(i == 0 ? "" : ",").append(isFormula ? "'" : "").append(cells[i]);
        }
        out.append("\r\n");
    }

    private static String fee(long units, Side side, MarketRules rules) {
        BigDecimal fee =
                BigDecimal.valueOf(units, OrderJson.feeScale(side, rules)).stripTrailingZeros();
        return fee.signum() == 0 ? "0" : fee.toPlainString();
    }

    private static String uuid(long orderId) {
        return OrderIds.toUuid(orderId).toString();
    }
}
