package exchange.persistence;

import akka.persistence.jdbc.config.JournalConfig;
import akka.persistence.jdbc.journal.dao.DefaultJournalDao;
import akka.persistence.jdbc.journal.dao.JournalTables;
import akka.serialization.Serialization;
import akka.stream.Materializer;

import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.collection.immutable.Set;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.runtime.BoxedUnit;

import slick.dbio.DBIOAction;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/**
 * Writes each entity's rows in a transaction of their own. The stock class puts the rows of several
 * entities into one transaction, so that a single refused row fails them all. Batching happens
 * inside our entities, where one row holds hundreds of commands.
 */
public final class DirectJournalDao extends DefaultJournalDao {

    /** The plugin calls this constructor by reflection, with exactly these parameters. */
    public DirectJournalDao(
            JdbcBackend.DatabaseDef database,
            JdbcProfile profile,
            JournalConfig config,
            Serialization serialization,
            ExecutionContext executionContext,
            Materializer materializer) {
        super(database, profile, config, serialization, executionContext, materializer);
    }

    @Override
    public Future<BoxedUnit> queueWriteJournalRows(
            Seq<Tuple2<JournalTables.JournalAkkaSerializationRow, Set<String>>> rows) {
        boolean alone = rows.size() == 1 && rows.head()._2().isEmpty();
        return alone ? insert(rows) : writeJournalRows(rows);
    }

    /**
     * One row is one statement, which PostgreSQL commits by itself: a round trip less, and no
     * moment in which a paused client holds the entity's next number without having committed it.
     */
    // Scala's type of an action with any effect cannot be written in Java.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private Future<BoxedUnit> insert(
            Seq<Tuple2<JournalTables.JournalAkkaSerializationRow, Set<String>>> rows) {
        DBIOAction action = queries().writeJournalRows(rows, ec());
        Future<Object> written = db().run(action);
        return written.map(count -> BoxedUnit.UNIT, ec());
    }
}
