/** The OrderBook entity: one market's orders, decided and journaled as facts. Knows no balances. */
package exchange.book;
