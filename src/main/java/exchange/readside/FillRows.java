package exchange.readside;

import exchange.accounts.LedgerFact;
import exchange.market.Side;
import exchange.sequencer.LedgerItem;

import java.sql.Connection;
import java.sql.SQLException;

/** The fills of one stretch of a ledger. */
final class FillRows {
    private final CopyRows rows = new CopyRows(
            "fills",
            "account",
            "sequence",
            "symbol",
            "trade_number",
            "maker",
            "order_id",
            "side",
            "price_ticks",
            "quantity_lots",
            "quote",
            "fee",
            "other_order_id",
            "time");

    void settled(LedgerFact.Settled settled) {
        if (settled.line() instanceof LedgerItem.Fill fill) {
            rows.row()
                    .bigint(settled.account())
                    .bigint(settled.accountSequence())
                    .text(settled.symbol())
                    .bigint(fill.tradeNumber())
                    .bool(fill.maker())
                    .bigint(fill.orderId())
                    .smallint(settled.side().code())
                    .bigint(fill.priceTicks())
                    .bigint(fill.quantityLots())
                    .bigint(quote(settled.side(), fill))
                    .bigint(fill.fee())
                    .bigint(fill.otherOrderId())
                    .bigint(fill.time());
        }
    }

    void write(Connection connection) throws SQLException {
        rows.write(connection);
    }

    /** What the trade moved in quote units. */
    static long quote(Side side, LedgerItem.Fill fill) {
        return switch (side) {
            case BUY -> fill.used();
            case SELL -> fill.received();
        };
    }
}
