/**
 * A market that lives: makers, noise, momentum and clusters of orders, made from one seed, who
 * trade through the public API like any stranger.
 */
package exchange.simulator;
