/** What everybody may see of the markets, made from the books' committed facts. No users in it. */
package exchange.marketdata;
