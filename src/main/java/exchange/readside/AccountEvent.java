package exchange.readside;

import exchange.accounts.LedgerFact;

/**
 * Something that happened to an account.
 *
 * @param sequence the account's own count, without gaps
 * @param time of the ledger's batch, epoch milliseconds
 */
public record AccountEvent(long sequence, long time, LedgerFact fact) {}
