package exchange.faults;

import exchange.accounts.LedgerReply;
import exchange.book.BookFact;
import exchange.market.EndReason;
import exchange.market.RejectReason;

/** What became of what clients and admins did, by the journals and by what clients heard. */
enum Effect {
    TRADED,
    TRADED_IN_AUCTION,
    STOP_TRIGGERED,
    STOP_TRAILED,
    ICEBERG_REFILLED,
    SELF_TRADE_ENDED_AN_ORDER,
    SELF_TRADE_DECREMENTED,
    ONE_CANCELED_THE_OTHER,
    ORDER_EXPIRED,
    ORDER_AMENDED,
    ORDER_REPLACED,
    NOTHING_TO_REPLACE,
    MANY_CANCELED_AT_ONCE,
    TOO_MANY_OPEN_ORDERS,
    TOO_MANY_STOPS,
    PRICE_OUTSIDE_BAND,
    NOT_FOUND_FOR_EVER;

    static void count(BookFact fact, Tally tally) {
        switch (fact) {
            case BookFact.Traded traded -> tally.count(TRADED);
            case BookFact.AuctionTraded traded -> tally.count(TRADED_IN_AUCTION);
            case BookFact.Triggered triggered -> tally.count(STOP_TRIGGERED);
            case BookFact.Trailed trailed -> tally.count(STOP_TRAILED);
            case BookFact.Refilled refilled -> tally.count(ICEBERG_REFILLED);
            case BookFact.Decremented decremented -> tally.count(SELF_TRADE_DECREMENTED);
            case BookFact.Amended amended -> tally.count(ORDER_AMENDED);
            case BookFact.MassCanceled canceled -> {
                if (canceled.orders() > 1) {
                    tally.count(MANY_CANCELED_AT_ONCE);
                }
            }
            case BookFact.Ended ended -> count(ended, tally);
            case BookFact.OfOrder other -> {}
            case BookFact.OfMarket other -> {}
        }
    }

    private static void count(BookFact.Ended ended, Tally tally) {
        if (ended.movedTo() != 0) {
            tally.count(ORDER_REPLACED);
        }
        if (ended.reason() == EndReason.SELF_TRADE) {
            tally.count(SELF_TRADE_ENDED_AN_ORDER);
        } else if (ended.reason() == EndReason.ONE_CANCELS_OTHER) {
            tally.count(ONE_CANCELED_THE_OTHER);
        } else if (ended.reason() == EndReason.EXPIRED) {
            tally.count(ORDER_EXPIRED);
        }
    }

    static void count(LedgerReply reply, Tally tally) {
        if (reply instanceof LedgerReply.Replaced replaced) {
            count(replaced.place(), tally);
            if (replaced.cancel() instanceof LedgerReply.Refused) {
                tally.count(NOTHING_TO_REPLACE);
            }
        } else if (reply instanceof LedgerReply.NotFound none && none.finalAnswer()) {
            tally.count(NOT_FOUND_FOR_EVER);
        } else if (reply instanceof LedgerReply.Refused refused) {
            if (refused.reason() == RejectReason.TOO_MANY_OPEN_ORDERS) {
                tally.count(TOO_MANY_OPEN_ORDERS);
            } else if (refused.reason() == RejectReason.TOO_MANY_STOPS) {
                tally.count(TOO_MANY_STOPS);
            } else if (refused.reason() == RejectReason.PRICE_OUTSIDE_BAND) {
                tally.count(PRICE_OUTSIDE_BAND);
            }
        }
    }
}
