package exchange.readside;

import exchange.book.BookFact;
import exchange.market.AccountLimits;
import exchange.market.CircuitBreaker;
import exchange.market.MarketRules;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rules of one market as a stretch of its book changes them. */
final class MarketRow {
    private static final String INSERT = """
            INSERT INTO markets (symbol, base, base_scale, quote, quote_scale, tick_size,
                tick_scale, lot_size, lot_scale, min_notional, max_notional, maker_fee, taker_fee,
                collar, state, state_since, breaker_move, breaker_window, breaker_halt,
                breaker_auction, limit_open_orders, limit_stops, limit_price_low,
                limit_price_high, revision)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)""";
    private static final String CHANGE_RULES = "UPDATE markets SET maker_fee = ?, taker_fee = ?,"
            + " collar = ?, min_notional = ?, max_notional = ?, breaker_move = ?,"
            + " breaker_window = ?, breaker_halt = ?, breaker_auction = ?,"
            + " limit_open_orders = ?, limit_stops = ?, limit_price_low = ?, limit_price_high = ?,"
            + " revision = revision + 1 WHERE symbol = ?";
    private static final String CHANGE_STATE = "UPDATE markets SET state = ?, state_reason = ?,"
            + " state_since = ?, state_ends_at = ?, revision = revision + 1 WHERE symbol = ?";

    private final String symbol;
    private final List<Timed> facts = new ArrayList<>();

    private record Timed(BookFact.OfMarket fact, long time) {}

    MarketRow(String symbol) {
        this.symbol = symbol;
    }

    void take(BookFact.OfMarket fact, long time) {
        facts.add(new Timed(fact, time));
    }

    void write(Connection connection) throws SQLException {
        for (Timed each : facts) {
            switch (each.fact()) {
                case BookFact.MarketDefined defined ->
                    insert(connection, defined.rules(), each.time());
                case BookFact.RulesChanged changed -> changeRules(connection, changed);
                case BookFact.MarketStateChanged changed ->
                    changeState(connection, changed, each.time());
            }
        }
    }

    private void insert(Connection connection, MarketRules rules, long time) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, symbol);
            insert.setString(2, rules.base().name());
            insert.setInt(3, rules.base().scale());
            insert.setString(4, rules.quote().name());
            insert.setInt(5, rules.quote().scale());
            insert.setLong(6, rules.tickSize());
            insert.setInt(7, rules.tickScale());
            insert.setLong(8, rules.lotSize());
            insert.setInt(9, rules.lotScale());
            insert.setLong(10, rules.minNotional());
            insert.setLong(11, rules.maxNotional());
            insert.setInt(12, rules.makerFee());
            insert.setInt(13, rules.takerFee());
            insert.setInt(14, rules.collar());
            insert.setInt(15, rules.state().code());
            insert.setLong(16, time);
            setBreaker(insert, 17, rules.breaker());
            setLimits(insert, 21, rules.limits());
            insert.executeUpdate();
        }
    }

    private void changeRules(Connection connection, BookFact.RulesChanged changed)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(CHANGE_RULES)) {
            update.setInt(1, changed.makerFee());
            update.setInt(2, changed.takerFee());
            update.setInt(3, changed.collar());
            update.setLong(4, changed.minNotional());
            update.setLong(5, changed.maxNotional());
            setBreaker(update, 6, changed.breaker());
            setLimits(update, 10, changed.limits());
            update.setString(14, symbol);
            update.executeUpdate();
        }
    }

    private static void setBreaker(PreparedStatement row, int at, CircuitBreaker breaker)
            throws SQLException {
        row.setInt(at, breaker.move());
        row.setInt(at + 1, breaker.windowMillis());
        row.setInt(at + 2, breaker.haltMillis());
        row.setInt(at + 3, breaker.auctionMillis());
    }

    private static void setLimits(PreparedStatement row, int at, AccountLimits limits)
            throws SQLException {
        row.setInt(at, limits.openOrders());
        row.setInt(at + 1, limits.stops());
        row.setInt(at + 2, limits.priceLow());
        row.setInt(at + 3, limits.priceHigh());
    }

    private void changeState(Connection connection, BookFact.MarketStateChanged changed, long time)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(CHANGE_STATE)) {
            update.setInt(1, changed.state().code());
            update.setString(2, changed.reason());
            update.setLong(3, time);
            update.setLong(4, changed.endsAt());
            update.setString(5, symbol);
            update.executeUpdate();
        }
    }
}
