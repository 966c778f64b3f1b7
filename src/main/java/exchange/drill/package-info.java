/**
 * Fault drills: a cluster and a PostgreSQL of their own, loaded through the public API, broken on
 * purpose, and held to what was promised.
 */
package exchange.drill;
