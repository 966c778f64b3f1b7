package exchange.sequencer;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.SnapshotAdapter;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.SignalHandler;

import exchange.sequencer.ChildLogic.Step;
import exchange.sequencer.ChildMessage.Decide;
import exchange.sequencer.ChildMessage.FromChild;
import exchange.sequencer.ChildMessage.Recovered;
import exchange.sequencer.ChildMessage.ToChild;

/**
 * One incarnation of an entity as an event-sourced actor: persists what {@link ChildLogic} decides,
 * each batch as one event. Owned by its front, one batch at a time. Its first commit is Started:
 * until then it tells nobody anything, so that no older writer can commit later. Its state is
 * changed before the commit, so a failed persist is its end; it is never restarted.
 */
final class EntityChild<C> extends EventSourcedBehavior<ToChild<C>, BatchEvent, EntityState<C>> {
    private final ActorContext<ToChild<C>> context;
    private final EntityKind<C> kind;
    private final ActorRef<FromChild> front;
    private final ChildLogic<C> logic;

    EntityChild(
            ActorContext<ToChild<C>> context,
            PersistenceId persistenceId,
            EntityKind<C> kind,
            int incarnation,
            ActorRef<FromChild> front) {
        super(persistenceId);
        this.context = context;
        this.kind = kind;
        this.front = front;
        this.logic = new ChildLogic<>(kind, incarnation);
    }

    @Override
    public EntityState<C> emptyState() {
        return new EntityState<>(kind.logic(persistenceId().entityId()));
    }

    @Override
    public CommandHandler<ToChild<C>, BatchEvent, EntityState<C>> commandHandler() {
        return this::onMessage;
    }

    private Effect<BatchEvent, EntityState<C>> onMessage(EntityState<C> state, ToChild<C> message) {
        return switch (message) {
            case Recovered<C> recovered -> onRecovered(state);
            case Decide<C> decide -> onDecide(state, decide);
        };
    }

    private Effect<BatchEvent, EntityState<C>> onRecovered(EntityState<C> state) {
        BatchEvent started = logic.started(state);
        return Effect().persist(started).thenRun(after -> front.tell(logic.ready(after, started)));
    }

    private Effect<BatchEvent, EntityState<C>> onDecide(EntityState<C> state, Decide<C> decide) {
        return switch (logic.decide(state, decide)) {
            case Step.Over over -> {
                front.tell(over.failed());
                yield Effect().stop();
            }
            case Step.Quiet quiet -> {
                if (quiet.snapshotDue()) {
                    storeSnapshot(state);
                }
                front.tell(logic.quiet(state, quiet));
                yield Effect().none();
            }
            case Step.Commit commit ->
                Effect().persist(commit.event()).thenRun(after -> onCommitted(after, commit));
        };
    }

    private void onCommitted(EntityState<C> state, Step.Commit commit) {
        front.tell(logic.committed(state, commit));
        if (logic.isSnapshotDue(state)) {
            storeSnapshot(state);
        }
    }

    private void storeSnapshot(EntityState<C> state) {
        SnapshotsAside.store(
                context, kind.snapshotPlugin(), persistenceId().id(), state.snapshot());
    }

    @Override
    public EventHandler<EntityState<C>, BatchEvent> eventHandler() {
        return EntityState::apply;
    }

    @Override
    public SignalHandler<EntityState<C>> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(
                        RecoveryCompleted.instance(),
                        state -> context.getSelf().tell(new Recovered<>()))
                .build();
    }

    /** Only the last batch before leaving waits for its snapshot; all others are stored aside. */
    @Override
    public boolean shouldSnapshot(EntityState<C> state, BatchEvent event, long sequence) {
        return state.isSnapshotWanted();
    }

    @Override
    public SnapshotAdapter<EntityState<C>> snapshotAdapter() {
        return snapshots(kind, persistenceId());
    }

    static <C> SnapshotAdapter<EntityState<C>> snapshots(EntityKind<C> kind, PersistenceId id) {
        return new SnapshotAdapter<>() {
            @Override
            public Object toJournal(EntityState<C> state) {
                return state.snapshot();
            }

            @Override
            public EntityState<C> fromJournal(Object stored) {
                return EntityState.of((EntitySnapshot) stored, kind.logic(id.entityId()));
            }
        };
    }

    @Override
    public String journalPluginId() {
        return kind.journalPlugin();
    }

    @Override
    public String snapshotPluginId() {
        return kind.snapshotPlugin();
    }
}
