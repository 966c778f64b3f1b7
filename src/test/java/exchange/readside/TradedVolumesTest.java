package exchange.readside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import exchange.persistence.Database;
import exchange.persistence.Pools;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

class TradedVolumesTest {
    private static final long SECOND = 1_000;

    private final Database database = TestPostgres.freshDatabase();

    /** A fill every second, of one quote unit each, by three accounts in turn. */
    private void fills(int count) throws SQLException {
        try (Connection connection = TestPostgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO fills SELECT 1 + i % 3, i, 'BTC-USD', i, false, i, 1,"
                    + " 1, 1, 1, 0, 0, i * " + SECOND + " FROM generate_series(1, " + count
                    + ") AS i");
            statement.execute("ANALYZE fills");
        }
    }

    @Test
    void volumesAreOfTheirTimeOnly() throws SQLException {
        fills(100);
        try (Pools pools = Pools.of(database, TestPostgres.config(database))) {
            TradedVolumes volumes = new TradedVolumes(pools.background());

            assertThat(volumes.ofAll(10 * SECOND, 16 * SECOND))
                    .extracting(TradedVolumes.Traded::account, TradedVolumes.Traded::quoteUnits)
                    .containsExactlyInAnyOrder(
                            tuple(1L, new BigDecimal(2)),
                            tuple(2L, new BigDecimal(2)),
                            tuple(3L, new BigDecimal(2)));
            assertThat(volumes.of(2, 10 * SECOND, 13 * SECOND))
                    .extracting(TradedVolumes.Traded::quoteUnits)
                    .containsExactly(BigDecimal.ONE);
        }
    }

    @Test
    void fillsOfOtherTimesAreNotRead() throws SQLException {
        fills(100_000);

        String plan = plan("SELECT account, symbol, sum(quote) FROM fills WHERE time >= "
                + 90_000 * SECOND + " AND time < " + 95_000 * SECOND + " GROUP BY account, symbol");

        assertThat(plan).contains("fills_by_time");
    }

    private String plan(String sql) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = TestPostgres.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN " + sql)) {
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }
}
