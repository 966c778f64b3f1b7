package exchange.replay;

import exchange.market.Side;
import exchange.matching.OrderBook;

import java.io.PrintWriter;

/** Writes a line whenever a best price, or what it offers, is another than the last time. */
final class BestPrices {
    private final PrintWriter out;
    private long bid;
    private long bidQuantity;
    private long ask;
    private long askQuantity;

    BestPrices(PrintWriter out) {
        this.out = out;
        out.println("msg_no,best_bid,bid_quantity,best_ask,ask_quantity");
    }

    void tellIfChanged(long msgNo, OrderBook book) {
        if (bid == book.bestPriceTicks(Side.BUY)
                && ask == book.bestPriceTicks(Side.SELL)
                && bidQuantity == book.bestQuantityLots(Side.BUY)
                && askQuantity == book.bestQuantityLots(Side.SELL)) {
            return;
        }
        bid = book.bestPriceTicks(Side.BUY);
        bidQuantity = book.bestQuantityLots(Side.BUY);
        ask = book.bestPriceTicks(Side.SELL);
        askQuantity = book.bestQuantityLots(Side.SELL);
        out.print(msgNo);
        cell(bid);
        cell(bidQuantity);
        cell(ask);
        cell(askQuantity);
        out.println();
    }

    private void cell(long value) {
        out.print(',');
        if (value > 0) {
            out.print(value);
        }
    }
}
