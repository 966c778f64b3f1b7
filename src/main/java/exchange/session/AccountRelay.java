package exchange.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PreRestart;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;

import exchange.sequencer.BatchEvent;
import exchange.sequencer.BatchOrder;
import exchange.sequencer.FrontMessage;
import exchange.sequencer.Push;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Tells sessions what happened to their accounts. One per node and ledger partition. Hears each
 * committed batch once, decodes it once, and hands the events to whoever follows their account, in
 * order and without a gap: batches it missed are read from the journal first. Persists nothing; a
 * session that comes gets what is committed from then on.
 */
public final class AccountRelay extends AbstractBehavior<AccountRelay.Message> {
    private static final Duration RENEW_EVERY = Duration.ofSeconds(3);
    private static final Duration RESTART_AFTER = Duration.ofMillis(500);
    private static final Duration RESTART_AFTER_AT_MOST = Duration.ofSeconds(30);
    private static final int AHEAD_MAX = 256;
    private static final int TRY_AGAIN_LATER = 1013;

    public sealed interface Message {}

    /** Events of the account go to the subscriber until it stops. */
    public record Follow(long account, ActorRef<SessionMessage> subscriber) implements Message {}

    private record Left(long account, ActorRef<SessionMessage> subscriber) implements Message {}

    private record Pushed(Push push) implements Message {}

    private record RowsRead(List<BatchEvent> batches) implements Message {}

    private record RowsFailed(Throwable failure) implements Message {}

    private enum Timer implements Message {
        RENEW
    }

    /** Where batches are read that were committed but never heard of. */
    public interface Missed {

        /** Those of the partition from one number to another, in order; perhaps only the first. */
        CompletionStage<List<BatchEvent>> read(long from, long to);
    }

    private final int partition;
    private final Consumer<FrontMessage> ledger;
    private final Missed missed;
    private final ActorRef<Push> pushes;
    private final Followers followers = new Followers();
    private final BatchOrder order = new BatchOrder(AHEAD_MAX);
    private boolean isReading;

    /** @param ledger sends to the partition's front */
    public static Behavior<Message> create(
            int partition, Consumer<FrontMessage> ledger, Missed missed) {
        Behavior<Message> relay = Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new AccountRelay(context, timers, partition, ledger, missed)));
        return Behaviors.supervise(relay)
                .onFailure(SupervisorStrategy.restartWithBackoff(
                        RESTART_AFTER, RESTART_AFTER_AT_MOST, 0.2));
    }

    private AccountRelay(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            int partition,
            Consumer<FrontMessage> ledger,
            Missed missed) {
        super(context);
        this.partition = partition;
        this.ledger = ledger;
        this.missed = missed;
        this.pushes = context.messageAdapter(Push.class, Pushed::new);
        timers.startTimerWithFixedDelay(Timer.RENEW, RENEW_EVERY);
        subscribe();
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onAnyMessage(this::onMessage)
                .onSignal(PreRestart.class, signal -> onBreak())
                .build();
    }

    private Behavior<Message> onMessage(Message message) {
        switch (message) {
            case Follow follow -> onFollow(follow);
            case Left left -> followers.remove(left.account(), left.subscriber());
            case Pushed pushed -> onPush(pushed.push());
            case RowsRead read -> onRows(read.batches());
            case RowsFailed failed -> onRowsFailed(failed.failure());
            case Timer timer -> subscribe();
        }
        return this;
    }

    /** Whoever followed may have missed something, so their clients have to connect again. */
    private Behavior<Message> onBreak() {
        followers.end(TRY_AGAIN_LATER, "account events broke off, connect again");
        return this;
    }

    private void subscribe() {
        ledger.accept(new FrontMessage.Subscribe(pushes));
    }

    private void onFollow(Follow follow) {
        followers.add(follow.account(), follow.subscriber());
        getContext()
                .watchWith(follow.subscriber(), new Left(follow.account(), follow.subscriber()));
        if (order.hasPlace()) {
            follow.subscriber().tell(new SessionMessage.Following(follow.account()));
        }
    }

    private void onPush(Push push) {
        boolean hadPlace = order.hasPlace();
        switch (push) {
            case Push.Committed committed -> order.heard(committed.event(), followers.isEmpty());
            case Push.Last last -> order.heardOf(last.sequence(), followers.isEmpty());
        }
        if (!hadPlace) {
            followers.tellFollowing();
        }
        publish();
    }

    private void publish() {
        order.take(followers::publish);
        if (order.hasGap() && !isReading) {
            isReading = true;
            getContext()
                    .pipeToSelf(
                            missed.read(order.next(), order.gapEnd()),
                            (batches, failure) -> failure == null
                                    ? new RowsRead(batches)
                                    : new RowsFailed(failure));
        }
    }

    private void onRows(List<BatchEvent> batches) {
        isReading = false;
        long before = order.next();
        batches.forEach(batch -> {
            order.fill(batch);
            order.take(followers::publish);
        });
        if (order.next() > before) {
            publish();
        }
    }

    /** The ledger says its last number every second, and then the rows are asked for again. */
    private void onRowsFailed(Throwable failure) {
        isReading = false;
        getContext()
                .getLog()
                .warn(
                        "cannot read batches {} to {} of ledger {}, its sessions wait",
                        order.next(),
                        order.gapEnd(),
                        partition,
                        failure);
    }
}
