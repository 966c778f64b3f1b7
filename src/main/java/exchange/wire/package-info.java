/**
 * JSON at the edges: a strict reader that names every wrong field, and a writer of exact decimals.
 */
package exchange.wire;
