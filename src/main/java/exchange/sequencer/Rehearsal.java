package exchange.sequencer;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.RecoveryFailed;
import akka.persistence.typed.SnapshotAdapter;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.SignalHandler;

import java.util.concurrent.CompletableFuture;

/**
 * Reads an entity's journal as its child would that takes it over, and forgets it again. So the
 * first entity that comes to a node that has just started finds its classes, pools and code warm,
 * and whoever trades there does not wait for them. Writes nothing, so it may run while the entity
 * lives elsewhere.
 */
public final class Rehearsal<C>
        extends EventSourcedBehavior<Rehearsal.Over, BatchEvent, EntityState<C>> {
    private final ActorContext<Over> context;
    private final EntityKind<C> kind;
    private final CompletableFuture<Void> done;

    /** What it tells itself. */
    public record Over() {}

    private Rehearsal(
            ActorContext<Over> context,
            EntityKind<C> kind,
            String name,
            CompletableFuture<Void> done) {
        super(PersistenceId.of(kind.name(), name));
        this.context = context;
        this.kind = kind;
        this.done = done;
    }

    /** @param done completes when it has read all there is, or could not */
    public static <C> Behavior<Over> create(
            EntityKind<C> kind, String name, CompletableFuture<Void> done) {
        return Behaviors.setup(context -> new Rehearsal<>(context, kind, name, done));
    }

    @Override
    public EntityState<C> emptyState() {
        return new EntityState<>(kind.logic(persistenceId().entityId()));
    }

    @Override
    public CommandHandler<Over, BatchEvent, EntityState<C>> commandHandler() {
        return (state, over) -> Effect().stop();
    }

    @Override
    public EventHandler<EntityState<C>, BatchEvent> eventHandler() {
        return EntityState::apply;
    }

    @Override
    public SignalHandler<EntityState<C>> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), state -> {
                    done.complete(null);
                    context.getSelf().tell(new Over());
                })
                .onSignal(RecoveryFailed.class, (state, failed) -> done.complete(null))
                .build();
    }

    @Override
    public SnapshotAdapter<EntityState<C>> snapshotAdapter() {
        return EntityChild.snapshots(kind, persistenceId());
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
