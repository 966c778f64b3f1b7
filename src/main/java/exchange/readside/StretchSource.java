package exchange.readside;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.japi.Pair;
import akka.pattern.Patterns;
import akka.persistence.query.javadsl.CurrentEventsByPersistenceIdQuery;
import akka.projection.javadsl.SourceProvider;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;

import exchange.ops.ProjectionMeters;
import exchange.sequencer.BatchEvent;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * One entity's journal from an offset on, without end. Asks the journal only when a hint says that
 * there is more, and takes everything that was committed meanwhile, up to a number of bytes: under
 * load the stretches get longer and the transactions per batch fewer.
 */
final class StretchSource extends SourceProvider<Long, Stretch> {
    private final ActorSystem<?> system;
    private final CurrentEventsByPersistenceIdQuery journal;
    private final EntityName entity;
    private final Hint hint;
    private final ReadSideSettings settings;
    private final ProjectionMeters meters;

    StretchSource(
            ActorSystem<?> system,
            CurrentEventsByPersistenceIdQuery journal,
            EntityName entity,
            Hint hint,
            ReadSideSettings settings,
            ProjectionMeters meters) {
        this.system = system;
        this.journal = journal;
        this.entity = entity;
        this.hint = hint;
        this.settings = settings;
        this.meters = meters;
    }

    @Override
    public CompletionStage<Source<Stretch, NotUsed>> source(
            Supplier<CompletionStage<Optional<Long>>> offset) {
        return offset.get().thenApply(stored -> {
            meters.resumedAfter(stored.orElse(0L));
            return after(stored.orElse(0L));
        });
    }

    @Override
    public Long extractOffset(Stretch stretch) {
        return stretch.last();
    }

    @Override
    public long extractCreationTime(Stretch stretch) {
        return stretch.time();
    }

    /** Where the stream stands: the last batch read, and whether it ran at full load then. */
    private record Position(long sequence, boolean busy) {}

    private Source<Stretch, NotUsed> after(long sequence) {
        return Source.unfoldAsync(new Position(sequence, false), this::next);
    }

    private CompletionStage<Optional<Pair<Position, Stretch>>> next(Position position) {
        return rest(position)
                .thenCompose(rested -> hint.after(position.sequence()))
                .thenCompose(known -> read(position.sequence(), known))
                .thenApply(batches -> Optional.of(step(position.sequence(), batches)));
    }

    /** While there is much to do, a pause makes longer stretches, whose rows are written once. */
    private CompletionStage<?> rest(Position position) {
        return position.busy() && !settings.pause().isZero()
                ? Patterns.after(
                        settings.pause(), system, () -> CompletableFuture.completedFuture(""))
                : CompletableFuture.completedFuture("");
    }

    private CompletionStage<List<BatchEvent>> read(long last, long known) {
        long[] bytes = new long[1];
        return journal.currentEventsByPersistenceId(entity.persistenceId(), last + 1, known)
                .map(envelope -> (BatchEvent) envelope.event())
                .takeWhile(
                        batch -> (bytes[0] += batch.bytes().length) < settings.stretchBytesMax(),
                        true)
                .runWith(Sink.seq(), system);
    }

    private Pair<Position, Stretch> step(long last, List<BatchEvent> batches) {
        long expected = last;
        long bytes = 0;
        for (BatchEvent batch : batches) {
            if (batch.sequence() != ++expected) {
                throw new IllegalStateException("the journal of " + entity.persistenceId()
                        + " has batch " + batch.sequence() + " where " + expected + " belongs");
            }
            bytes += batch.bytes().length;
        }
        if (batches.isEmpty()) {
            throw new IllegalStateException("the journal of " + entity.persistenceId()
                    + " has nothing after batch " + last + ", but more was said to be committed");
        }
        boolean full = bytes >= settings.stretchBytesMax();
        boolean many = bytes >= settings.busyBytes() || batches.size() >= settings.busyBatches();
        boolean busy = !full && many;
        return Pair.create(new Position(expected, busy), new Stretch(entity, batches));
    }
}
