package exchange.faults;

import exchange.accounts.FundsTerms;
import exchange.accounts.LedgerReply;
import exchange.accounts.MoneyFact;
import exchange.book.BookFact;
import exchange.market.EndReason;
import exchange.market.FundsRequestKind;
import exchange.market.RejectReason;

import java.util.Map;

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
    NOT_FOUND_FOR_EVER,
    WITHDRAWAL_MADE,
    WITHDRAWAL_APPROVED,
    WITHDRAWAL_REFUSED,
    WITHDRAWAL_TAKEN_BACK,
    ADJUSTMENT_MADE,
    ADJUSTMENT_APPROVED,
    ADJUSTMENT_REFUSED,
    ADJUSTMENT_TAKEN_BACK,
    DECIDED_BY_THE_SAME_ADMIN,
    DECIDED_OTHERWISE_BEFORE,
    ACCOUNT_FROZEN,
    FROZEN_ACCOUNT_REFUSED,
    ACCOUNT_RESET,
    RESET_WITH_ORDERS_OPEN,
    RESET_TOO_OFTEN,
    CANCEL_TIMER_REACHED;

    private static final Map<RejectReason, Effect> REFUSALS = Map.of(
            RejectReason.TOO_MANY_OPEN_ORDERS, TOO_MANY_OPEN_ORDERS,
            RejectReason.TOO_MANY_STOPS, TOO_MANY_STOPS,
            RejectReason.PRICE_OUTSIDE_BAND, PRICE_OUTSIDE_BAND,
            RejectReason.SAME_ADMIN, DECIDED_BY_THE_SAME_ADMIN,
            RejectReason.NOT_PENDING, DECIDED_OTHERWISE_BEFORE,
            RejectReason.ACCOUNT_FROZEN, FROZEN_ACCOUNT_REFUSED,
            RejectReason.ORDERS_OPEN, RESET_WITH_ORDERS_OPEN,
            RejectReason.DAILY_LIMIT, RESET_TOO_OFTEN);

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
        } else if (reply instanceof LedgerReply.Refused refused
                && REFUSALS.containsKey(refused.reason())) {
            tally.count(REFUSALS.get(refused.reason()));
        }
    }

    static void count(MoneyFact fact, Tally tally) {
        switch (fact) {
            case MoneyFact.FundsRequested made ->
                tally.count(isWithdrawal(made.terms()) ? WITHDRAWAL_MADE : ADJUSTMENT_MADE);
            case MoneyFact.FundsDecided decided -> count(decided, tally);
            case MoneyFact.AccountReset reset -> tally.count(ACCOUNT_RESET);
            case MoneyFact.FreezeSet set -> {
                if (set.frozen()) {
                    tally.count(ACCOUNT_FROZEN);
                }
            }
        }
    }

    private static void count(MoneyFact.FundsDecided decided, Tally tally) {
        boolean isWithdrawal = isWithdrawal(decided.terms());
        switch (decided.status()) {
            case APPROVED -> tally.count(isWithdrawal ? WITHDRAWAL_APPROVED : ADJUSTMENT_APPROVED);
            case REFUSED -> tally.count(isWithdrawal ? WITHDRAWAL_REFUSED : ADJUSTMENT_REFUSED);
            case CANCELED ->
                tally.count(isWithdrawal ? WITHDRAWAL_TAKEN_BACK : ADJUSTMENT_TAKEN_BACK);
            case PENDING -> {}
        }
    }

    private static boolean isWithdrawal(FundsTerms terms) {
        return terms.kind() == FundsRequestKind.WITHDRAWAL;
    }
}
