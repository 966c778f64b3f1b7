package exchange.readside;

import exchange.market.AccountLimits;
import exchange.market.Asset;
import exchange.market.CircuitBreaker;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.MarketStatus;

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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

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

    private static final String LEDGER_MARKETS = "SELECT symbol FROM ledger_markets";

    private record Listed(MarketRules rules, MarketStatus status) {}

    private record Listing(
            String version, Map<String, Listed> markets, Map<String, Asset> assets) {}

    private final Select select;
    private final ScheduledExecutorService scheduler;
    private final Consumer<String> heardOf;
    private volatile Listing listing = new Listing("", Map.of(), Map.of());

    /** @param heardOf is told every market that a ledger knows, listed or not */
    MarketDirectory(Select select, ScheduledExecutorService scheduler, Consumer<String> heardOf) {
        this.select = select;
        this.scheduler = scheduler;
        this.heardOf = heardOf;
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
        return Optional.ofNullable(listing.markets().get(symbol)).map(Listed::rules);
    }

    /** Of all markets, in the order of their creation. */
    public List<String> symbols() {
        return List.copyOf(listing.markets().keySet());
    }

    /** All markets in the order of their creation. */
    public List<MarketRules> markets() {
        return listing.markets().values().stream().map(Listed::rules).toList();
    }

    public Optional<MarketState> state(String symbol) {
        return status(symbol).map(MarketStatus::state);
    }

    /** What the market does with orders, why and since when. */
    public Optional<MarketStatus> status(String symbol) {
        return Optional.ofNullable(listing.markets().get(symbol)).map(Listed::status);
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

    /** Completes when that has become true of what is listed, at the latest after the timeout. */
    public CompletionStage<Void> until(BooleanSupplier isListed, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        CompletableFuture<Void> listed = new CompletableFuture<>();
        look(isListed, deadline, listed);
        return listed;
    }

    private void look(BooleanSupplier isListed, long deadline, CompletableFuture<Void> listed) {
        if (isListed.getAsBoolean() || System.nanoTime() - deadline > 0) {
            listed.complete(null);
            return;
        }
        scheduler.schedule(
                () -> {
                    try {
                        read();
                        look(isListed, deadline, listed);
                    } catch (RuntimeException e) {
                        log.warn("the list of markets is not refreshed: {}", e.toString());
                        listed.complete(null);
                    }
                },
                AWAIT_POLL_MILLIS,
                TimeUnit.MILLISECONDS);
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
        select.list(LEDGER_MARKETS, row -> row.getString(1)).forEach(heardOf);
        Map<String, Listed> markets = new LinkedHashMap<>();
        for (Listed market : select.list(MARKETS, MarketDirectory::readMarket)) {
            markets.put(market.rules().symbol(), market);
            tellChange(market.status(), market.rules().symbol());
        }
        Map<String, Asset> assets = new LinkedHashMap<>();
        for (Asset asset :
                select.list(ASSETS, row -> new Asset(row.getString("name"), row.getInt("scale")))) {
            assets.put(asset.name(), asset);
        }
        listing = new Listing(version, markets, assets);
    }

    private void tellChange(MarketStatus now, String symbol) {
        Listed before = listing.markets().get(symbol);
        if (before == null || before.status().state() != now.state()) {
            log.info("market {} is {} {}", symbol, now.state(), now.reason());
        }
    }

    private static Listed readMarket(ResultSet row) throws SQLException {
        MarketRules rules = readRules(row);
        return new Listed(
                rules,
                new MarketStatus(
                        rules.state(),
                        row.getString("state_reason"),
                        row.getLong("state_since"),
                        row.getLong("state_ends_at")));
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
                MarketState.of(row.getInt("state")),
                new CircuitBreaker(
                        row.getInt("breaker_move"),
                        row.getInt("breaker_window"),
                        row.getInt("breaker_halt"),
                        row.getInt("breaker_auction")),
                new AccountLimits(
                        row.getInt("limit_open_orders"),
                        row.getInt("limit_stops"),
                        row.getInt("limit_price_low"),
                        row.getInt("limit_price_high")));
    }
}
