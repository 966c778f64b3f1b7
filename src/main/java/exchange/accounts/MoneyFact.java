package exchange.accounts;

import exchange.market.FundsRequestStatus;

import java.util.List;

/**
 * What happened to the money of an account by people's decision rather than by its orders. Each
 * tells who decided, and why.
 */
public sealed interface MoneyFact extends LedgerFact.OfMoney {
    long account();

    long accountSequence();

    /**
     * Somebody asks for a movement of money. What a withdrawal takes is held from now on; an
     * adjustment holds nothing.
     */
    record FundsRequested(long account, long accountSequence, FundsTerms terms, String by)
            implements MoneyFact {}

    /**
     * A request has ended. A withdrawal leaves the exchange or is available again; an adjustment is
     * posted or dropped.
     *
     * @param terms those it was requested with
     * @param reason "" when nobody said one
     */
    record FundsDecided(
            long account,
            long accountSequence,
            FundsTerms terms,
            FundsRequestStatus status,
            String by,
            String reason)
            implements MoneyFact {}

    /**
     * A paper account is back at its start.
     *
     * @param changes of what is available, of each asset at most one
     * @param reference the asker's name for it
     */
    record AccountReset(
            long account,
            long accountSequence,
            List<AssetAmount> changes,
            String reference,
            String by)
            implements MoneyFact {
        public AccountReset {
            changes = List.copyOf(changes);
        }
    }

    /** The account can place and withdraw nothing from now on, or can again. */
    record FreezeSet(long account, long accountSequence, boolean frozen, String by, String reason)
            implements MoneyFact {}
}
