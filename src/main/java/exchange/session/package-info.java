/**
 * One connected client: what it may still be told, in which order, and what happens when it does
 * not read.
 */
package exchange.session;
