/**
 * Load from outside: recorded flows and benches that use the public API like any stranger. Knows
 * nothing of ours.
 */
package exchange.load;
