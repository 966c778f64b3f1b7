/**
 * What an account's past comes to: average costs, profit, and value over time. No SQL, no clock.
 */
package exchange.portfolio;
