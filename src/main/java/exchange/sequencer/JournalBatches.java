package exchange.sequencer;

import akka.actor.typed.ActorSystem;
import akka.persistence.jdbc.query.javadsl.JdbcReadJournal;
import akka.persistence.query.PersistenceQuery;
import akka.persistence.typed.PersistenceId;
import akka.stream.Materializer;
import akka.stream.javadsl.Sink;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Reads batches that a follower missed from the journal, a bounded number at a time. */
public final class JournalBatches {
    private static final int BATCHES_MAX = 50;

    private final JdbcReadJournal journal;
    private final Materializer materializer;

    public JournalBatches(ActorSystem<?> system) {
        this.journal = PersistenceQuery.get(system)
                .getReadJournalFor(JdbcReadJournal.class, "exchange.queries");
        this.materializer = Materializer.createMaterializer(system);
    }

    /**
     * The batches of an entity from one number to another, in order; perhaps only the first of
     * them.
     *
     * @param kind the entity type, as in its persistence id
     */
    public CompletionStage<List<BatchEvent>> read(String kind, String name, long from, long to) {
        return journal.currentEventsByPersistenceId(
                        PersistenceId.of(kind, name).id(),
                        from,
                        Math.min(to, from + BATCHES_MAX - 1))
                .map(envelope -> (BatchEvent) envelope.event())
                .runWith(Sink.seq(), materializer);
    }
}
