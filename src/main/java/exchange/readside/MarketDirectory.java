package exchange.readside;

import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.MarketState;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The markets and assets there are, in memory. A market is listed when its book and the ledgers
 * know it. A change shows within a poll, or when {@link #refresh} is done. Any thread may ask.
 */
public final class MarketDirectory {
    private static final Logger log = LoggerFactory.getLogger(MarketDirectory.class);
    private static final long AWAIT_POLL_MILLIS = 25;

    private static final String VERSION = """
            SELECT (SELECT count(*) FROM assets) || '/' || (SELECT count(*) FROM ledger_markets)
              || '/' || (SELECT coalesce(sum(revision), 0) FROM markets)""";
    private static final String ASSETS = "SELECT name, scale FROM assets ORDER BY position";
    private static final String MARKETS =
            "SELECT m.* FROM markets m JOIN ledger_markets USING (symbol) ORDER BY position";

    private record Listing(
            String version, Map<String, MarketRules> markets, Map<String, Asset> assets) {}

    private final Select select;
    private final ScheduledExecutorService scheduler;
    private volatile Listing listing = new Listing("", Map.of(), Map.of());

    MarketDirectory(Select select, ScheduledExecutorService scheduler) {
        this.select = select;
        this.scheduler = scheduler;
    }

    void poll(Duration every) {
        scheduler.scheduleWithFixedDelay(
                () -> {
                    try {
                        read();
                    } catch (RuntimeException e) {
                        log.warn("the list of markets is not refreshed: {}", e.toString());
                    }
                },
                0,
                every.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    public Optional<MarketRules> rules(String symbol) {
        return Optional.ofNullable(listing.markets().get(symbol));
    }

    /** All markets in the order of their creation. */
    public List<MarketRules> markets() {
        return List.copyOf(listing.markets().values());
    }

    public Optional<MarketState> state(String symbol) {
        return rules(symbol).map(MarketRules::state);
    }

    public Optional<Asset> asset(String name) {
        return Optional.ofNullable(listing.assets().get(name));
    }

    /** All assets in the order of their definition. */
    public List<Asset> assets() {
        return List.copyOf(listing.assets().values());
    }

    /** Reads the tables now. */
    public CompletionStage<Void> refresh() {
        return CompletableFuture.runAsync(this::read, scheduler);
    }

    /** Whether all these markets are listed, at the latest after the timeout; blocks until then. */
    public boolean await(Collection<String> symbols, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!listing.markets().keySet().containsAll(symbols)) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(AWAIT_POLL_MILLIS);
                read();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private synchronized void read() {
        String version = select.list(VERSION, row -> row.getString(1)).get(0);
        if (version.equals(listing.version())) {
            return;
        }
        Map<String, MarketRules> markets = new LinkedHashMap<>();
        for (MarketRules rules : select.list(MARKETS, MarketDirectory::readRules)) {
            markets.put(rules.symbol(), rules);
        }
        Map<String, Asset> assets = new LinkedHashMap<>();
        for (Asset asset :
                select.list(ASSETS, row -> new Asset(row.getString("name"), row.getInt("scale")))) {
            assets.put(asset.name(), asset);
        }
        listing = new Listing(version, markets, assets);
    }

    private static MarketRules readRules(ResultSet row) throws SQLException {
        return new MarketRules(
                row.getString("symbol"),
                new Asset(row.getString("base"), row.getInt("base_scale")),
                new Asset(row.getString("quote"), row.getInt("quote_scale")),
                row.getLong("tick_size"),
                row.getInt("tick_scale"),
                row.getLong("lot_size"),
                row.getInt("lot_scale"),
                row.getLong("min_notional"),
                row.getLong("max_notional"),
                row.getInt("maker_fee"),
                row.getInt("taker_fee"),
                row.getInt("collar"),
                MarketState.of(row.getInt("state")));
    }
}
