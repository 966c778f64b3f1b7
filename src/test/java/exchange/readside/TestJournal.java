package exchange.readside;

import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerFactWriter;
import exchange.book.BookFact;
import exchange.book.PackedBookFacts;
import exchange.persistence.Database;
import exchange.sequencer.Batch;
import exchange.sequencer.BatchContent;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.SequencerSerializer;
import exchange.testkit.TestPostgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes batches of facts into the journal as the entities would. */
final class TestJournal {
    private static final String INSERT = """
            INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
                adapter_manifest, event_ser_id, event_ser_manifest, event_payload)
            VALUES (?, ?, 'test', ?, '', 47110815, 'batch/1', ?)""";

    private final Database database;
    private final Map<EntityName, BatchEvent> last = new HashMap<>();

    TestJournal(Database database) {
        this.database = database;
    }

    /** Commits a ledger's batch and returns its sequence number. */
    long ledger(int partition, long time, LedgerFact... facts) {
        Batch batch = new Batch();
        batch.begin(time);
        LedgerFactWriter writer = new LedgerFactWriter();
        for (LedgerFact fact : facts) {
            writer.write(fact, batch);
        }
        return append(
                EntityName.ledger(partition), time, facts.length, batch.facts().toBytes());
    }

    /** Commits a book's batch and returns its sequence number. */
    long book(String symbol, long time, BookFact... facts) {
        byte[] packed = PackedBookFacts.of(time, List.of(facts));
        return append(EntityName.book(symbol), time, facts.length, packed);
    }

    long last(EntityName entity) {
        return last.containsKey(entity) ? last.get(entity).sequence() : 0;
    }

    BatchEvent lastEvent(EntityName entity) {
        return last.get(entity);
    }

    private long append(EntityName entity, long time, int count, byte[] facts) {
        byte[] content = new BatchContent(List.of(), count, List.of(), facts).pack();
        BatchEvent before = last.get(entity);
        byte[] hash = before == null ? new byte[BatchEvent.HASH_BYTES] : before.hash();
        long sequence = before == null ? 1 : before.sequence() + 1;
        BatchEvent event = new BatchEvent(BatchEvent.VERSION, sequence, time, hash, content);
        try (Connection connection = TestPostgres.connect(database);
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, entity.persistenceId());
            insert.setLong(2, sequence);
            insert.setLong(3, System.currentTimeMillis());
            insert.setBytes(4, SequencerSerializer.bytes(event));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        last.put(entity, event);
        return sequence;
    }
}
