package exchange.readside;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

/**
 * How much accounts have traded within a time, from the tables. The same time always comes to the
 * same, once the tables have all of it. Blocking; what is about all accounts may take minutes.
 */
public final class TradedVolumes {
    private static final String OF_ALL = """
            SELECT account, symbol, sum(quote) AS quote FROM fills WHERE time >= ? AND time < ?
            GROUP BY account, symbol""";
    private static final String OF_ONE = """
            SELECT account, symbol, sum(quote) AS quote FROM fills
            WHERE account = ? AND time >= ? AND time < ? GROUP BY account, symbol""";
    private static final String LAST_PRICES = """
            SELECT m.symbol, p.price_ticks FROM ledger_markets m CROSS JOIN LATERAL (
              SELECT price_ticks FROM prices WHERE symbol = m.symbol AND time < ?
              ORDER BY trade_number DESC LIMIT 1) p""";
    private static final String WITH_LEVEL = "SELECT account FROM fee_levels WHERE level > 0";

    private final Select select;

    /** @param pool whose queries may take as long as the question needs */
    public TradedVolumes(DataSource pool) {
        this(new Select(pool));
    }

    TradedVolumes(Select select) {
        this.select = select;
    }

    /**
     * What one account traded in one market.
     *
     * @param quoteUnits of the market's quote asset, of all its fills, maker or taker
     */
    public record Traded(long account, String symbol, BigDecimal quoteUnits) {}

    /** Of every account that traded, from one time up to another, epoch milliseconds. */
    public List<Traded> ofAll(long from, long until) {
        return select.list(OF_ALL, TradedVolumes::read, from, until);
    }

    public List<Traded> of(long account, long from, long until) {
        return select.list(OF_ONE, TradedVolumes::read, account, from, until);
    }

    private static Traded read(ResultSet row) throws SQLException {
        return new Traded(
                row.getLong("account"), row.getString("symbol"), row.getBigDecimal("quote"));
    }

    /** The last price of each market before that time, in ticks. */
    public Map<String, Long> lastPrices(long before) {
        Map<String, Long> prices = new HashMap<>();
        select.list(LAST_PRICES, row -> prices.put(row.getString(1), row.getLong(2)), before);
        return prices;
    }

    /** Accounts that have a level, and may lose it. */
    public Set<Long> withLevel() {
        return new HashSet<>(select.list(WITH_LEVEL, row -> row.getLong(1)));
    }
}
