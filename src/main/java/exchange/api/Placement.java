package exchange.api;

import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.market.RejectReason;
import exchange.wire.Fields;
import exchange.wire.InvalidFields;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Placing and canceling orders: the same for REST and sockets, which bring the ledger client that
 * keeps their order of sending. One per node; safe for threads. Every call ends in an answer: a
 * silence until the deadline is 202 UNKNOWN, never a refusal.
 */
public final class Placement {
    private static final long CANCEL_MILLIS = 10_000;

    private record Named(long account, String clientOrderId) {}

    private final OrderParser parser;
    private final Markets markets;
    private final InFlight inFlight;
    private final Clock clock;
    /** While a place is unanswered, a cancel by its name must stop it even if it comes first. */
    private final Set<Named> placing = ConcurrentHashMap.newKeySet();

    public Placement(OrderParser parser, Markets markets, InFlight inFlight, Clock clock) {
        this.parser = parser;
        this.markets = markets;
        this.inFlight = inFlight;
        this.clock = clock;
    }

    /** Places the order in these fields; answered at its deadline at the latest. */
    public CompletionStage<Answer> place(LedgerClient ledgers, long account, Fields order) {
        return place(ledgers, account, order, Long.MAX_VALUE);
    }

    /** @param patienceMillis answers UNKNOWN after that, if the deadline is later */
    public CompletionStage<Answer> place(
            LedgerClient ledgers, long account, Fields order, long patienceMillis) {
        long now = clock.millis();
        LedgerCommand.Place place;
        try {
            place = parser.parse(order, account, now);
        } catch (InvalidFields e) {
            return answered(Errors.invalid(e));
        }
        if (!inFlight.enterPlace()) {
            return answered(Errors.refused(RejectReason.OVERLOADED));
        }
        Named name = new Named(place.account(), place.clientOrderId());
        boolean first = placing.add(name);
        long wait = Math.min(patienceMillis, place.notAfter() - now);
        return ledgers.ask(place, now + wait).thenApply(reply -> {
            inFlight.leave();
            if (first) {
                placing.remove(name);
            }
            return OrderAnswers.place(place, reply, markets);
        });
    }

    /** Cancels by the order's id. */
    public CompletionStage<Answer> cancel(LedgerClient ledgers, long account, long orderId) {
        return cancel(ledgers, new LedgerCommand.Cancel(account, orderId, "", false));
    }

    /**
     * Cancels by the client's name of the order.
     *
     * @param guard whether a place with that name that comes in the next seconds is refused
     */
    public CompletionStage<Answer> cancel(
            LedgerClient ledgers, long account, String clientOrderId, boolean guard) {
        return cancel(ledgers, account, clientOrderId, guard, 0);
    }

    /**
     * Cancels by the client's name of the order. One that finds nothing says whether there still
     * may come something.
     *
     * @param finalAt the moment a 202 gave for its place, epoch milliseconds; 0 for none
     */
    public CompletionStage<Answer> cancel(
            LedgerClient ledgers, long account, String clientOrderId, boolean guard, long finalAt) {
        boolean guarded = guard || placing.contains(new Named(account, clientOrderId));
        var cancel = new LedgerCommand.Cancel(account, 0, clientOrderId, guarded);
        return cancel(ledgers, cancel)
                .thenCompose(answer -> answer.status() == 404
                        ? withFinality(ledgers, cancel, finalAt)
                        : answered(answer));
    }

    private CompletionStage<Answer> withFinality(
            LedgerClient ledgers, LedgerCommand.Cancel cancel, long finalAt) {
        LedgerCommand question = new LedgerCommand.GetOrderByClientId(
                cancel.account(), cancel.clientOrderId(), finalAt);
        return ledgers.ask(question, clock.millis() + CANCEL_MILLIS)
                .thenApply(reply -> Errors.unknownOrder(isFinal(reply)));
    }

    /** Nothing can come any more, or it came and is over. */
    private static boolean isFinal(LedgerReply reply) {
        return reply instanceof LedgerReply.NotFound notFound && notFound.finalAnswer()
                || reply instanceof LedgerReply.OrderResult result
                        && !result.order().active();
    }

    private CompletionStage<Answer> cancel(LedgerClient ledgers, LedgerCommand.Cancel cancel) {
        if (!inFlight.enterCancel()) {
            return answered(Errors.refused(RejectReason.OVERLOADED));
        }
        long deadline = clock.millis() + CANCEL_MILLIS;
        return ledgers.ask(cancel, deadline).thenApply(reply -> {
            inFlight.leave();
            return OrderAnswers.cancel(cancel, deadline, reply);
        });
    }

    private static CompletionStage<Answer> answered(Answer answer) {
        return CompletableFuture.completedStage(answer);
    }
}
