package exchange.book;

import exchange.market.Decimals;
import exchange.market.Side;
import exchange.matching.CallAuction;
import exchange.matching.Order;

/**
 * Decides the trades that end an auction: all that can trade does at one price, the best limits
 * first, then first come first served. All of an iceberg takes part at its place: so each trade
 * ends an order, and there are fewer trades than orders that cross. Orders of one account trade
 * with each other too, whatever they wish: no order came to meet the other. Nothing that crosses is
 * left.
 */
final class AuctionDecisions {
    private final BookState state;
    private final Journal journal;
    private final Endings endings;

    AuctionDecisions(BookState state, Journal journal, Endings endings) {
        this.state = state;
        this.endings = endings;
        this.journal = journal;
    }

    /** Trades what crosses; nothing when the book does not cross. */
    void uncross() {
        CallAuction auction = state.auction();
        if (auction.volumeLots() == 0) {
            return;
        }
        long price = auction.priceTicks();
        Order buy = state.book().best(Side.BUY);
        Order sell = state.book().best(Side.SELL);
        while (buy.exists()
                && sell.exists()
                && buy.priceTicks() >= price
                && sell.priceTicks() <= price) {
            trade(buy, sell, price);
            buy = state.book().best(Side.BUY);
            sell = state.book().best(Side.SELL);
        }
    }

    private void trade(Order buy, Order sell, long price) {
        Units units = state.units();
        long lots = Math.min(buy.leavesLots(), sell.leavesLots());
        long buysOther = buy.otherId();
        long sellsOther = sell.otherId();
        journal.emit(new BookFact.AuctionTraded(
                state.tradeNumber() + 1,
                price,
                lots,
                buy.id(),
                buy.account(),
                buy.priceTicks(),
                Decimals.feeCeil(units.base(lots), buy.makerFee()),
                units.released(buy, price, lots),
                Math.min(lots, buy.shownLots()),
                sell.id(),
                sell.account(),
                sell.priceTicks(),
                Decimals.feeCeil(units.quote(price, lots), sell.makerFee()),
                units.released(sell, price, lots),
                Math.min(lots, sell.shownLots())));
        refill(buy);
        refill(sell);
        endings.endOther(buysOther);
        endings.endOther(sellsOther);
    }

    private void refill(Order order) {
        if (order.isToRefill()) {
            journal.emit(BookFact.Refilled.of(order));
        }
    }
}
