package exchange.readside;

import exchange.market.OrderStatus;
import exchange.market.Side;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which of an account's orders or fills somebody wants to see, newest first.
 *
 * @param from not before this time, epoch milliseconds
 * @param to before this time
 * @param statuses of orders, empty for all; fills have none
 * @param before only what is older: than the order of this number, or the fill of this sequence
 */
public record OwnPage(
        Optional<String> symbol,
        Optional<Side> side,
        Set<OrderStatus> statuses,
        long from,
        long to,
        long before,
        int limit) {
    private static final String ORDERS = OrderSelect.SELECT + OrderSelect.OF_ACCOUNT
            + " AND (? = 0 OR o.side = ?) AND o.created_at >= ? AND o.created_at < ?"
            + " AND o.order_id < ? AND o.status = ANY (?)" + OrderSelect.NEWEST_FIRST;
    private static final String FILLS = FillSelect.SELECT
            + " AND (? = 0 OR f.side = ?) AND f.time >= ? AND f.time < ?"
            + " AND f.sequence < ? ORDER BY f.sequence DESC LIMIT ?";

    private static final Set<OrderStatus> EVERY = EnumSet.allOf(OrderStatus.class);

    public OwnPage {
        statuses = Set.copyOf(statuses);
    }

    static String ordersSql() {
        return ORDERS;
    }

    static String fillsSql() {
        return FILLS;
    }

    /** One row more than wanted tells that there are more. */
    Object[] orderParameters(long account) {
        Set<OrderStatus> wanted = statuses.isEmpty() ? EVERY : statuses;
        return of(account, wanted.stream().mapToInt(OrderStatus::code).toArray(), limit + 1);
    }

    /** One row more than wanted tells that there are more. */
    Object[] fillParameters(long account) {
        return of(account, limit + 1);
    }

    private Object[] of(long account, Object... more) {
        int code = side.map(Side::code).orElse(0);
        String market = symbol.orElse("");
        List<Object> all =
                new ArrayList<>(List.of(account, market, market, code, code, from, to, before));
        all.addAll(List.of(more));
        return all.toArray();
    }
}
