package exchange.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.javadsl.Adapter;
import akka.persistence.jdbc.db.SlickExtension;
import akka.persistence.jdbc.db.SlickExtensionImpl;

import com.typesafe.config.Config;

import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.Test;

import slick.jdbc.JdbcBackend;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What PostgreSQL itself says of the sessions of each pool. */
final class SessionSettingsTest {
    private static final List<String> BOUNDS =
            List.of("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout");

    private final Database database = TestPostgres.freshDatabase();
    private final Config config = TestPostgres.config(database);

    @Test
    void sessionsThatWriteTheJournalEndEveryWaitBeforeAHandOffDoes() throws Exception {
        ActorTestKit kit = ActorTestKit.create(config);
        try {
            for (String journal : List.of("exchange.journal.books", "exchange.journal.ledgers")) {
                JdbcBackend.SessionDef session = slick(kit)
                        .database(config.getConfig(journal))
                        .database()
                        .createSession();
                try {
                    assertThat(shown(session.conn())).containsExactly("500ms", "3s", "1s");
                    assertThat(session.conn().getNetworkTimeout()).isEqualTo(4_000);
                } finally {
                    session.close();
                }
            }
        } finally {
            kit.shutdownTestKit();
        }
    }

    @Test
    void sessionsThatAnswerQuestionsAreBoundedAndThoseInTheBackgroundAreNot() throws Exception {
        try (Pools pools = Pools.of(database, config);
                Connection query = pools.queries().getConnection();
                Connection background = pools.background().getConnection()) {
            assertThat(shown(query)).containsExactly("500ms", "3s", "2s");
            assertThat(query.getNetworkTimeout()).isEqualTo(5_000);
            assertThat(shown(background)).containsExactly("0", "0", "0");
            assertThat(background.getNetworkTimeout()).isZero();
        }
    }

    private static SlickExtensionImpl slick(ActorTestKit kit) {
        return (SlickExtensionImpl) SlickExtension.get(Adapter.toClassic(kit.system()));
    }

    private static List<String> shown(Connection connection) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (String name : BOUNDS) {
                try (ResultSet row = statement.executeQuery("SHOW " + name)) {
                    row.next();
                    values.add(row.getString(1));
                }
            }
        }
        return values;
    }
}
