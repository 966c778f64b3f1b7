/**
 * A simulator that runs the entities' own rules on one thread, with a seed, in a world where
 * everything else fails: network, journal, nodes. See docs/simulate-faults.md.
 */
package exchange.faults;
