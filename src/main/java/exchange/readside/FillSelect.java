package exchange.readside;

import exchange.accounts.FillView;
import exchange.market.Side;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads rows of fills, with the client's name of their order. */
final class FillSelect {
    /** A lookup for each row shown; a join might read all orders of the account. */
    static final String SELECT = """
            SELECT f.*, (SELECT o.client_order_id FROM orders o
              WHERE o.account = f.account AND o.order_id = f.order_id) AS client_order_id
            FROM fills f
            WHERE f.account = ? AND (? = '' OR f.symbol = ?)""";

    private FillSelect() {}

    static FillRow read(ResultSet row) throws SQLException {
        return new FillRow(
                row.getLong("sequence"),
                row.getString("symbol"),
                row.getLong("order_id"),
                row.getString("client_order_id"),
                Side.of(row.getInt("side")),
                new FillView(
                        row.getLong("trade_number"),
                        row.getBoolean("maker"),
                        row.getLong("price_ticks"),
                        row.getLong("quantity_lots"),
                        row.getLong("quote"),
                        row.getLong("fee"),
                        row.getLong("other_order_id"),
                        row.getLong("time")));
    }
}
