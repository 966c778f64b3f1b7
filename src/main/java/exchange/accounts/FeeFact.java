package exchange.accounts;

import exchange.market.FeeLevel;

/** What happened to the rates of an account. Each holds for orders that are placed after it. */
public sealed interface FeeFact extends LedgerFact.OfFees {
    long account();

    long accountSequence();

    /**
     * The account pays this share of the markets' rates from now on.
     *
     * @param day the last day that was counted, days since 1970
     * @param volume of the 30 days up to it, a decimal and its asset
     * @param by who counted
     */
    record FeeLevelSet(
            long account, long accountSequence, FeeLevel level, long day, String volume, String by)
            implements FeeFact {}

    /** The account has rates of its own from now on. */
    record FeesOverridden(
            long account, long accountSequence, FeeOverride override, String by, String reason)
            implements FeeFact {}

    /**
     * It has none any more for that market.
     *
     * @param symbol "" for those that held in all markets
     */
    record FeeOverrideEnded(
            long account, long accountSequence, String symbol, String by, String reason)
            implements FeeFact {}
}
