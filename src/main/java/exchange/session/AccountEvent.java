package exchange.session;

import exchange.accounts.LedgerFact;

/**
 * Something an account can notice.
 *
 * @param sequence of the account: 1, 2, 3… without gaps
 * @param time epoch milliseconds of the ledger's batch
 */
public record AccountEvent(long account, long sequence, long time, LedgerFact fact) {}
