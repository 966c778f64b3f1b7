package exchange.readside;

import exchange.accounts.LedgerFact;
import exchange.market.OrderStatus;
import exchange.sequencer.LedgerItem;

import org.agrona.collections.Long2ObjectHashMap;

import java.sql.Connection;
import java.sql.SQLException;

/** The orders of one stretch: each is written once, however often it changed. */
final class OrderRows {
    private static final int UNCHANGED = 0;

    /** Sums for show stop at the largest bigint; types 1, 4, 6 have a limit; status 4 is FILLED. */
    private static final String UPDATE = """
            UPDATE orders o SET
                status = CASE WHEN n.status = 0 THEN o.status
                    WHEN n.fills_limit = 1 AND o.type IN (1, 4, 6) THEN 4 ELSE n.status END,
                filled_lots = CASE WHEN o.filled_lots > 9223372036854775807 - n.filled_lots
                    THEN 9223372036854775807 ELSE o.filled_lots + n.filled_lots END,
                filled_quote = CASE WHEN o.filled_quote > 9223372036854775807 - n.filled_quote
                    THEN 9223372036854775807 ELSE o.filled_quote + n.filled_quote END,
                fee = CASE WHEN o.fee > 9223372036854775807 - n.fee
                    THEN 9223372036854775807 ELSE o.fee + n.fee END,
                price_ticks = CASE WHEN n.price_ticks = 0 THEN o.price_ticks
                    ELSE n.price_ticks END,
                quantity_lots = CASE WHEN o.quantity_lots = 0 THEN 0
                    WHEN n.quantity_lots = 0 THEN o.quantity_lots - n.decremented_lots
                    ELSE n.quantity_lots - n.decremented_lots END,
                triggered = o.triggered OR n.triggered = 1,
                reason = n.reason,
                updated_at = n.updated_at
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                AS n (reason, account, order_id, status, fills_limit, filled_lots, filled_quote,
                fee, price_ticks, quantity_lots, decremented_lots, triggered, updated_at)
            WHERE o.account = n.account AND o.order_id = n.order_id""";

    private final CopyRows inserts = new CopyRows(
            "orders",
            "account",
            "order_id",
            "client_order_id",
            "symbol",
            "side",
            "type",
            "time_in_force",
            "post_only",
            "self_trade_prevention",
            "price_ticks",
            "quantity_lots",
            "amount",
            "status",
            "filled_lots",
            "filled_quote",
            "fee",
            "reason",
            "created_at",
            "updated_at",
            "stop_price_ticks",
            "display_lots",
            "expires_at",
            "triggered",
            "list_id",
            "trail_ticks",
            "trail_basis_points");
    private final Long2ObjectHashMap<OrderChange> changes = new Long2ObjectHashMap<>();

    void placed(LedgerFact.OrderHeld held, long time) {
        changes.put(held.orderId(), OrderChange.placed(held, time));
    }

    void settled(LedgerFact.Settled settled) {
        LedgerItem line = settled.line();
        if (line instanceof LedgerItem.CancelRefused || line instanceof LedgerItem.AmendRefused) {
            return;
        }
        OrderChange change = changes.get(line.orderId());
        if (change == null) {
            change = OrderChange.of(settled.account(), line.orderId());
            changes.put(line.orderId(), change);
        }
        change.take(settled.side(), line);
    }

    void write(Connection connection) throws SQLException {
        Rows updates = new Rows(1, 12);
        // By id, so that neighbours in the index are written one after the other.
        changes.values().stream()
                .sorted((a, b) -> Long.compare(a.orderId, b.orderId))
                .forEach(change -> change.held.ifPresentOrElse(
                        held -> insert(held, change), () -> update(updates, change)));
        inserts.write(connection);
        updates.execute(connection, UPDATE);
    }

    private void insert(LedgerFact.OrderHeld held, OrderChange change) {
        inserts.row()
                .bigint(held.account())
                .bigint(held.orderId())
                .text(held.clientOrderId())
                .text(held.symbol())
                .smallint(held.side().code())
                .smallint(held.type().code())
                .smallint(held.timeInForce().code())
                .bool(held.postOnly())
                .smallint(held.selfTradePrevention().code())
                .bigint(change.priceTicks == 0 ? held.priceTicks() : change.priceTicks)
                .bigint(quantity(held, change))
                .bigint(held.amount())
                .smallint(status(change))
                .bigint(change.filledLots)
                .bigint(change.filledQuote)
                .bigint(change.fee)
                .text(change.reason)
                .bigint(change.createdAt)
                .bigint(change.updatedAt)
                .bigint(held.conditions().stopPriceTicks())
                .bigint(held.conditions().displayLots())
                .bigint(held.conditions().expiresAt())
                .bool(change.triggered)
                .bigint(held.conditions().listId())
                .bigint(held.conditions().trailTicks())
                .bigint(held.conditions().trailBasisPoints());
    }

    private static long quantity(LedgerFact.OrderHeld held, OrderChange change) {
        if (held.amount() > 0) {
            return 0;
        }
        long lots = change.quantityLots == 0 ? held.quantityLots() : change.quantityLots;
        return lots - change.decrementedLots;
    }

    private static int status(OrderChange change) {
        return change.status().map(OrderStatus::code).orElse(UNCHANGED);
    }

    private static void update(Rows rows, OrderChange change) {
        rows.texts(change.reason)
                .numbers(
                        change.account,
                        change.orderId,
                        status(change),
                        change.fillsLimit() ? 1 : 0,
                        change.filledLots,
                        change.filledQuote,
                        change.fee,
                        change.priceTicks,
                        change.quantityLots,
                        change.decrementedLots,
                        change.triggered ? 1 : 0,
                        change.updatedAt);
    }
}
