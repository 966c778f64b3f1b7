package exchange.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;

import exchange.serialization.CborSerializable;
import exchange.testkit.HeldCommits;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

class DirectJournalDaoTest {
    private static final int ENTITIES = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Database database = TestPostgres.freshDatabase();
    private final ActorTestKit kit = ActorTestKit.create(TestPostgres.config(database));

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void rowThatIsThereAlreadyStopsOnlyTheEntityThatWritesItAgain() throws Exception {
        List<ActorRef<Write>> entities = IntStream.range(0, ENTITIES)
                .mapToObj(i -> kit.spawn(Counter.create("entity-" + i, "exchange.journal.books")))
                .toList();
        write(entities);
        insertByHand("entity-5", 2);
        TestProbe<Object> watcher = kit.createTestProbe();

        List<TestProbe<Integer>> answers = send(entities);

        watcher.expectTerminated(entities.get(5), PATIENCE);
        answers.get(5).expectNoMessage();
        for (int i = 0; i < ENTITIES; i++) {
            if (i != 5) {
                answers.get(i).expectMessage(PATIENCE, 2);
            }
        }
    }

    @Test
    void booksAndLedgersAndTheirSnapshotsShareTheTables() throws Exception {
        ActorRef<Write> book = kit.spawn(Counter.create("book", "exchange.journal.books"));
        ActorRef<Write> ledger = kit.spawn(Counter.create("ledger", "exchange.journal.ledgers"));
        write(List.of(book, ledger));
        write(List.of(book, ledger));
        kit.stop(book);
        kit.stop(ledger);

        ActorRef<Write> again = kit.spawn(Counter.create("ledger", "exchange.journal.ledgers"));
        List<TestProbe<Integer>> answers = send(List.of(again));

        answers.get(0).expectMessage(PATIENCE, 3);
        assertThat(count("SELECT count(*) FROM event_journal")).isEqualTo(5);
        assertThat(count("SELECT count(*) FROM snapshot")).isEqualTo(2);
    }

    @Test
    void nothingIsAnsweredBeforeItsCommitAndEveryWaitEndsInTime() throws Exception {
        ActorRef<Write> entity = kit.spawn(Counter.create("slow", "exchange.journal.books"));
        write(List.of(entity));

        HeldCommits held = HeldCommits.hold(database, Duration.ofSeconds(1));
        TestProbe<Integer> answer = send(List.of(entity)).get(0);
        held.awaitOne();
        assertThat(count("SELECT count(*) FROM event_journal")).isEqualTo(1);
        answer.expectNoMessage(Duration.ofMillis(200));
        answer.expectMessage(PATIENCE, 2);

        HeldCommits.hold(database, Duration.ofSeconds(30));
        TestProbe<Object> watcher = kit.createTestProbe();
        send(List.of(entity)).get(0).expectNoMessage(Duration.ofMillis(200));
        watcher.expectTerminated(entity, PATIENCE);
    }

    private void write(List<ActorRef<Write>> entities) {
        send(entities).forEach(answer -> answer.receiveMessage(PATIENCE));
    }

    private List<TestProbe<Integer>> send(List<ActorRef<Write>> entities) {
        List<TestProbe<Integer>> answers = new ArrayList<>();
        for (ActorRef<Write> entity : entities) {
            TestProbe<Integer> answer = kit.createTestProbe();
            entity.tell(new Write(answer.ref()));
            answers.add(answer);
        }
        return answers;
    }

    private void insertByHand(String persistenceId, long sequenceNumber) throws SQLException {
        try (Connection connection = TestPostgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO event_journal (persistence_id, sequence_number, writer, event_ser_id,
                      event_ser_manifest, event_payload) VALUES ('%s', %d, 'stale', 1, '', '')
                    """.formatted(persistenceId, sequenceNumber));
        }
    }

    private long count(String query) throws SQLException {
        try (Connection connection = TestPostgres.connect(database);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    record Write(ActorRef<Integer> replyTo) {}

    record Written(int number) implements CborSerializable {}

    record Count(int value) implements CborSerializable {}

    /** Persists one event per command and answers how many it has; a snapshot after the second. */
    static final class Counter extends EventSourcedBehavior<Write, Written, Count> {
        private final String journal;

        private Counter(String id, String journal) {
            super(PersistenceId.ofUniqueId(id));
            this.journal = journal;
        }

        static akka.actor.typed.Behavior<Write> create(String id, String journal) {
            return new Counter(id, journal);
        }

        @Override
        public String journalPluginId() {
            return journal;
        }

        @Override
        public String snapshotPluginId() {
            return "exchange.snapshots";
        }

        @Override
        public boolean shouldSnapshot(Count state, Written event, long sequenceNumber) {
            return sequenceNumber == 2;
        }

        @Override
        public Count emptyState() {
            return new Count(0);
        }

        @Override
        public CommandHandler<Write, Written, Count> commandHandler() {
            return (state, command) -> Effect()
                    .persist(new Written(state.value() + 1))
                    .thenRun(after -> command.replyTo().tell(after.value()));
        }

        @Override
        public EventHandler<Count, Written> eventHandler() {
            return (state, event) -> new Count(event.number());
        }
    }
}
