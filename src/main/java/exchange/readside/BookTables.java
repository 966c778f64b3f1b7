package exchange.readside;

import exchange.book.BookFact;
import exchange.book.BookFacts;
import exchange.market.Side;
import exchange.marketdata.PublicTrade;
import exchange.sequencer.BatchEvent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Writes what a stretch of a book says into the tables: trades, changes of the price, the rules.
 */
final class BookTables {
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
        private final CopyRows prices =
                new CopyRows("prices", "symbol", "trade_number", "price_ticks", "time");
        private final CopyRows trades = new CopyRows(
                "trades",
                "symbol",
                "trade_number",
                "taker_side",
                "price_ticks",
                "quantity_lots",
                "maker_order_id",
                "maker_account",
                "taker_order_id",
                "taker_account",
                "time");
        private final MarketRow market;
        private final CandleRows candles;
        private long lastPrice = NO_PRICE;
        private Optional<Price> first = Optional.empty();

        private record Price(long tradeNumber, long ticks, long time) {}

        Collected(String symbol) {
            this.symbol = symbol;
            this.market = new MarketRow(symbol);
            this.candles = new CandleRows(symbol);
        }

        void take(BookFact fact, long time) {
            PublicTrade.of(fact, time).ifPresent(candles::take);
            switch (fact) {
                case BookFact.OfMarket ofMarket -> market.take(ofMarket, time);
                case BookFact.Traded traded -> takeTrade(traded, time);
                case BookFact.AuctionTraded traded -> takeTrade(traded, time);
                case BookFact.OfOrder ofOrder -> {}
            }
        }

        private void takeTrade(BookFact.Traded traded, long time) {
            trades.row()
                    .text(symbol)
                    .bigint(traded.tradeNumber())
                    .smallint(traded.takerSide().code())
                    .bigint(traded.priceTicks())
                    .bigint(traded.quantityLots())
                    .bigint(traded.makerOrderId())
                    .bigint(traded.makerAccount())
                    .bigint(traded.takerOrderId())
                    .bigint(traded.takerAccount())
                    .bigint(time);
            takePrice(new Price(traded.tradeNumber(), traded.priceTicks(), time));
        }

        /** The table wants a taker where there is none: the buyer. */
        private void takeTrade(BookFact.AuctionTraded traded, long time) {
            trades.row()
                    .text(symbol)
                    .bigint(traded.tradeNumber())
                    .smallint(Side.BUY.code())
                    .bigint(traded.priceTicks())
                    .bigint(traded.quantityLots())
                    .bigint(traded.sellOrderId())
                    .bigint(traded.sellAccount())
                    .bigint(traded.buyOrderId())
                    .bigint(traded.buyAccount())
                    .bigint(time);
            takePrice(new Price(traded.tradeNumber(), traded.priceTicks(), time));
        }

        private void takePrice(Price price) {
            if (lastPrice == NO_PRICE) {
                first = Optional.of(price);
            } else if (price.ticks() != lastPrice) {
                addPrice(price);
            }
            lastPrice = price.ticks();
        }

        void write(Connection connection) throws SQLException {
            market.write(connection);
            if (first.isPresent() && storedPrice(connection) != first.get().ticks()) {
                addPrice(first.get());
            }
            trades.write(connection);
            prices.write(connection);
            candles.write(connection);
        }

        private void addPrice(Price price) {
            prices.row()
                    .text(symbol)
                    .bigint(price.tradeNumber())
                    .bigint(price.ticks())
                    .bigint(price.time());
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
