package exchange.readside;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.Side;
import exchange.marketdata.Candle;
import exchange.marketdata.CandleInterval;
import exchange.marketdata.CandleSet;
import exchange.marketdata.PublicTrade;
import exchange.persistence.Database;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Candles in the tables, made in stretches, against those of all trades at once. */
final class CandleTablesTest {
    private static final String SYMBOL = "BTC-USD";

    private final Database database = TestPostgres.freshDatabase();

    @Test
    void stretchesMakeTheCandlesOfAllTrades() throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        CandleSet expected = new CandleSet();
        long time = 1_795_391_990_000L;

        try (Connection connection = TestPostgres.connect(database)) {
            for (long number = 1; number <= 200; ) {
                CandleRows stretch = new CandleRows(SYMBOL);
                for (int i = random.nextInt(20); i >= 0 && number <= 200; i--) {
                    time += random.nextInt(3) == 0 ? random.nextInt(40_000_000) : 100;
                    PublicTrade trade = new PublicTrade(
                            number++, 1 + random.nextInt(50), Long.MAX_VALUE, Side.SELL, time);
                    stretch.take(trade);
                    expected.add(trade);
                }
                stretch.write(connection);
            }

            for (CandleInterval interval : CandleInterval.values()) {
                assertThat(stored(connection, interval))
                        .as("seed " + seed + ", " + interval)
                        .isEqualTo(List.copyOf(expected.of(interval)));
            }
        }
    }

    private static List<Candle> stored(Connection connection, CandleInterval interval)
            throws SQLException {
        List<Candle> candles = new ArrayList<>();
        try (Statement select = connection.createStatement();
                var rows = select.executeQuery("SELECT " + CandleRows.COLUMNS
                        + " FROM candles WHERE symbol = '" + SYMBOL + "' AND seconds = "
                        + interval.seconds() + " ORDER BY start")) {
            while (rows.next()) {
                candles.add(CandleRows.read(rows));
            }
        }
        return candles;
    }
}
