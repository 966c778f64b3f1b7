package exchange.readside;

import exchange.accounts.LedgerFact;
import exchange.market.Side;
import exchange.sequencer.LedgerItem;

import java.sql.Connection;
import java.sql.SQLException;

/** The fills of one stretch of a ledger. */
final class FillRows {
    private static final String INSERT = """
            INSERT INTO fills (symbol, account, trade_number, maker, sequence, order_id, side,
                price_ticks, quantity_lots, quote, fee, other_order_id, time)
            SELECT n.symbol, n.account, n.trade_number, n.maker <> 0, n.sequence, n.order_id,
                n.side, n.price_ticks, n.quantity_lots, n.quote, n.fee, n.other_order_id, n.time
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                AS n (symbol, account, trade_number, maker, sequence, order_id, side,
                price_ticks, quantity_lots, quote, fee, other_order_id, time)""";

    private final Rows rows = new Rows(1, 12);

    void settled(LedgerFact.Settled settled) {
        if (settled.line() instanceof LedgerItem.Fill fill) {
            rows.texts(settled.symbol())
                    .numbers(
                            settled.account(),
                            fill.tradeNumber(),
                            fill.maker() ? 1 : 0,
                            settled.accountSequence(),
                            fill.orderId(),
                            settled.side().code(),
                            fill.priceTicks(),
                            fill.quantityLots(),
                            quote(settled.side(), fill),
                            fill.fee(),
                            fill.otherOrderId(),
                            fill.time());
        }
    }

    void write(Connection connection) throws SQLException {
        rows.execute(connection, INSERT);
    }

    /** What the trade moved in quote units. */
    static long quote(Side side, LedgerItem.Fill fill) {
        return switch (side) {
            case BUY -> fill.used();
            case SELL -> fill.received();
        };
    }
}
