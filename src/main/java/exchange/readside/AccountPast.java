package exchange.readside;

import exchange.marketdata.CandleInterval;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

import javax.sql.DataSource;

/**
 * All that happened to an account, and what prices were meanwhile, for whoever reads it from the
 * beginning. Blocking; each call is one short query.
 */
public final class AccountPast {
    private static final String EVENTS = """
            SELECT first_sequence, time, payload FROM account_events
            WHERE account = ? AND last_sequence > ? ORDER BY last_sequence LIMIT ?""";
    private static final String CLOSE = """
            SELECT close_ticks FROM candles WHERE symbol = ? AND seconds = ? AND start <= ?
            ORDER BY start DESC LIMIT 1""";
    private static final String CLOSES = """
            (SELECT start, close_ticks FROM candles WHERE symbol = ? AND seconds = ? AND start < ?
             ORDER BY start DESC LIMIT 1)
            UNION ALL
            (SELECT start, close_ticks FROM candles WHERE symbol = ? AND seconds = ?
             AND start >= ? AND start < ?)""";
    private static final String FIRST = """
            SELECT price_ticks FROM prices WHERE symbol = ? ORDER BY trade_number LIMIT 1""";

    private final Select select;

    public AccountPast(DataSource pool) {
        select = new Select(pool);
    }

    /**
     * What happened after that event, in order, without gaps.
     *
     * @param batches of the ledger at most, each with all its events of the account
     */
    public List<AccountEvent> eventsAfter(long account, long after, int batches) {
        List<AccountEvent> events = new ArrayList<>();
        select.list(EVENTS, ReadSideQueries::readEvents, account, after, batches)
                .forEach(events::addAll);
        return events.stream().filter(event -> event.sequence() > after).toList();
    }

    /** The price of the last trade in a candle that is over by then, in ticks. */
    public OptionalLong closeBefore(String symbol, CandleInterval interval, long end) {
        return first(select.list(
                CLOSE, row -> row.getLong(1), symbol, interval.seconds(), end - interval.millis()));
    }

    /**
     * The prices of last trades by the end of their candle, of candles that begin within a time,
     * and of the last one before.
     */
    public NavigableMap<Long, Long> closes(
            String symbol, CandleInterval interval, long from, long until) {
        NavigableMap<Long, Long> closes = new TreeMap<>();
        int seconds = interval.seconds();
        select.list(
                CLOSES,
                row -> closes.put(row.getLong(1) + interval.millis(), row.getLong(2)),
                symbol,
                seconds,
                from,
                symbol,
                seconds,
                from,
                until);
        return closes;
    }

    /** The price of a market's first trade ever, in ticks. */
    public OptionalLong firstPrice(String symbol) {
        return first(select.list(FIRST, row -> row.getLong(1), symbol));
    }

    private static OptionalLong first(List<Long> found) {
        return found.isEmpty() ? OptionalLong.empty() : OptionalLong.of(found.getFirst());
    }
}
