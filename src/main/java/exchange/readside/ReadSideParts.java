package exchange.readside;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.persistence.jdbc.query.javadsl.JdbcReadJournal;
import akka.persistence.query.PersistenceQuery;
import akka.projection.Projection;
import akka.projection.ProjectionId;
import akka.projection.jdbc.javadsl.JdbcProjection;

import exchange.ops.Metrics;
import exchange.ops.ProjectionMeters;

import java.util.concurrent.Executor;

import javax.sql.DataSource;

/** What all workers of one node share. */
record ReadSideParts(
        ActorSystem<?> system,
        DataSource pool,
        ReadSideSettings settings,
        KnownEntities entities,
        Fronts fronts) {

    private static final String BLOCKING = "akka.projection.jdbc.blocking-jdbc-dispatcher";
    private static final String JOURNAL = "exchange.queries";
    private static final double RANDOM = 0.2;

    /** Where statements may block. */
    Executor blocking() {
        return system.dispatchers().lookup(DispatcherSelector.fromConfig(BLOCKING));
    }

    static ProjectionMeters meters(EntityName entity) {
        return Metrics.process().projection(entity.persistenceId());
    }

    /** Everything from an entity's journal to its rows, exactly once. */
    Projection<Stretch> projection(EntityName entity, Hint hint) {
        JdbcReadJournal journal =
                PersistenceQuery.get(system).getReadJournalFor(JdbcReadJournal.class, JOURNAL);
        ProjectionMeters meters = meters(entity);
        return JdbcProjection.exactlyOnce(
                        ProjectionId.of(ReadSide.PROJECTION, entity.persistenceId()),
                        new StretchSource(system, journal, entity, hint, settings, meters),
                        () -> new Transaction(pool),
                        StretchHandler::new,
                        system)
                .withStatusObserver(new ProjectionStatus(meters))
                .withRestartBackoff(settings.restartMin(), settings.restartMax(), RANDOM);
    }
}
