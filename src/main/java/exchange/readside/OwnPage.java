package exchange.readside;

import exchange.market.Side;

import java.util.Optional;

/**
 * Which of an account's orders or fills somebody wants to see, newest first.
 *
 * @param from not before this time, epoch milliseconds
 * @param to before this time
 * @param before only what is older: than the order of this number, or the fill of this sequence
 */
public record OwnPage(
        Optional<String> symbol, Optional<Side> side, long from, long to, long before, int limit) {
    private static final String ORDERS = OrderSelect.SELECT + OrderSelect.OF_ACCOUNT
            + " AND (? = 0 OR o.side = ?) AND o.created_at >= ? AND o.created_at < ?"
            + " AND o.order_id < ?" + OrderSelect.NEWEST_FIRST;
    private static final String FILLS = FillSelect.SELECT
            + " AND (? = 0 OR f.side = ?) AND f.time >= ? AND f.time < ?"
            + " AND f.sequence < ? ORDER BY f.sequence DESC LIMIT ?";

    static String ordersSql() {
        return ORDERS;
    }

    static String fillsSql() {
        return FILLS;
    }

    /** One row more than wanted tells that there are more. */
    Object[] parameters(long account) {
        int code = side.map(Side::code).orElse(0);
        String market = symbol.orElse("");
        return new Object[] {account, market, market, code, code, from, to, before, limit + 1};
    }
}
