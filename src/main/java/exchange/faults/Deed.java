package exchange.faults;

import exchange.accounts.LedgerCommand;
import exchange.market.TimeInForce;

/** What clients and admins do, so that a run can tell what it tried. */
enum Deed {
    LIMIT,
    MARKET,
    MARKET_BY_AMOUNT,
    STOP,
    STOP_LIMIT,
    TAKE_PROFIT,
    TAKE_PROFIT_LIMIT,
    ICEBERG,
    POST_ONLY,
    IOC,
    FOK,
    GTD,
    DAY,
    TRAILING_STOP,
    TRAILING_STOP_LIMIT,
    ONE_CANCELS_OTHER,
    LIST_REPEATED,
    BATCH,
    CANCEL,
    CANCEL_WITH_GUARD,
    MASS_CANCEL,
    MASS_CANCEL_OF_ONE_SIDE,
    AMEND,
    REPLACE_OR_NOTHING,
    REPLACE_ANYWAY,
    REPLACE_BY_CLIENT_ORDER_ID,
    REPLACE_BY_ANOTHER_KIND,
    REPLACE_REPEATED,
    REPEAT,
    REPEAT_OTHERWISE,
    REUSE_OF_CLOSED,
    QUERY,
    QUESTION_AFTER_UNKNOWN,
    DEPOSIT,
    DEPOSIT_REPEATED,
    TRANSFER,
    TRANSFER_REPEATED,
    TRANSFER_OTHERWISE,
    TRANSFER_QUESTION,
    FEES,
    CANCEL_TIMER,
    CANCEL_TIMER_ENDED,
    CANCEL_TIMER_REPEATED,
    WITHDRAWAL,
    ADJUSTMENT,
    FUNDS_REPEATED,
    FUNDS_OTHERWISE,
    APPROVAL,
    REFUSAL,
    TAKEN_BACK,
    DECIDED_AGAIN,
    FREEZE,
    RESET,
    SELF_TRADE_PREVENTION,
    CHANGE_OF_STATE,
    CHANGE_OF_RULES,
    CHANGE_OF_LIMITS,
    CHANGE_OF_TIER;

    static Deed of(LedgerCommand.Place place) {
        return switch (place.type()) {
            case LIMIT -> LIMIT;
            case MARKET -> place.amount() > 0 ? MARKET_BY_AMOUNT : MARKET;
            case STOP -> STOP;
            case STOP_LIMIT -> STOP_LIMIT;
            case TAKE_PROFIT -> TAKE_PROFIT;
            case TAKE_PROFIT_LIMIT -> TAKE_PROFIT_LIMIT;
        };
    }

    /** Counts a place with all that is special about it. */
    static void count(LedgerCommand.Place place, Tally tally) {
        tally.count(of(place));
        if (place.conditions().isTrailing()) {
            tally.count(place.type().hasLimit() ? TRAILING_STOP_LIMIT : TRAILING_STOP);
        }
        if (place.postOnly()) {
            tally.count(POST_ONLY);
        }
        if (place.conditions().displayLots() > 0) {
            tally.count(ICEBERG);
        }
        TimeInForce lifetime = place.timeInForce();
        switch (lifetime) {
            case GTC -> {}
            case IOC -> tally.count(IOC);
            case FOK -> tally.count(FOK);
            case GTD -> tally.count(GTD);
            case DAY -> tally.count(DAY);
        }
    }
}
