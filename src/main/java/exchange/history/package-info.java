/** Time travel: what a market's book was at any moment, and what happened to an order in it. */
package exchange.history;
