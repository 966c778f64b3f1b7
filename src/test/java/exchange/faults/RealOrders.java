package exchange.faults;

import exchange.accounts.LedgerCommand;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;

/** Plain limit orders of the two accounts that the tests of crash points trade with. */
final class RealOrders {
    static final long BUYER = RealExchange.account(0);
    static final long SELLER = RealExchange.account(1);
    static final long PRICE = 1_000;

    private static final long PATIENCE_MILLIS = 30_000;

    private RealOrders() {}

    /** From the account of ledger 0. */
    static LedgerCommand.Place buy(String clientOrderId, long lots) {
        return place(BUYER, clientOrderId, Side.BUY, lots);
    }

    /** From the account of ledger 1. */
    static LedgerCommand.Place sell(String clientOrderId, long lots) {
        return place(SELLER, clientOrderId, Side.SELL, lots);
    }

    private static LedgerCommand.Place place(
            long account, String clientOrderId, Side side, long lots) {
        return new LedgerCommand.Place(
                account,
                clientOrderId,
                RealExchange.BOOK,
                side,
                OrderType.LIMIT,
                TimeInForce.GTC,
                false,
                SelfTradePrevention.NONE,
                PRICE,
                lots,
                0,
                0,
                System.currentTimeMillis() + PATIENCE_MILLIS,
                false);
    }

    /** What a buy of so many lots holds of the quote asset. */
    static long notional(long lots) {
        return Markets.of(RealExchange.BOOK).notional(PRICE, lots);
    }
}
