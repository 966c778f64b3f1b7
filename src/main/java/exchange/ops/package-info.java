/** What an operator sees and hears: metrics, health, and why a start was refused. */
package exchange.ops;
