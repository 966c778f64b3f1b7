/**
 * What the edges of API v1 share: orders read from JSON and written as JSON, the use cases of
 * placing, canceling and asking, and the answers to mistakes.
 */
package exchange.api;
