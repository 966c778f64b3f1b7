package exchange.api;

import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.accounts.OrderView;
import exchange.history.OrderStory;
import exchange.history.TimeMachine;
import exchange.market.EndReason;
import exchange.market.MarketRules;
import exchange.market.OrderStatus;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.readside.ReadSideQueries;
import exchange.wire.JsonWriter;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What happened to an order and why, from its market's journal. */
public final class OrderStories {
    private static final long ASK_MILLIS = 10_000;

    private final LedgerClient ledgers;
    private final ReadSideQueries tables;
    private final Markets markets;
    private final TimeMachine machine;
    private final InstantSource clock;

    public OrderStories(
            LedgerClient ledgers,
            ReadSideQueries tables,
            Markets markets,
            TimeMachine machine,
            InstantSource clock) {
        this.ledgers = ledgers;
        this.tables = tables;
        this.markets = markets;
        this.machine = machine;
        this.clock = clock;
    }

    /** What was answered about the order before is in its story. */
    public CompletionStage<Answer> story(long account, long orderId) {
        return ledgers.ask(new LedgerCommand.GetBalances(account), clock.millis() + ASK_MILLIS)
                .thenCompose(reply -> reply instanceof LedgerReply.Balances balances
                        ? HistoryUnavailable.orFail(tables.waitForAccount(
                                        account,
                                        balances.accountSequence(),
                                        OrderQueries.TABLES_WAIT)
                                .thenCompose(done -> tables.order(account, orderId))
                                .thenCompose(this::story))
                        : CompletableFuture.completedStage(OrderAnswers.refusal(reply)));
    }

    private CompletionStage<Answer> story(Optional<OrderView> found) {
        if (found.isEmpty()) {
            return CompletableFuture.completedStage(Errors.refused(RejectReason.UNKNOWN_ORDER));
        }
        OrderView order = found.get();
        boolean isOver = order.status().code() >= OrderStatus.FILLED.code();
        return machine.story(
                        order.symbol(),
                        order.orderId(),
                        order.createdAt(),
                        isOver ? order.updatedAt() : Long.MAX_VALUE)
                .thenApply(story ->
                        Answer.ok(json(order, story, isOver, markets.rules(order.symbol()))));
    }

    private static String json(
            OrderView order, OrderStory story, boolean isOver, MarketRules rules) {
        JsonWriter json = new JsonWriter(1_024).beginObject().name("order");
        OrderJson.append(json, order, rules);
        json.flag("complete", story.isComplete()).name("events").beginArray();
        for (OrderStory.Event event : story.events()) {
            append(json, event, rules);
        }
        json.endArray()
                .name("queue")
                .beginObject()
                .text("traded_ahead", rules.quantityText(story.tradedAhead()))
                .text("left_ahead", rules.quantityText(story.leftAhead()))
                .number("orders_ahead", story.ordersAhead())
                .text("quantity_ahead", rules.quantityText(story.lotsAhead()))
                .endObject();
        json.name("why").beginArray();
        why(order, story, isOver, rules).forEach(json::text);
        return json.endArray().endObject().toString();
    }

    private static void append(JsonWriter json, OrderStory.Event event, MarketRules rules) {
        json.beginObject()
                .number("sequence", event.sequence())
                .time("time", event.time())
                .text("what", event.what().name());
        if (event.priceTicks() > 0) {
            json.text("price", rules.priceText(event.priceTicks()));
        }
        if (event.lots() > 0) {
            json.text("quantity", rules.quantityText(event.lots()));
        }
        if (event.tradeNumber() > 0) {
            json.number("engine_trade_id", event.tradeNumber())
                    .text("role", event.isMaker() ? "maker" : "taker");
        }
        if (!event.reason().isEmpty()) {
            json.text("reason", event.reason()).text("by", by(event)).text("text", text(event));
        }
        event.queue()
                .ifPresent(queue -> json.number("orders_ahead", queue.orders())
                        .text("quantity_ahead", rules.quantityText(queue.lots())));
        json.endObject();
    }

    /** Who decided it: the owner, an admin, or the market by its rules. */
    private static String by(OrderStory.Event event) {
        if (event.reason().equals(EndReason.USER_CANCELED.name())) {
            return "owner";
        }
        boolean isAdmins = event.reason().equals(EndReason.ADMIN_CANCELED.name())
                || event.what() == OrderStory.What.ENDED
                        && event.reason().equals(EndReason.MARKET_DELISTED.name());
        return isAdmins ? "admin" : "market";
    }

    private static String text(OrderStory.Event event) {
        return switch (event.what()) {
            case REFUSED, AMEND_REFUSED, CANCEL_REFUSED ->
                RejectReason.valueOf(event.reason()).text();
            case PREVENTED -> "it would have traded with another order of its owner";
            case ENDED -> endText(EndReason.valueOf(event.reason()));
            case ACCEPTED, TRIGGERED, TRAILED, TRADED, RESTED, REFILLED, AMENDED -> "";
        };
    }

    private static String endText(EndReason reason) {
        return switch (reason) {
            case FILLED -> "nothing was left of it";
            case USER_CANCELED -> "its owner canceled it";
            case IOC_REMAINDER -> "what could not trade at once was not to rest";
            case MARKET_REMAINDER -> "nobody was there to trade the rest with at a fair price";
            case SELF_TRADE -> "it would have traded with another order of its owner";
            case ADMIN_CANCELED -> "an admin canceled it";
            case MARKET_DELISTED -> "the market was closed for ever";
            case EXPIRED -> "its time was over";
            case FOK_NOT_FILLABLE -> "it could not be filled in full at once";
            case MARKET_HALTED -> "the market was halted";
            case TOO_MANY_FILLS -> "it had traded with as many orders at once as one may";
            case ONE_CANCELS_OTHER -> "the other order of its list came first";
        };
    }

    private static List<String> why(
            OrderView order, OrderStory story, boolean isOver, MarketRules rules) {
        List<String> why = new ArrayList<>();
        if (!story.isComplete()) {
            why.add("the story is too long to be told to its end");
        }
        if (!order.reason().isEmpty() && !story.events().isEmpty()) {
            OrderStory.Event last = story.events().getLast();
            why.add(
                    last.reason().isEmpty()
                            ? "it ended with " + order.reason()
                            : "it ended because " + text(last));
        }
        if (order.status() == OrderStatus.FILLED || order.type() == OrderType.MARKET) {
            return why;
        }
        if (order.type().isStop()
                && story.events().stream()
                        .noneMatch(each -> each.what() == OrderStory.What.TRIGGERED)) {
            why.add("the market did not reach its trigger price while it waited");
            return why;
        }
        if (story.lotsAhead() > 0) {
            why.add(rules.quantityText(story.lotsAhead()) + " of older orders at its price "
                    + (isOver ? "stood" : "stands") + " before it");
        }
        long nearest = story.nearestTicks(order.side());
        if (nearest > 0) {
            why.add("the " + (order.side() == Side.BUY ? "lowest" : "highest")
                    + " price at which others traded while it rested was "
                    + rules.priceText(nearest));
        } else if (order.filledLots() == 0 && order.status() != OrderStatus.REJECTED) {
            why.add("nobody traded in the market while it rested");
        }
        return why;
    }
}
