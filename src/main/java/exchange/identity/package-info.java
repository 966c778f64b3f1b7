/** Who the users are: sign-up, passwords, tokens and roles. Knows accounts by number, no money. */
package exchange.identity;
