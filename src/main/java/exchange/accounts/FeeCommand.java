package exchange.accounts;

import exchange.market.FeeLevel;

/** What is asked of a ledger about the rates of an account. */
public sealed interface FeeCommand extends LedgerCommand.OfFees {
    long account();

    /**
     * The daily count. One of a day that is counted already changes nothing.
     *
     * @param day the last day that was counted, days since 1970
     * @param volume of the 30 days up to it, a decimal and its asset
     * @param by who counted
     */
    record SetFeeLevel(long account, FeeLevel level, long day, String volume, String by)
            implements FeeCommand {}

    /** Gives the account rates of its own, in place of any it has for the same market. */
    record OverrideFees(long account, FeeOverride override, String by, String reason)
            implements FeeCommand {}

    /** Takes them away again; nothing happens when there are none. */
    record EndFeeOverride(long account, String symbol, String by, String reason)
            implements FeeCommand {}
}
