package exchange.matching.bench;

/** An engine in the bench: plays commands one after the other and counts what they trade. */
abstract class Contender {
    private long trades;
    private long volume;
    private long notional;

    /** What was traded: orders met, lots, ticks times lots. Sums may wrap. */
    record Totals(long trades, long volume, long notional) {}

    abstract void play(Commands commands, int from, int to);

    /** How many orders rest. */
    abstract int resting();

    final void count(long priceTicks, long lots) {
        trades++;
        volume += lots;
        notional += priceTicks * lots;
    }

    /** What was traded since this was last asked. */
    final Totals takeTotals() {
        Totals totals = new Totals(trades, volume, notional);
        trades = 0;
        volume = 0;
        notional = 0;
        return totals;
    }
}
