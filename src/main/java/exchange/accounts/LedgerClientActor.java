package exchange.accounts;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;

import exchange.market.OrderStatus;
import exchange.market.RejectReason;
import exchange.sequencer.FrontMessage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * Keeps an edge's unanswered commands per partition, in order. Everything asked while a message is
 * handled goes out in one message. When an answer says unknown or moved, or none comes for 2 s, all
 * unanswered commands of that partition are sent again in their original order before anything new.
 */
final class LedgerClientActor extends AbstractBehavior<LedgerClientActor.Message> {
    private static final Duration CHECK_EVERY = Duration.ofMillis(100);
    private static final long SILENCE_MILLIS = 2_000;
    private static final long AGAIN_MIN_MILLIS = 100;
    private static final long AGAIN_MAX_MILLIS = 1_000;
    private static final int REQUESTS_PER_MESSAGE_MAX = 1_000;

    sealed interface Message {}

    record Ask(
            int partition,
            LedgerCommand command,
            long deadline,
            CompletableFuture<LedgerReply> answer)
            implements Message {}

    record Close() implements Message {}

    private record Replies(EdgeReplies replies) implements Message {}

    private enum Signal implements Message {
        FLUSH,
        CHECK
    }

    private static final class Unanswered {
        final LedgerCommand command;
        final long deadline;
        final CompletableFuture<LedgerReply> answer;
        boolean inDoubt;

        Unanswered(Ask ask) {
            command = ask.command();
            deadline = ask.deadline();
            answer = ask.answer();
        }
    }

    private static final class Door {
        final LinkedHashMap<Long, Unanswered> unanswered = new LinkedHashMap<>();
        List<EdgeRequest> outgoing = new ArrayList<>();
        long heardAt;
        long againAt = Long.MAX_VALUE;
        long againAfter = AGAIN_MIN_MILLIS;
    }

    private final BiConsumer<Integer, FrontMessage> ledgers;
    private final ActorRef<EdgeReplies> replyTo;
    private final Door[] doors;
    private final int partitionBits;
    private long nextId;
    private boolean flushing;

    /** @param ledgers sends a message to the front of a partition */
    static Behavior<Message> create(int partitions, BiConsumer<Integer, FrontMessage> ledgers) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new LedgerClientActor(context, timers, partitions, ledgers)));
    }

    private LedgerClientActor(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            int partitions,
            BiConsumer<Integer, FrontMessage> ledgers) {
        super(context);
        this.ledgers = ledgers;
        this.replyTo = context.messageAdapter(EdgeReplies.class, Replies::new);
        this.doors = new Door[partitions];
        for (int i = 0; i < partitions; i++) {
            doors[i] = new Door();
        }
        this.partitionBits = 64 - Long.numberOfLeadingZeros(partitions);
        timers.startTimerWithFixedDelay(Signal.CHECK, CHECK_EVERY);
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::onMessage).build();
    }

    private Behavior<Message> onMessage(Message message) {
        return switch (message) {
            case Ask ask -> onAsk(ask);
            case Replies replies -> onReplies(replies.replies());
            case Signal signal -> signal == Signal.FLUSH ? onFlush() : onCheck();
            case Close close -> onClose();
        };
    }

    private Behavior<Message> onAsk(Ask ask) {
        Door door = doors[ask.partition()];
        long id = nextId++ << partitionBits | ask.partition();
        if (door.unanswered.isEmpty()) {
            door.heardAt = System.currentTimeMillis();
        }
        door.unanswered.put(id, new Unanswered(ask));
        if (door.againAt == Long.MAX_VALUE) {
            door.outgoing.add(new EdgeRequest(id, ask.command()));
            flushSoon();
        }
        return this;
    }

    private void flushSoon() {
        if (!flushing) {
            flushing = true;
            getContext().getSelf().tell(Signal.FLUSH);
        }
    }

    private Behavior<Message> onFlush() {
        flushing = false;
        for (int partition = 0; partition < doors.length; partition++) {
            send(partition, doors[partition]);
        }
        return this;
    }

    private void send(int partition, Door door) {
        List<EdgeRequest> all = door.outgoing;
        if (all.isEmpty()) {
            return;
        }
        door.outgoing = new ArrayList<>();
        for (int from = 0; from < all.size(); from += REQUESTS_PER_MESSAGE_MAX) {
            int to = Math.min(all.size(), from + REQUESTS_PER_MESSAGE_MAX);
            ledgers.accept(partition, new EdgeRequests(replyTo, all.subList(from, to)));
        }
    }

    private Behavior<Message> onReplies(EdgeReplies replies) {
        long now = System.currentTimeMillis();
        for (EdgeReply each : replies.replies()) {
            int partition = (int) (each.id() & (1L << partitionBits) - 1);
            onReply(partition, doors[partition], each, now);
        }
        return this;
    }

    private void onReply(int partition, Door door, EdgeReply reply, long now) {
        Unanswered asked = door.unanswered.get(reply.id());
        if (asked == null) {
            return;
        }
        door.heardAt = now;
        if (reply.reply() instanceof LedgerReply.Unknown
                || reply.reply() instanceof LedgerReply.Moved) {
            asked.inDoubt |= reply.reply() instanceof LedgerReply.Unknown;
            askAgainLater(door, now);
            return;
        }
        door.unanswered.remove(reply.id());
        door.againAfter = AGAIN_MIN_MILLIS;
        if (asked.inDoubt
                && asked.command instanceof LedgerCommand.Cancel cancel
                && isUnknownOrder(reply.reply())) {
            askWhetherCanceled(partition, cancel, asked, reply.reply());
        } else {
            asked.answer.complete(reply.reply());
        }
    }

    private static boolean isUnknownOrder(LedgerReply reply) {
        return reply instanceof LedgerReply.NotFound
                || reply instanceof LedgerReply.Refused refused
                        && refused.reason() == RejectReason.UNKNOWN_ORDER;
    }

    /** A cancel in doubt that finds no open order may itself have ended it. */
    private void askWhetherCanceled(
            int partition, LedgerCommand.Cancel cancel, Unanswered asked, LedgerReply refused) {
        LedgerCommand question = cancel.orderId() != 0
                ? new LedgerCommand.GetOrder(cancel.account(), cancel.orderId())
                : new LedgerCommand.GetOrderByClientId(cancel.account(), cancel.clientOrderId(), 0);
        CompletableFuture<LedgerReply> found = new CompletableFuture<>();
        found.thenAccept(reply -> asked.answer.complete(
                reply instanceof LedgerReply.OrderResult result
                                && result.order().status() == OrderStatus.CANCELED
                        ? new LedgerReply.Canceled(result.order())
                        : refused));
        onAsk(new Ask(partition, question, asked.deadline, found));
    }

    private void askAgainLater(Door door, long now) {
        if (door.againAt == Long.MAX_VALUE) {
            door.againAt = now + door.againAfter;
            door.againAfter = Math.min(door.againAfter * 2, AGAIN_MAX_MILLIS);
        }
    }

    private Behavior<Message> onCheck() {
        long now = System.currentTimeMillis();
        for (int partition = 0; partition < doors.length; partition++) {
            Door door = doors[partition];
            if (door.unanswered.isEmpty()) {
                door.againAt = Long.MAX_VALUE;
                continue;
            }
            giveUpLate(door, now);
            if (door.againAt == Long.MAX_VALUE && now - door.heardAt > SILENCE_MILLIS) {
                door.unanswered.values().forEach(each -> each.inDoubt = true);
                door.againAt = now;
            }
            if (now >= door.againAt) {
                askAgain(partition, door, now);
            }
        }
        return this;
    }

    private static void giveUpLate(Door door, long now) {
        Iterator<Unanswered> all = door.unanswered.values().iterator();
        while (all.hasNext()) {
            Unanswered each = all.next();
            if (now >= each.deadline) {
                all.remove();
                each.answer.complete(new LedgerReply.Unknown());
            }
        }
    }

    private void askAgain(int partition, Door door, long now) {
        door.againAt = Long.MAX_VALUE;
        door.heardAt = now;
        door.outgoing.clear();
        for (Map.Entry<Long, Unanswered> each : door.unanswered.entrySet()) {
            door.outgoing.add(new EdgeRequest(each.getKey(), each.getValue().command));
        }
        send(partition, door);
    }

    private Behavior<Message> onClose() {
        for (Door door : doors) {
            door.unanswered
                    .values()
                    .forEach(each -> each.answer.complete(new LedgerReply.Unknown()));
        }
        return Behaviors.stopped();
    }
}
