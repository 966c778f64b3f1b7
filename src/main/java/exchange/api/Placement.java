package exchange.api;

import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.market.MarketRules;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.wire.Fields;
import exchange.wire.InvalidFields;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Placing and canceling orders: the same for REST and sockets, which bring the ledger client that
 * keeps their order of sending. One per node; safe for threads. Every call ends in an answer: a
 * silence until the deadline is 202 UNKNOWN, never a refusal.
 */
public final class Placement {
    /** Orders in one batch. */
    public static final int BATCH_MAX = 100;

    /** The id of an order that is not there: for texts that name none of ours. */
    public static final long NOBODYS_ORDER = -1;

    private static final long ASK_MILLIS = 10_000;
    private static final Answer WRONG_MARKET = Errors.refused(RejectReason.INVALID_FIELD, "symbol");

    private record Named(long account, String clientOrderId) {}

    private final OrderParser parser;
    private final Markets markets;
    private final InFlight inFlight;
    private final Chaos chaos;
    private final Clock clock;
    /** While a place is unanswered, a cancel by its name must stop it even if it comes first. */
    private final Set<Named> placing = ConcurrentHashMap.newKeySet();

    public Placement(OrderParser parser, Markets markets, InFlight inFlight, Clock clock) {
        this(parser, markets, inFlight, new Chaos(false), clock);
    }

    Placement(OrderParser parser, Markets markets, InFlight inFlight, Chaos chaos, Clock clock) {
        this.chaos = chaos;
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
        return chaos.around(() -> placed(ledgers, account, order, patienceMillis));
    }

    private CompletionStage<Answer> placed(
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

    /**
     * Places orders one after the other as they stand; answered when all are.
     *
     * @param patienceMillis answers UNKNOWN for an order after that, if its deadline is later
     */
    public CompletionStage<Answer> batch(
            LedgerClient ledgers, long account, Fields body, long patienceMillis) {
        List<Fields> orders;
        try {
            orders = body.objects("orders", BATCH_MAX);
            body.done();
        } catch (InvalidFields e) {
            return answered(Errors.invalid(e));
        }
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (Fields order : orders) {
            answers.add(place(ledgers, account, order, patienceMillis).toCompletableFuture());
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(done -> BatchJson.of(
                        answers.stream().map(CompletableFuture::join).toList()));
    }

    /**
     * Changes an order that is in a book.
     *
     * @param orderId 0 when it is named by its client's id
     */
    public CompletionStage<Answer> amend(
            LedgerClient ledgers,
            long account,
            long orderId,
            String clientOrderId,
            Fields change,
            long patienceMillis) {
        Change asked = new Change(ledgers, account, orderId, clientOrderId, patienceMillis);
        return chaos.around(() -> amended(asked, change));
    }

    private CompletionStage<Answer> amended(Change asked, Fields change) {
        if (change.has("symbol") || markets.all().size() == 1) {
            return amend(asked, change, "", true).orElseThrow();
        }
        // At once, so that it keeps its place among the commands of a socket; most orders are of
        // the default market, and the ledger refuses the others.
        return amend(asked, change.unread(), "", false)
                .orElseGet(() -> answered(WRONG_MARKET))
                .thenCompose(answer ->
                        answer == WRONG_MARKET ? amendWhereItIs(asked, change) : answered(answer));
    }

    /** Who changes which order. */
    private record Change(
            LedgerClient ledgers,
            long account,
            long orderId,
            String clientOrderId,
            long patienceMillis) {}

    private CompletionStage<Answer> amendWhereItIs(Change asked, Fields change) {
        LedgerCommand question = asked.orderId() == 0
                ? new LedgerCommand.GetOrderByClientId(asked.account(), asked.clientOrderId(), 0)
                : new LedgerCommand.GetOrder(asked.account(), asked.orderId());
        return asked.ledgers()
                .ask(question, clock.millis() + Math.min(asked.patienceMillis(), ASK_MILLIS))
                .thenCompose(reply -> {
                    String symbol = reply instanceof LedgerReply.OrderResult result
                            ? result.order().symbol()
                            : "";
                    return amend(asked, change, symbol, true).orElseThrow();
                });
    }

    /**
     * @param known the market of a change that does not name it, "" for the default one
     * @param isFinal whether there is no other market to try: empty otherwise when the change is
     *     wrong in this one
     */
    private Optional<CompletionStage<Answer>> amend(
            Change asked, Fields change, String known, boolean isFinal) {
        long now = clock.millis();
        LedgerCommand.Amend amend;
        try {
            amend = parser.parseAmend(
                    change, asked.account(), asked.orderId(), asked.clientOrderId(), known, now);
        } catch (InvalidFields e) {
            return isFinal ? Optional.of(answered(Errors.invalid(e))) : Optional.empty();
        }
        long wait = Math.min(asked.patienceMillis(), amend.notAfter() - now);
        return Optional.of(ask(
                asked.ledgers(),
                amend,
                now + wait,
                reply -> !isFinal && isWrongMarket(reply)
                        ? WRONG_MARKET
                        : OrderAnswers.amend(amend, reply, markets)));
    }

    private static boolean isWrongMarket(LedgerReply reply) {
        return reply instanceof LedgerReply.Refused refused
                && refused.reason() == RejectReason.INVALID_FIELD
                && refused.field().equals("symbol");
    }

    /**
     * Cancels an order and places another in its place, as one command.
     *
     * @param orderId of the order to cancel; 0 when it is named by its client's id
     */
    public CompletionStage<Answer> replace(
            LedgerClient ledgers,
            long account,
            long orderId,
            String clientOrderId,
            Fields replace,
            long patienceMillis) {
        long now = clock.millis();
        LedgerCommand.Replace command;
        try {
            command = parser.parseReplace(replace, account, orderId, clientOrderId, now);
        } catch (InvalidFields e) {
            return answered(Errors.invalid(e));
        }
        long wait = Math.min(patienceMillis, command.place().notAfter() - now);
        return chaos.around(() -> ask(
                ledgers,
                command,
                now + wait,
                reply -> OrderAnswers.replace(command, reply, markets)));
    }

    /** Places two orders of which one cancels the other, as one command. */
    public CompletionStage<Answer> placeList(
            LedgerClient ledgers, long account, Fields list, long patienceMillis) {
        long now = clock.millis();
        LedgerCommand.PlaceList command;
        try {
            command = parser.parseList(list, account, now);
        } catch (InvalidFields e) {
            return answered(Errors.invalid(e));
        }
        long notAfter = Math.min(command.above().notAfter(), command.below().notAfter());
        return chaos.around(() -> ask(
                ledgers,
                command,
                now + Math.min(patienceMillis, notAfter - now),
                reply -> OrderAnswers.list(command, reply, markets)));
    }

    /** Asks while it counts among the places in flight; sheds it when there are too many. */
    private CompletionStage<Answer> ask(
            LedgerClient ledgers,
            LedgerCommand command,
            long deadline,
            Function<LedgerReply, Answer> answer) {
        if (!inFlight.enterPlace()) {
            return answered(Errors.refused(RejectReason.OVERLOADED));
        }
        return ledgers.ask(command, deadline).thenApply(reply -> {
            inFlight.leave();
            return answer.apply(reply);
        });
    }

    /**
     * Cancels all open orders.
     *
     * @param symbol of one market, "" for all
     * @param side of which they are; empty for both
     */
    public CompletionStage<Answer> cancelAll(
            LedgerClient ledgers, long account, String symbol, Optional<Side> side) {
        return chaos.around(() -> allCanceled(ledgers, account, symbol, side));
    }

    private CompletionStage<Answer> allCanceled(
            LedgerClient ledgers, long account, String symbol, Optional<Side> side) {
        if (!inFlight.enterCancel()) {
            return answered(Errors.refused(RejectReason.OVERLOADED));
        }
        long deadline = clock.millis() + ASK_MILLIS;
        boolean bids = side.filter(each -> each == Side.SELL).isEmpty();
        boolean asks = side.filter(each -> each == Side.BUY).isEmpty();
        List<CompletableFuture<LedgerReply>> replies = markets.all().stream()
                .map(MarketRules::symbol)
                .filter(each -> symbol.isEmpty() || symbol.equals(each))
                .map(each -> new LedgerCommand.MassCancel(account, each, bids, asks))
                .map(each -> ledgers.ask(each, deadline).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new))
                .thenApply(done -> {
                    inFlight.leave();
                    return OrderAnswers.massCancel(
                            replies.stream().map(CompletableFuture::join).toList(), deadline);
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
        return ledgers.ask(question, clock.millis() + ASK_MILLIS)
                .thenApply(reply -> Errors.unknownOrder(isFinal(reply)));
    }

    /** Nothing can come any more, or it came and is over. */
    private static boolean isFinal(LedgerReply reply) {
        return reply instanceof LedgerReply.NotFound notFound && notFound.finalAnswer()
                || reply instanceof LedgerReply.OrderResult result
                        && !result.order().active();
    }

    private CompletionStage<Answer> cancel(LedgerClient ledgers, LedgerCommand.Cancel cancel) {
        return chaos.around(() -> canceled(ledgers, cancel));
    }

    private CompletionStage<Answer> canceled(LedgerClient ledgers, LedgerCommand.Cancel cancel) {
        if (!inFlight.enterCancel()) {
            return answered(Errors.refused(RejectReason.OVERLOADED));
        }
        long deadline = clock.millis() + ASK_MILLIS;
        return ledgers.ask(cancel, deadline).thenApply(reply -> {
            inFlight.leave();
            return OrderAnswers.cancel(cancel, deadline, reply);
        });
    }

    private static CompletionStage<Answer> answered(Answer answer) {
        return CompletableFuture.completedStage(answer);
    }
}
