package exchange.api;

import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.MarketStatus;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A directory of these markets; the first is the default. */
public record FixedMarkets(List<MarketRules> all) implements Markets {
    @Override
    public Optional<MarketRules> find(String symbol) {
        return all.stream().filter(rules -> rules.symbol().equals(symbol)).findFirst();
    }

    @Override
    public MarketRules defaultMarket() {
        return all.getFirst();
    }

    @Override
    public List<Asset> assets() {
        return all.stream()
                .flatMap(rules -> Stream.of(rules.base(), rules.quote()))
                .distinct()
                .toList();
    }

    @Override
    public MarketStatus status(String symbol) {
        return new MarketStatus(rules(symbol).state(), "", 0, 0);
    }

    @Override
    public CompletionStage<Void> until(BooleanSupplier isListed) {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public Optional<Asset> asset(String name) {
        return all.stream()
                .flatMap(rules -> Stream.of(rules.base(), rules.quote()))
                .filter(asset -> asset.name().equals(name))
                .findFirst();
    }
}
