package exchange.accounts;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;

import exchange.ops.Elapsed;
import exchange.sequencer.FrontMessage;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * One edge's {@link LedgerDoors} as an actor. Everything asked while a message is handled goes out
 * in one message.
 */
final class LedgerClientActor extends AbstractBehavior<LedgerClientActor.Message> {
    private static final Duration CHECK_EVERY = Duration.ofMillis(100);

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

    private final LedgerDoors doors;
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
        ActorRef<EdgeReplies> replyTo = context.messageAdapter(EdgeReplies.class, Replies::new);
        doors = new LedgerDoors(
                partitions,
                (partition, requests) ->
                        ledgers.accept(partition, new EdgeRequests(replyTo, requests)));
        timers.startTimerWithFixedDelay(Signal.CHECK, CHECK_EVERY);
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::onMessage).build();
    }

    private Behavior<Message> onMessage(Message message) {
        long now = Elapsed.millis();
        switch (message) {
            case Ask ask ->
                doors.ask(ask.partition(), ask.command(), ask.deadline(), ask.answer(), now);
            case Replies replies -> doors.onReplies(replies.replies(), now);
            case Signal signal -> onSignal(signal, now);
            case Close close -> {
                doors.close();
                return Behaviors.stopped();
            }
        }
        flushSoon();
        return this;
    }

    private void onSignal(Signal signal, long now) {
        switch (signal) {
            case FLUSH -> {
                flushing = false;
                doors.flush();
            }
            case CHECK -> doors.check(now);
        }
    }

    private void flushSoon() {
        if (!flushing && doors.hasOutgoing()) {
            flushing = true;
            getContext().getSelf().tell(Signal.FLUSH);
        }
    }
}
