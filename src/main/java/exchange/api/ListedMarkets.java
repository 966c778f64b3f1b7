package exchange.api;

import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.MarketStatus;
import exchange.readside.MarketDirectory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** The markets of the directory, with one of them as the default. */
public final class ListedMarkets implements Markets {
    private static final Duration LISTED_WITHIN = Duration.ofSeconds(2);

    private final MarketDirectory directory;
    private final String defaultSymbol;

    /** @param defaultSymbol must be listed before the first request */
    public ListedMarkets(MarketDirectory directory, String defaultSymbol) {
        this.directory = directory;
        this.defaultSymbol = defaultSymbol;
    }

    @Override
    public Optional<MarketRules> find(String symbol) {
        return directory.rules(symbol);
    }

    @Override
    public MarketRules defaultMarket() {
        return rules(defaultSymbol);
    }

    @Override
    public List<MarketRules> all() {
        List<MarketRules> all = new ArrayList<>(directory.markets());
        MarketRules first = defaultMarket();
        all.removeIf(rules -> rules.symbol().equals(defaultSymbol));
        all.addFirst(first);
        return all;
    }

    @Override
    public Optional<Asset> asset(String name) {
        return directory.asset(name);
    }

    @Override
    public List<Asset> assets() {
        return directory.assets();
    }

    @Override
    public MarketStatus status(String symbol) {
        return directory
                .status(symbol)
                .orElseThrow(() -> new IllegalStateException(
                        "the directory of markets does not know " + symbol));
    }

    @Override
    public CompletionStage<Void> until(BooleanSupplier isListed) {
        return directory.until(isListed, LISTED_WITHIN);
    }
}
