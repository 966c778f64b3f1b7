package exchange.api;

import exchange.market.MarketRules;
import exchange.marketdata.Candle;
import exchange.marketdata.PublicTrade;
import exchange.wire.JsonWriter;

import java.util.List;

/** Trades and candles for spreadsheets and programs: the fields of the JSON, in its words. */
final class MarketDataCsv {
    private static final String TRADES_HEAD = "engine_trade_id,price,quantity,side,time\r\n";
    private static final String CANDLES_HEAD =
            "start,open,high,low,close,volume,quote_volume,trades\r\n";

    private MarketDataCsv() {}

    static String trades(List<PublicTrade> trades, MarketRules rules) {
        StringBuilder out = new StringBuilder(64 + 64 * trades.size()).append(TRADES_HEAD);
        for (PublicTrade trade : trades) {
            row(
                    out,
                    "" + trade.number(),
                    rules.priceText(trade.priceTicks()),
                    rules.quantityText(trade.quantityLots()),
                    trade.takerSide().name(),
                    JsonWriter.time(trade.time()));
        }
        return out.toString();
    }

    static String candles(List<Candle> candles, MarketRules rules) {
        StringBuilder out = new StringBuilder(64 + 96 * candles.size()).append(CANDLES_HEAD);
        for (Candle candle : candles) {
            row(
                    out,
                    JsonWriter.time(candle.start()),
                    rules.priceText(candle.open()),
                    rules.priceText(candle.high()),
                    rules.priceText(candle.low()),
                    rules.priceText(candle.close()),
                    MarketDataJson.volume(candle.lots(), rules),
                    MarketDataJson.quoteVolume(candle.tickLots(), rules),
                    "" + candle.trades());
        }
        return out.toString();
    }

    private static void row(StringBuilder out, String... cells) {
        out.append(String.join(",", cells)).append("\r\n");
    }
}
