package exchange.portfolio;

import exchange.market.Asset;
import exchange.market.MarketRules;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What amounts are worth in one asset at some time: in the market of the two, or else over one
 * asset between, in the first market that had a price by then. Before the first trade of all these
 * the price of the first trade counts, so that what came early is not worth nothing. Rounds down to
 * whole units, once.
 */
public final class Valuer {
    /** More decimals between two steps than any asset has. */
    private static final int SCALE_BETWEEN = 30;

    private final Asset quote;
    private final Listing listing;
    private final Map<String, List<List<Step>>> ways = new HashMap<>();

    /** From one asset of a market to the other. */
    private record Step(MarketRules market, boolean isInverse) {
        BigDecimal of(BigDecimal amount, long ticks) {
            BigDecimal price = new BigDecimal(market.priceText(ticks));
            return isInverse
                    ? amount.divide(price, SCALE_BETWEEN, RoundingMode.FLOOR)
                    : amount.multiply(price);
        }

        String to() {
            return isInverse ? market.base().name() : market.quote().name();
        }
    }

    public Valuer(Asset quote, Listing listing) {
        this.quote = quote;
        this.listing = listing;
    }

    public Asset quote() {
        return quote;
    }

    Listing listing() {
        return listing;
    }

    /** In units of the quote asset; empty when no way leads there by markets that had a trade. */
    public Optional<BigInteger> value(
            String asset, BigInteger units, PriceSource prices, long time) {
        if (asset.equals(quote.name()) || units.signum() == 0) {
            return Optional.of(units);
        }
        BigDecimal amount = new BigDecimal(units, listing.scale(asset));
        return value(asset, amount, symbol -> prices.ticksAt(symbol, time))
                .or(() -> value(asset, amount, prices::firstTicks))
                .map(this::units);
    }

    /** What one of it is worth, for show. */
    Optional<BigDecimal> price(String asset, PriceSource prices, long time) {
        return asset.equals(quote.name())
                ? Optional.of(BigDecimal.ONE)
                : value(asset, BigDecimal.ONE, symbol -> prices.ticksAt(symbol, time))
                        .map(price -> price.setScale(quote.scale(), RoundingMode.FLOOR));
    }

    private BigInteger units(BigDecimal value) {
        return value.setScale(quote.scale(), RoundingMode.FLOOR).unscaledValue();
    }

    private Optional<BigDecimal> value(
            String asset, BigDecimal amount, Function<String, OptionalLong> prices) {
        for (List<Step> way : ways.computeIfAbsent(asset, this::ways)) {
            Optional<BigDecimal> value = Optional.of(amount);
            for (Step step : way) {
                OptionalLong ticks = prices.apply(step.market().symbol());
                value = value.filter(found -> ticks.isPresent())
                        .map(found -> step.of(found, ticks.getAsLong()));
            }
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    /** Every way of one step, then every way of two. */
    private List<List<Step>> ways(String asset) {
        List<List<Step>> found = new ArrayList<>();
        steps(asset).stream()
                .filter(step -> step.to().equals(quote.name()))
                .forEach(step -> found.add(List.of(step)));
        for (Step first : steps(asset)) {
            steps(first.to()).stream()
                    .filter(second -> second.to().equals(quote.name()))
                    .forEach(second -> found.add(List.of(first, second)));
        }
        return found;
    }

    private List<Step> steps(String from) {
        List<Step> steps = new ArrayList<>();
        for (MarketRules market : listing.markets()) {
            if (market.base().name().equals(from)) {
                steps.add(new Step(market, false));
            } else if (market.quote().name().equals(from)) {
                steps.add(new Step(market, true));
            }
        }
        return steps;
    }
}
