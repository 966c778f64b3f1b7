package exchange.readside;

import exchange.market.Side;
import exchange.marketdata.PublicTrade;

import java.sql.ResultSet;
import java.sql.SQLException;

/** One trade with both its sides, for those who may see both. Time in epoch milliseconds. */
public record TradeRow(
        String symbol,
        long tradeNumber,
        Side takerSide,
        long priceTicks,
        long quantityLots,
        long makerOrderId,
        long makerAccount,
        long takerOrderId,
        long takerAccount,
        long time) {

    static TradeRow read(ResultSet row) throws SQLException {
        return new TradeRow(
                row.getString("symbol"),
                row.getLong("trade_number"),
                Side.of(row.getInt("taker_side")),
                row.getLong("price_ticks"),
                row.getLong("quantity_lots"),
                row.getLong("maker_order_id"),
                row.getLong("maker_account"),
                row.getLong("taker_order_id"),
                row.getLong("taker_account"),
                row.getLong("time"));
    }

    /** What everybody may see of it. */
    public PublicTrade toPublic() {
        return new PublicTrade(tradeNumber, priceTicks, quantityLots, takerSide, time);
    }

    public long buyOrderId() {
        return takerSide == Side.BUY ? takerOrderId : makerOrderId;
    }

    public long sellOrderId() {
        return takerSide == Side.SELL ? takerOrderId : makerOrderId;
    }

    public long buyAccount() {
        return takerSide == Side.BUY ? takerAccount : makerAccount;
    }

    public long sellAccount() {
        return takerSide == Side.SELL ? takerAccount : makerAccount;
    }
}
