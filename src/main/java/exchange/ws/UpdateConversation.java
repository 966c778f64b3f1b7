package exchange.ws;

import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.identity.Caller;
import exchange.market.AccountIds;
import exchange.market.MarketRules;
import exchange.session.AccountEvent;
import exchange.session.Conversation;
import exchange.session.OrderChange;
import exchange.session.OrderChanges;
import exchange.session.Session;
import exchange.wire.InvalidFields;
import exchange.wire.Json;
import exchange.wire.JsonValue;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The old socket: tells the default market's book and price to everybody, and an owner the steps of
 * the own orders. Understands a ping, nothing else.
 */
final class UpdateConversation implements Conversation {
    private static final long FOLLOW_WITHIN_MILLIS = 10_000;
    private static final long LOOK_UP_MILLIS = 5_000;

    private final Session session;
    private final Optional<Caller> caller;
    private final UpdateDesk desk;
    private final MarketRules rules;
    private final OrderChanges changes;
    /** Steps to be told in order; some wait for the ledger to say what was left of an order. */
    private final ArrayDeque<CompletableFuture<Optional<String>>> steps = new ArrayDeque<>();

    private long openedAt;
    private boolean isConnected;

    /** @param caller whom the token in the address speaks for, if it does */
    UpdateConversation(Session session, Optional<Caller> caller, UpdateDesk desk) {
        this.session = session;
        this.caller = caller;
        this.desk = desk;
        this.rules = desk.markets().defaultMarket();
        this.changes = new OrderChanges(rules.symbol());
    }

    @Override
    public void opened() {
        openedAt = desk.clock().millis();
        if (caller.isEmpty()) {
            refuse("missing or invalid token");
            return;
        }
        session.follow(caller.get().account());
    }

    private void refuse(String why) {
        session.say(UpdateJson.error(why));
        session.close(CloseCode.POLICY_VIOLATION, why);
    }

    @Override
    public void following() {
        if (!isConnected) {
            isConnected = true;
            String userId = AccountIds.toUuid(caller.orElseThrow().account()).toString();
            session.say(UpdateJson.connected(userId));
            session.watchPublic();
        }
    }

    @Override
    public int heard(String message) {
        try {
            JsonValue value = Json.parse(message, "message");
            if (!(value instanceof JsonValue.Entries entries)) {
                session.say(UpdateJson.error("a message must be a JSON object"));
            } else if (isPing(entries)) {
                session.say(UpdateJson.PONG);
            }
        } catch (InvalidFields e) {
            session.say(UpdateJson.error(e.errors().getFirst().message()));
        }
        return 1;
    }

    private static boolean isPing(JsonValue.Entries message) {
        int type = message.names().indexOf("type");
        return type >= 0
                && message.values().get(type) instanceof JsonValue.Text text
                && text.value().equals("ping");
    }

    @Override
    public void happened(List<AccountEvent> events) {
        events.forEach(event -> changes.heard(event, this::changed));
        sayDone();
    }

    private void changed(OrderChange change) {
        if (change.leavesLots().isPresent()) {
            step(UpdateJson.orderStatus(change, change.leavesLots().getAsLong(), rules));
            return;
        }
        CompletableFuture<Optional<String>> step = new CompletableFuture<>();
        steps.add(step);
        Runnable waker = session.waker();
        leavesLots(change).whenComplete((leaves, failure) -> {
            step.complete(
                    failure == null
                            ? leaves.map(lots -> UpdateJson.orderStatus(change, lots, rules))
                            : Optional.empty());
            waker.run();
        });
    }

    private void step(String json) {
        if (steps.isEmpty()) {
            session.say(json);
        } else {
            steps.add(CompletableFuture.completedFuture(Optional.of(json)));
        }
    }

    /** What an order that ended had left, asked of the ledger; empty when it cannot say. */
    private CompletionStage<Optional<Long>> leavesLots(OrderChange change) {
        long account = caller.orElseThrow().account();
        return desk.ledgers()
                .ask(
                        new LedgerCommand.GetOrder(account, change.orderId()),
                        desk.clock().millis() + LOOK_UP_MILLIS)
                .thenApply(reply -> reply instanceof LedgerReply.OrderResult found
                        ? Optional.of(found.order().leavesLots())
                        : Optional.empty());
    }

    @Override
    public void woken() {
        sayDone();
    }

    private void sayDone() {
        while (!steps.isEmpty() && steps.peek().isDone()) {
            steps.poll()
                    .join()
                    .ifPresentOrElse(
                            session::say,
                            () -> session.close(
                                    CloseCode.TRY_AGAIN_LATER, "the ledger does not answer"));
        }
        if (steps.size() > desk.stepsMax()) {
            steps.clear();
            session.close(CloseCode.TRY_AGAIN_LATER, "the ledger answers too slowly");
        }
    }

    @Override
    public void tick() {
        if (!isConnected && desk.clock().millis() - openedAt > FOLLOW_WITHIN_MILLIS) {
            session.say(UpdateJson.error("the exchange is busy, try again"));
            session.close(CloseCode.TRY_AGAIN_LATER, "the ledger does not answer");
        } else if (!desk.callers().isValid(caller.orElseThrow())) {
            refuse("the token has expired");
        }
    }
}
