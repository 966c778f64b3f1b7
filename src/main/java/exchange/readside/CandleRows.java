package exchange.readside;

import exchange.marketdata.Candle;
import exchange.marketdata.CandleInterval;
import exchange.marketdata.CandleSet;
import exchange.marketdata.PublicTrade;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The candles of one market as a stretch of its book makes them, or makes them grow. */
final class CandleRows {
    /** What {@link #read} reads. */
    static final String COLUMNS = "start, open_ticks, high_ticks, low_ticks, close_ticks, lots,"
            + " tick_lots, trades, last_trade";

    private static final String UPSERT = "INSERT INTO candles AS c (symbol, seconds, " + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (symbol, seconds, start) DO UPDATE SET"
            + " high_ticks = greatest(c.high_ticks, excluded.high_ticks),"
            + " low_ticks = least(c.low_ticks, excluded.low_ticks),"
            + " close_ticks = excluded.close_ticks, lots = c.lots + excluded.lots,"
            + " tick_lots = c.tick_lots + excluded.tick_lots,"
            + " trades = c.trades + excluded.trades, last_trade = excluded.last_trade";

    private final String symbol;
    private final CandleSet candles = new CandleSet();
    private boolean isEmpty = true;

    CandleRows(String symbol) {
        this.symbol = symbol;
    }

    void take(PublicTrade trade) {
        candles.add(trade);
        isEmpty = false;
    }

    void write(Connection connection) throws SQLException {
        if (isEmpty) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            for (CandleInterval interval : CandleInterval.values()) {
                for (Candle candle : candles.of(interval)) {
                    add(upsert, interval, candle);
                }
            }
            upsert.executeBatch();
        }
    }

    private void add(PreparedStatement upsert, CandleInterval interval, Candle candle)
            throws SQLException {
        upsert.setString(1, symbol);
        upsert.setInt(2, interval.seconds());
        upsert.setLong(3, candle.start());
        upsert.setLong(4, candle.open());
        upsert.setLong(5, candle.high());
        upsert.setLong(6, candle.low());
        upsert.setLong(7, candle.close());
        upsert.setBigDecimal(8, new BigDecimal(candle.lots()));
        upsert.setBigDecimal(9, new BigDecimal(candle.tickLots()));
        upsert.setLong(10, candle.trades());
        upsert.setLong(11, candle.lastTrade());
        upsert.addBatch();
    }

    static Candle read(ResultSet row) throws SQLException {
        return new Candle(
                row.getLong("start"),
                row.getLong("open_ticks"),
                row.getLong("high_ticks"),
                row.getLong("low_ticks"),
                row.getLong("close_ticks"),
                row.getBigDecimal("lots").toBigIntegerExact(),
                row.getBigDecimal("tick_lots").toBigIntegerExact(),
                row.getLong("trades"),
                row.getLong("last_trade"));
    }
}
