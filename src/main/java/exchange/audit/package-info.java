/**
 * The audit: reads every journal row there is in one snapshot, computes all money a second time and
 * independently, and compares books with ledgers line by line. Reads only.
 */
package exchange.audit;
