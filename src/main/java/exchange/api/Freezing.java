package exchange.api;

import exchange.accounts.Freeze;
import exchange.accounts.FundsText;
import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.accounts.MoneyCommand;
import exchange.market.AccountIds;
import exchange.wire.Fields;
import exchange.wire.InvalidFields;
import exchange.wire.JsonWriter;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Freezing of accounts by admins: nothing is placed or withdrawn while it lasts. Open orders stay
 * and may trade, unless they are to be canceled, which happens once nothing new can come.
 */
public final class Freezing {
    private static final long ASK_MILLIS = 10_000;

    private final LedgerClient ledgers;
    private final AllOrders orders;
    private final Clock clock;

    /** A change as an admin asks for it, checked. */
    public record Change(boolean frozen, String reason, boolean cancelOrders) {}

    Freezing(LedgerClient ledgers, Markets markets, Clock clock) {
        this.ledgers = ledgers;
        this.orders = new AllOrders(ledgers, markets);
        this.clock = clock;
    }

    /**
     * The change in these fields.
     *
     * @throws InvalidFields with every mistake found
     */
    public Change parse(Fields body) {
        boolean frozen = body.optionalFlag("frozen").orElseGet(() -> {
            if (!body.has("frozen")) {
                Amounts.invalid(body, "frozen", "must be true or false");
            }
            return false;
        });
        String reason = body.text("reason", FundsText.LENGTH_MAX);
        if (!FundsText.isPlain(reason)) {
            Amounts.invalid(body, "reason", "has a character that is not allowed");
        }
        boolean cancelOrders = body.optionalFlag("cancel_orders").orElse(false);
        if (cancelOrders && !frozen) {
            Amounts.invalid(body, "cancel_orders", "belongs to a freeze only");
        }
        body.done();
        return new Change(frozen, reason, cancelOrders);
    }

    /** Whether there is such a user is not asked here. */
    public CompletionStage<Answer> of(long account) {
        return ask(new LedgerCommand.GetFreeze(account))
                .thenApply(reply -> answer(account, reply, -1));
    }

    /**
     * Makes the change; the answer to a freeze that cancels comes when the orders have ended.
     *
     * @param by who asked for it
     */
    public CompletionStage<Answer> change(long account, Change change, String by) {
        return ask(new MoneyCommand.SetFreeze(account, change.frozen(), change.reason(), by))
                .thenCompose(
                        reply -> reply instanceof LedgerReply.FreezeResult && change.cancelOrders()
                                ? cancelAll(account, reply)
                                : CompletableFuture.completedStage(answer(account, reply, -1)));
    }

    private CompletionStage<Answer> cancelAll(long account, LedgerReply frozen) {
        return orders.cancel(account, clock.millis() + ASK_MILLIS)
                .thenApply(canceled -> canceled.problem()
                        .orElseGet(() -> answer(account, frozen, canceled.count())));
    }

    private CompletionStage<LedgerReply> ask(LedgerCommand command) {
        return ledgers.ask(command, clock.millis() + ASK_MILLIS);
    }

    /** @param canceled how many orders have ended for it, -1 when none were to */
    private static Answer answer(long account, LedgerReply reply, long canceled) {
        if (!(reply instanceof LedgerReply.FreezeResult result)) {
            return OrderAnswers.refusal(reply);
        }
        Freeze freeze = result.freeze();
        JsonWriter json = new JsonWriter()
                .beginObject()
                .text("user_id", AccountIds.toUuid(account).toString())
                .flag("frozen", freeze.frozen());
        if (freeze.since() > 0) {
            json.text("reason", freeze.reason())
                    .text("by", freeze.by())
                    .time("since", freeze.since());
        }
        if (canceled >= 0) {
            json.number("canceled_orders", canceled);
        }
        return Answer.ok(json.endObject().toString());
    }
}
