package exchange.readside;

import exchange.accounts.OrderView;
import exchange.market.OrderConditions;
import exchange.market.OrderStatus;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads rows of orders as their owners see them. */
final class OrderSelect {
    /** The fee is taken from what the order receives. */
    static final String SELECT = """
            SELECT o.*, CASE o.side WHEN 1 THEN split_part(o.symbol, '-', 1)
                ELSE split_part(o.symbol, '-', 2) END AS fee_asset
            FROM orders o
            WHERE o.account = ?""";

    static final String OF_ACCOUNT = " AND (? = '' OR o.symbol = ?)";
    static final String BY_ID = " AND o.order_id = ?";
    /** FILLED, CANCELED, REJECTED. */
    static final String CLOSED = " AND o.status >= 4";

    static final String NEWEST_FIRST = " ORDER BY o.order_id DESC LIMIT ?";

    private OrderSelect() {}

    static OrderView read(ResultSet row) throws SQLException {
        return new OrderView(
                row.getLong("order_id"),
                row.getLong("account"),
                row.getString("client_order_id"),
                row.getString("symbol"),
                Side.of(row.getInt("side")),
                OrderType.of(row.getInt("type")),
                TimeInForce.of(row.getInt("time_in_force")),
                row.getBoolean("post_only"),
                SelfTradePrevention.of(row.getInt("self_trade_prevention")),
                row.getLong("price_ticks"),
                row.getLong("quantity_lots"),
                row.getLong("amount"),
                OrderStatus.of(row.getInt("status")),
                row.getLong("filled_lots"),
                row.getLong("filled_quote"),
                row.getLong("fee"),
                row.getString("fee_asset"),
                row.getString("reason"),
                row.getLong("created_at"),
                row.getLong("updated_at"),
                OrderConditions.of(
                        row.getLong("stop_price_ticks"),
                        row.getLong("display_lots"),
                        row.getLong("expires_at"),
                        row.getLong("list_id"),
                        row.getLong("trail_ticks"),
                        row.getLong("trail_basis_points")),
                row.getBoolean("triggered"));
    }
}
