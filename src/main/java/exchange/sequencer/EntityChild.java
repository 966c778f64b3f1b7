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

import exchange.sequencer.BatchContent.Incarnation;
import exchange.sequencer.ChildMessage.Decide;
import exchange.sequencer.ChildMessage.DecideFailed;
import exchange.sequencer.ChildMessage.Done;
import exchange.sequencer.ChildMessage.FromChild;
import exchange.sequencer.ChildMessage.Ready;
import exchange.sequencer.ChildMessage.Recovered;
import exchange.sequencer.ChildMessage.ToChild;

import java.util.List;

/**
 * One incarnation of an entity: decides batches and persists each as one event. Owned by its front,
 * one batch at a time. Its first commit is Started: until then it tells nobody anything, so that no
 * older writer can commit later. Its state is changed before the commit, so a failed persist is its
 * end; it is never restarted.
 */
final class EntityChild<C> extends EventSourcedBehavior<ToChild<C>, BatchEvent, EntityState<C>> {
    private final ActorContext<ToChild<C>> context;
    private final EntityKind<C> kind;
    private final int incarnation;
    private final ActorRef<FromChild> front;
    private final Decider<C> decider;

    EntityChild(
            ActorContext<ToChild<C>> context,
            PersistenceId persistenceId,
            EntityKind<C> kind,
            int incarnation,
            ActorRef<FromChild> front) {
        super(persistenceId);
        this.context = context;
        this.kind = kind;
        this.incarnation = incarnation;
        this.front = front;
        this.decider = new Decider<>(kind.limits());
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
        Batch batch = decider.begin(Math.max(kind.clock().getAsLong(), state.time()));
        Incarnation born = new Incarnation(kind.node(), kind.software());
        BatchEvent event = state.sealStarted(born, batch);
        return Effect()
                .persist(event)
                .thenRun(after -> front.tell(new Ready(
                        incarnation,
                        after.sequence(),
                        after.time(),
                        decider.allPeers(after),
                        deadline(after),
                        event)));
    }

    private Effect<BatchEvent, EntityState<C>> onDecide(EntityState<C> state, Decide<C> decide) {
        int consumed;
        try {
            consumed = decider.decide(state, decide);
        } catch (RuntimeException | Error failure) {
            front.tell(new DecideFailed(incarnation, decider.culprit(), failure));
            return Effect().stop();
        }
        if (decide.last()) {
            state.wantSnapshot();
        } else if (decider.isEmpty(state)) {
            if (decide.inputs().isEmpty() && isIdleSnapshotDue(state)) {
                storeSnapshot(state);
            }
            front.tell(done(state, consumed, List.of()));
            return Effect().none();
        }
        BatchEvent event = state.seal(decider.batch());
        return Effect().persist(event).thenRun(after -> {
            front.tell(done(after, consumed, List.of(event)));
            if (after.isSnapshotWorth(kind.limits().snapshotAfterFacts())) {
                storeSnapshot(after);
            }
        });
    }

    private void storeSnapshot(EntityState<C> state) {
        SnapshotsAside.store(
                context, kind.snapshotPlugin(), persistenceId().id(), state.snapshot());
    }

    private Done done(EntityState<C> state, int consumed, List<BatchEvent> committed) {
        return new Done(
                incarnation,
                consumed,
                committed,
                decider.answers(state),
                decider.peers(state),
                deadline(state),
                state.isSnapshotWorth(1),
                isIdleSnapshotDue(state));
    }

    private boolean isIdleSnapshotDue(EntityState<C> state) {
        return state.isSnapshotWorth(kind.limits().snapshotIdleFacts());
    }

    private long deadline(EntityState<C> state) {
        return state.logic().nextDeadline();
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
        return new SnapshotAdapter<>() {
            @Override
            public Object toJournal(EntityState<C> state) {
                return state.snapshot();
            }

            @Override
            public EntityState<C> fromJournal(Object stored) {
                return EntityState.of(
                        (EntitySnapshot) stored, kind.logic(persistenceId().entityId()));
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
