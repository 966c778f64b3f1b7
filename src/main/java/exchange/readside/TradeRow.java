package exchange.readside;

import exchange.market.Side;

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
