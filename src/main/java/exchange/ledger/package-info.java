/** Pure money: balances, holds and postings that sum to zero. No clock, no network, no storage. */
package exchange.ledger;
