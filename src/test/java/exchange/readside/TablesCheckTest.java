package exchange.readside;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.persistence.Database;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

class TablesCheckTest {
    /** Those that are no projection, and where projections say how far they are. */
    private static final Set<String> NOT_PROJECTED = Set.of(
            "event_journal",
            "event_tag",
            "snapshot",
            "book_waypoints",
            "exchange_settings",
            "akka_projection_offset_store",
            "akka_projection_management",
            "read_side_progress",
            "flyway_schema_history",
            "users",
            "logins",
            "cluster_nodes",
            "refresh_tokens",
            "api_keys",
            "liability_proofs",
            "liability_roots",
            "liability_levels",
            "liability_leaves");

    @Test
    void everyTableThatIsMadeFromTheJournalsIsCompared() throws Exception {
        Database database = TestPostgres.freshDatabase();
        Set<String> tables = new TreeSet<>();
        try (Connection connection = TestPostgres.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }

        tables.removeAll(NOT_PROJECTED);

        assertThat(tables).isEqualTo(TablesCheck.TABLES.keySet());
    }
}
