package exchange.portfolio;

import exchange.market.Asset;
import exchange.marketdata.CandleInterval;
import exchange.readside.AccountEvent;
import exchange.readside.AccountPast;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cost books of accounts that somebody asked about, read from the tables to the end once and
 * then carried on. Forgets the accounts that nobody has asked about for longest; the same is made
 * again when it is asked for. For one thread; blocking.
 */
public final class Keeper {
    private static final int BATCHES = 200;

    private final AccountPast tables;
    private final boolean withPast;
    private final Map<Key, CostBooks> kept;
    private Listing listing = new Listing(List.of(), List.of());
    private PriceSource prices;

    private record Key(long account, String quote) {}

    /** The past of an account is so long that reading it goes on when it is asked for again. */
    public static final class StillReading extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StillReading() {
            super("the account's past is still being read", null, false, false);
        }
    }

    /**
     * What an account is worth, and what it was since it began.
     *
     * @param value of all it has now, in units of the quote asset
     */
    public record Standing(long since, BigInteger value, Totals totals) {
        public BigInteger profit() {
            return new Report.Point(0, value, totals).profit();
        }
    }

    /** @param withPast whether it can make reports, or standings only */
    public Keeper(AccountPast tables, int accountsMax, boolean withPast) {
        this.tables = tables;
        this.withPast = withPast;
        prices = StoredPrices.ofThePast(tables);
        kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, CostBooks> eldest) {
                return size() > accountsMax;
            }
        };
    }

    /** @param patience how long it may read, in milliseconds */
    public Report report(
            long account, Asset quote, Listing markets, Period period, long now, long patience) {
        CostBooks books = books(account, quote, markets, patience);
        long from = period.start(books.since(), now);
        CandleInterval step = period.step(books.since(), now);
        return Report.of(
                books,
                StoredPrices.ofNow(tables),
                StoredPrices.atEnds(tables, step, from - step.millis(), now),
                step,
                from,
                now);
    }

    /** @param now the prices of this moment */
    public Standing standing(
            long account, Asset quote, Listing markets, PriceSource now, long time, long patience) {
        CostBooks books = books(account, quote, markets, patience);
        Map<String, BigInteger> units = new HashMap<>();
        books.positions().forEach((asset, position) -> units.put(asset, position.units()));
        return new Standing(
                books.since(), Report.worth(units, books.valuer(), now, time), books.totals());
    }

    private CostBooks books(long account, Asset quote, Listing markets, long patience) {
        if (!markets.isLike(listing)) {
            kept.clear();
            listing = markets;
        }
        Key key = new Key(account, quote.name());
        // What fails half way is forgotten, and read again from the beginning.
        CostBooks books = kept.remove(key);
        if (books == null || books.isOutdated()) {
            books = begin(new Valuer(quote, listing));
        }
        long giveUp = System.nanoTime() + patience * 1_000_000;
        List<AccountEvent> events = tables.eventsAfter(account, books.sequence(), BATCHES);
        while (!events.isEmpty()) {
            events.forEach(books::take);
            if (System.nanoTime() > giveUp) {
                kept.put(key, books);
                throw new StillReading();
            }
            events = tables.eventsAfter(account, books.sequence(), BATCHES);
        }
        kept.put(key, books);
        return books;
    }

    private CostBooks begin(Valuer valuer) {
        return withPast ? CostBooks.withPast(valuer, prices) : CostBooks.begin(valuer, prices);
    }
}
