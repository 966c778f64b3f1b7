package exchange.readside;

import exchange.book.BookFact;
import exchange.book.BookFacts;
import exchange.sequencer.BatchEvent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Writes what a stretch of a book says into the tables: trades, changes of the price, the rules.
 */
final class BookTables {
    private static final String INSERT_TRADES = """
            INSERT INTO trades (symbol, trade_number, taker_side, price_ticks, quantity_lots,
                maker_order_id, maker_account, taker_order_id, taker_account, time)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String INSERT_PRICES = "INSERT INTO prices"
            + " (symbol, trade_number, price_ticks, time) SELECT * FROM unnest(?, ?, ?, ?)";
    private static final String LAST_PRICE = "SELECT price_ticks FROM prices WHERE symbol = ?"
            + " ORDER BY trade_number DESC LIMIT 1";

    private static final long NO_PRICE = 0;

    void write(Connection connection, Stretch stretch) throws SQLException {
        Collected all = new Collected(stretch.entity().id());
        for (BatchEvent batch : stretch.batches()) {
            long time = batch.time();
            BookFacts.decode(
                    batch.content().facts(), time, (fact, sequence) -> all.take(fact, time));
        }
        all.write(connection);
    }

    /** The rows of one stretch. */
    private static final class Collected {
        private final String symbol;
        private final Rows trades = new Rows(1, 9);
        private final Rows prices = new Rows(1, 3);
        private final MarketRow market;
        private long firstPrice = NO_PRICE;
        private long lastPrice = NO_PRICE;
        private long[] firstTrade = {};

        Collected(String symbol) {
            this.symbol = symbol;
            this.market = new MarketRow(symbol);
        }

        void take(BookFact fact, long time) {
            switch (fact) {
                case BookFact.OfMarket ofMarket -> market.take(ofMarket);
                case BookFact.Traded traded -> takeTrade(traded, time);
                case BookFact.OfOrder ofOrder -> {}
            }
        }

        private void takeTrade(BookFact.Traded traded, long time) {
            trades.texts(symbol)
                    .numbers(
                            traded.tradeNumber(),
                            traded.takerSide().code(),
                            traded.priceTicks(),
                            traded.quantityLots(),
                            traded.makerOrderId(),
                            traded.makerAccount(),
                            traded.takerOrderId(),
                            traded.takerAccount(),
                            time);
            long price = traded.priceTicks();
            if (lastPrice == NO_PRICE) {
                firstPrice = price;
                firstTrade = new long[] {traded.tradeNumber(), price, time};
            } else if (price != lastPrice) {
                prices.texts(symbol).numbers(traded.tradeNumber(), price, time);
            }
            lastPrice = price;
        }

        void write(Connection connection) throws SQLException {
            market.write(connection);
            if (firstTrade.length > 0 && storedPrice(connection) != firstPrice) {
                prices.texts(symbol).numbers(firstTrade);
            }
            trades.execute(connection, INSERT_TRADES);
            prices.execute(connection, INSERT_PRICES);
        }

        private long storedPrice(Connection connection) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(LAST_PRICE)) {
                select.setString(1, symbol);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? row.getLong(1) : NO_PRICE;
                }
            }
        }
    }
}
