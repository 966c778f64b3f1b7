package exchange.readside;

import exchange.accounts.LedgerFact;
import exchange.book.BookFact;
import exchange.market.Asset;
import exchange.market.EndReason;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.OrderIds;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.sequencer.LedgerItem;

/** The small world of the read side's tests: one market, two accounts, their orders. */
final class Facts {
    static final Asset USD = new Asset("USD", 10);
    static final Asset BTC = new Asset("BTC", 10);
    static final MarketRules RULES = rules("BTC-USD", BTC);
    static final long ANN = 7;
    static final long BOB = 8;

    private Facts() {}

    static MarketRules rules(String symbol, Asset base) {
        return new MarketRules(
                symbol,
                base,
                USD,
                1,
                2,
                1,
                8,
                10,
                1_000_000,
                1_000,
                2_000,
                100_000,
                MarketState.OPEN);
    }

    static long orderId(long counter) {
        return OrderIds.of(0, counter);
    }

    static LedgerFact.OrderHeld held(
            long account, long sequence, long order, Side side, long lots) {
        return held(account, sequence, order, side, OrderType.LIMIT, lots);
    }

    static LedgerFact.OrderHeld held(
            long account, long sequence, long order, Side side, OrderType type, long lots) {
        return new LedgerFact.OrderHeld(
                account,
                sequence,
                orderId(order),
                "c" + order,
                "BTC-USD",
                side,
                type,
                TimeInForce.GTC,
                true,
                SelfTradePrevention.EXPIRE_TAKER,
                type == OrderType.LIMIT ? 10_000 : 0,
                lots,
                0,
                lots * 10_000,
                1_000,
                2_000,
                99_000);
    }

    static LedgerFact.Settled settled(long account, long sequence, Side side, LedgerItem line) {
        return new LedgerFact.Settled(account, sequence, "BTC-USD", side, 0, line);
    }

    static LedgerItem accepted(long order, long time) {
        return new LedgerItem.Accepted(order, orderId(order), false, time);
    }

    static LedgerItem fill(
            long order,
            long trade,
            boolean maker,
            long used,
            long received,
            long leaves,
            long time) {
        return new LedgerItem.Fill(
                orderId(order), trade, maker, 10_000, 5, used, received, 3, 0, leaves, 0, time);
    }

    static LedgerItem rested(long order, long time) {
        return new LedgerItem.Rested(orderId(order), time);
    }

    static LedgerItem ended(long order, EndReason reason, long time) {
        return new LedgerItem.Ended(0, orderId(order), reason, 0, time);
    }

    static LedgerItem refused(long order, RejectReason reason, long time) {
        return new LedgerItem.Refused(order, orderId(order), reason, 0, time);
    }

    static BookFact.Traded traded(long number, Side takerSide, long price) {
        return new BookFact.Traded(
                number, takerSide, price, 5, orderId(1), ANN, orderId(2), BOB, 3, 4, 0, 0);
    }
}
