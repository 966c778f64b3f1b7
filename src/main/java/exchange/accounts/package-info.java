/**
 * The Ledger entity: who may place what, what is held for it, and how a book's lines settle. Its
 * decisions are plain objects over one partition's state; the actors around them come from the
 * sequencer.
 */
package exchange.accounts;
