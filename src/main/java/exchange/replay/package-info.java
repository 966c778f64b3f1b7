/** Recorded days of any venue, played on the pure order book and held against the recording. */
package exchange.replay;
