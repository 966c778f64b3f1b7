/**
 * The words of the exchange: sides, types, rules of a market, decimals, ids. Knows nothing and
 * nobody.
 */
package exchange.market;
