package exchange.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.persistence.Database;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The queries in docs/journal.md, run on a journal as the exchange writes it. */
final class JournalDocTest {
    private static final int ROWS = 300;
    private static final long TIME = 1_795_000_000_000L;

    private final Database database = TestPostgres.freshDatabase();

    @Test
    void wholeJournalHasNoFirstWrongRow() throws Exception {
        try (Connection connection = TestPostgres.connect(database)) {
            write(connection, "OrderBook|BTC-USD");
            write(connection, "Ledger|0");

            assertThat(query(connection, chainQuery())).isEmpty();
        }
    }

    @Test
    void changedByteIsFoundInTheRowAfterIt() throws Exception {
        try (Connection connection = TestPostgres.connect(database)) {
            write(connection, "OrderBook|BTC-USD");
            write(connection, "Ledger|0");
            change(
                    connection,
                    "UPDATE event_journal SET event_payload ="
                            + " set_byte(event_payload, length(event_payload) - 1, 7)"
                            + " WHERE persistence_id = 'Ledger|0' AND sequence_number = 200");

            assertThat(query(connection, chainQuery())).containsExactly("Ledger|0 201");
        }
    }

    @Test
    void lostRowIsFound() throws Exception {
        try (Connection connection = TestPostgres.connect(database)) {
            write(connection, "Ledger|0");
            change(connection, "DELETE FROM event_journal WHERE sequence_number = 127");

            assertThat(query(connection, chainQuery())).containsExactly("Ledger|0 128");
        }
    }

    @Test
    void otherQueriesAnswerToo() throws Exception {
        try (Connection connection = TestPostgres.connect(database)) {
            write(connection, "Ledger|0");

            assertThat(query(connection, queries().get(1)))
                    .singleElement()
                    .asString()
                    .startsWith("Ledger|0 " + ROWS);
            assertThat(query(connection, queries().get(2)))
                    .singleElement()
                    .asString()
                    .startsWith("Ledger|0 1 writer");
        }
    }

    private static String chainQuery() throws Exception {
        return queries().getFirst();
    }

    private static List<String> queries() throws Exception {
        return Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/journal.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static void write(Connection connection, String persistenceId) throws SQLException {
        byte[] previous = new byte[BatchEvent.HASH_BYTES];
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO event_journal"
                + " (persistence_id, sequence_number, writer, write_timestamp, event_ser_id,"
                + " event_ser_manifest, event_payload)"
                + " VALUES (?, ?, 'writer', ?, 47110815, 'batch/1', ?)")) {
            for (int sequence = 1; sequence <= ROWS; sequence++) {
                byte[] content = {2, 0, 0, (byte) sequence, 1};
                BatchEvent event = new BatchEvent(
                        BatchEvent.VERSION, sequence, TIME + sequence, previous, content);
                insert.setString(1, persistenceId);
                insert.setLong(2, sequence);
                insert.setLong(3, event.time());
                insert.setBytes(4, SequencerSerializer.bytes(event));
                insert.addBatch();
                previous = event.hash();
            }
            insert.executeBatch();
        }
    }

    private static void change(Connection connection, String statement) throws SQLException {
        try (Statement change = connection.createStatement()) {
            assertThat(change.executeUpdate(statement)).isEqualTo(1);
        }
    }

    /** Each row's columns with a space between. */
    private static List<String> query(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(result.getString(i));
                }
                rows.add(String.join(" ", columns));
            }
        }
        return rows;
    }
}
