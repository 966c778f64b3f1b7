/**
 * The pure order book of one market: price-time priority, who trades with whom. No clock, no I/O.
 */
package exchange.matching;
