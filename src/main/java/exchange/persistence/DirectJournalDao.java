package exchange.persistence;

import akka.persistence.jdbc.config.JournalConfig;
import akka.persistence.jdbc.journal.dao.DefaultJournalDao;
import akka.persistence.jdbc.journal.dao.JournalTables;
import akka.serialization.Serialization;
import akka.stream.Materializer;

import exchange.ops.DatabaseState;

import scala.Function1;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.collection.immutable.Set;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.runtime.BoxedUnit;

import slick.dbio.DBIOAction;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;
import slick.jdbc.SimpleJdbcAction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletionException;

/**
 * Writes each entity's rows in a transaction of their own. The stock class puts the rows of several
 * entities into one transaction, so that a single refused row fails them all. Batching happens
 * inside our entities, where one row holds hundreds of commands.
 */
public final class DirectJournalDao extends DefaultJournalDao {

    private static final String INSERT =
            "INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,"
                    + " adapter_manifest, event_ser_id, event_ser_manifest, event_payload)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    /** What sessions of the write pool are told when they begin, where they are our own. */
    private static final String TIMEOUTS = "SET LOCAL lock_timeout = '500ms';"
            + " SET LOCAL statement_timeout = '3s';"
            + " SET LOCAL idle_in_transaction_session_timeout = '1s'";

    private final boolean isPooled;
    private final DatabaseWatch watch;

    /** The plugin calls this constructor by reflection, with exactly these parameters. */
    public DirectJournalDao(
            JdbcBackend.DatabaseDef database,
            JdbcProfile profile,
            JournalConfig config,
            Serialization serialization,
            ExecutionContext executionContext,
            Materializer materializer) {
        super(database, profile, config, serialization, executionContext, materializer);
        this.watch = DatabaseWatch.of(materializer.system());
        this.isPooled = watch.database().isPooled();
    }

    @Override
    public Future<BoxedUnit> queueWriteJournalRows(
            Seq<Tuple2<JournalTables.JournalAkkaSerializationRow, Set<String>>> rows) {
        JournalTables.JournalAkkaSerializationRow row = rows.head()._1();
        boolean plain = rows.size() == 1
                && rows.head()._2().isEmpty()
                && row.metaSerId().isEmpty();
        return plain ? insert(row) : writeJournalRows(rows);
    }

    /**
     * One row is one statement, which PostgreSQL commits by itself: a round trip less, and no
     * moment in which a paused client holds the entity's next number without having committed it.
     * The statement is written out, because the library would build it anew for each row.
     */
    // Scala's type of an action with any effect cannot be written in Java.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private Future<BoxedUnit> insert(JournalTables.JournalAkkaSerializationRow row) {
        Function1<JdbcBackend.JdbcActionContext, BoxedUnit> insert = context -> {
            try {
                if (isPooled) {
                    insertWithSettings(context.connection(), row);
                } else {
                    insert(context.connection(), row);
                }
                return BoxedUnit.UNIT;
            } catch (SQLException e) {
                watch.failed(e);
                if (DatabaseState.takesNoWrites(e)) {
                    giveUp(context.connection());
                }
                throw new CompletionException(e);
            }
        };
        DBIOAction action = new SimpleJdbcAction<>(insert);
        return db().run(action);
    }

    private static void insert(Connection connection, JournalTables.JournalAkkaSerializationRow row)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, row.persistenceId());
            statement.setLong(2, row.sequenceNumber());
            statement.setString(3, row.writer());
            statement.setLong(4, row.writeTimestamp());
            statement.setString(5, row.adapterManifest());
            statement.setInt(6, row.eventSerId());
            statement.setString(7, row.eventSerManifest());
            statement.setBytes(8, row.eventPayload());
            statement.executeUpdate();
        }
    }

    /** Two round trips more: behind a pooler nobody knows what a session was told before. */
    private static void insertWithSettings(
            Connection connection, JournalTables.JournalAkkaSerializationRow row)
            throws SQLException {
        connection.setAutoCommit(false);
        try (Statement settings = connection.createStatement()) {
            settings.execute(TIMEOUTS);
            insert(connection, row);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** A session keeps being read-only when the server's setting is another by then. */
    private static void giveUp(Connection connection) {
        try {
            connection.unwrap(org.postgresql.jdbc.PgConnection.class).close();
        } catch (SQLException e) {
            // It is gone already.
        }
    }
}
