package exchange.readside;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.projection.ProjectionBehavior;

import exchange.ops.ProjectionMeters;
import exchange.sequencer.FrontMessage;
import exchange.sequencer.Push;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Follows its share of the entities: one projection each, woken by what the entity pushes and,
 * should that get lost, by a sweep. A fixed number of them in the cluster. Persists nothing itself:
 * where each projection is stands in the tables.
 */
final class ReadWorker extends AbstractBehavior<ReadWorker.Command> {

    sealed interface Command {}

    /** Ends the projections between two transactions, then the worker. */
    record Stop() implements Command {}

    private record Known(EntityName entity) implements Command {}

    private record Committed(String entity, long sequence) implements Command {}

    private record Swept(Map<String, Long> heads) implements Command {}

    private record SweepFailed(Throwable cause) implements Command {}

    private enum Wake implements Command {
        RENEW,
        SWEEP
    }

    private record Followed(
            EntityName entity,
            Hint hint,
            ProjectionMeters meters,
            ActorRef<ProjectionBehavior.Command> projection) {}

    private final ReadSideParts parts;
    private final int index;
    private final ActorRef<Push> subscriber;
    private final Consumer<EntityName> listener;
    private final Map<String, Followed> followed = new HashMap<>();
    private int spawned;
    private boolean stopping;

    static Behavior<Command> create(ReadSideParts parts, int index) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new ReadWorker(context, timers, parts, index)));
    }

    private ReadWorker(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            ReadSideParts parts,
            int index) {
        super(context);
        this.parts = parts;
        this.index = index;
        subscriber = context.messageAdapter(Push.class, ReadWorker::committed);
        ActorRef<Command> self = context.getSelf();
        listener = entity -> self.tell(new Known(entity));
        parts.entities().listen(listener);
        timers.startTimerWithFixedDelay(Wake.RENEW, parts.settings().renew());
        timers.startTimerWithFixedDelay(
                Wake.SWEEP, Duration.ZERO, parts.settings().sweep());
    }

    private static Command committed(Push push) {
        return switch (push) {
            case Push.Committed batch ->
                new Committed(batch.entity(), batch.event().sequence());
            case Push.Last last -> new Committed(last.entity(), last.sequence());
        };
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Command.class, this::onCommand)
                .onSignal(Terminated.class, this::onTerminated)
                .onSignal(PostStop.class, signal -> onPostStop())
                .build();
    }

    private Behavior<Command> onCommand(Command command) {
        switch (command) {
            case Known known -> follow(known.entity());
            case Committed committed -> onCommitted(committed);
            case Swept swept -> onSwept(swept.heads());
            case SweepFailed failed ->
                getContext()
                        .getLog()
                        .warn("the read side's sweep failed: {}", failed.cause().toString());
            case Wake wake -> onWake(wake);
            case Stop stop -> {
                return onStop();
            }
        }
        return this;
    }

    private void follow(EntityName entity) {
        if (stopping || !isMine(entity) || followed.containsKey(entity.id())) {
            return;
        }
        Hint hint = new Hint();
        ProjectionMeters meters = ReadSideParts.meters(entity);
        meters.began();
        String name = entity.persistenceId().replace('|', '-') + "-" + ++spawned;
        ActorRef<ProjectionBehavior.Command> projection =
                getContext().spawn(ProjectionBehavior.create(parts.projection(entity, hint)), name);
        getContext().watch(projection);
        followed.put(entity.id(), new Followed(entity, hint, meters, projection));
        parts.fronts().tell(entity, new FrontMessage.Subscribe(subscriber));
    }

    /** Every node comes to the same share. */
    private boolean isMine(EntityName entity) {
        int hash = entity.persistenceId().hashCode();
        return Math.floorMod(hash, parts.settings().workers()) == index;
    }

    private void onCommitted(Committed committed) {
        Followed one = followed.get(committed.entity());
        if (one != null) {
            one.meters().committed(committed.sequence());
            one.hint().committed(committed.sequence());
        }
    }

    private void onWake(Wake wake) {
        if (stopping) {
            return;
        }
        switch (wake) {
            case RENEW ->
                followed.values()
                        .forEach(each -> parts.fronts()
                                .tell(each.entity(), new FrontMessage.Subscribe(subscriber)));
            case SWEEP -> sweep();
        }
    }

    private void sweep() {
        List<String> mine = parts.entities().all().stream()
                .filter(this::isMine)
                .map(EntityName::persistenceId)
                .toList();
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(
                                () -> Sweep.heads(parts.pool(), mine), parts.blocking()),
                        (heads, failure) ->
                                failure == null ? new Swept(heads) : new SweepFailed(failure));
    }

    private void onSwept(Map<String, Long> heads) {
        heads.forEach((persistenceId, head) -> {
            EntityName entity = EntityName.of(persistenceId);
            parts.entities().add(entity);
            follow(entity);
            onCommitted(new Committed(entity.id(), head));
        });
    }

    private Behavior<Command> onTerminated(Terminated terminated) {
        followed.values().removeIf(each -> each.projection().equals(terminated.getRef()));
        if (stopping) {
            return followed.isEmpty() ? stopped() : this;
        }
        // Its stream restarts by itself, so this is a bug; the next sweep starts it again.
        getContext().getLog().error("projection {} ended by itself", terminated.getRef());
        return this;
    }

    private Behavior<Command> onStop() {
        stopping = true;
        for (Followed each : followed.values()) {
            parts.fronts().tell(each.entity(), new FrontMessage.Unsubscribe(subscriber));
            each.projection().tell(ProjectionBehavior.stopMessage());
        }
        return followed.isEmpty() ? stopped() : this;
    }

    private Behavior<Command> onPostStop() {
        parts.entities().unlisten(listener);
        return this;
    }

    private static Behavior<Command> stopped() {
        return Behaviors.stopped();
    }
}
