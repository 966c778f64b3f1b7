package exchange.ws;

import exchange.accounts.LedgerClient;
import exchange.api.Markets;

import java.time.Clock;

/**
 * What all conversations of the old socket share.
 *
 * @param stepsMax order steps of one session that may wait for the ledger
 */
record UpdateDesk(
        Callers callers, Markets markets, LedgerClient ledgers, Clock clock, int stepsMax) {}
