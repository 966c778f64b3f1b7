package exchange.api;

import exchange.market.AccountLimits;
import exchange.market.Asset;
import exchange.market.CircuitBreaker;
import exchange.market.Decimals;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.RejectReason;
import exchange.wire.FieldError;
import exchange.wire.Fields;
import exchange.wire.InvalidFields;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads what admins say of assets and markets. Decimals are exact: fees and collar count in
 * millionths, limits in units of the quote asset.
 */
final class MarketTerms {
    static final int REASON_LENGTH_MAX = 200;

    private static final List<String> CHANGES = List.of(
            "state",
            "maker_fee",
            "taker_fee",
            "collar",
            "min_notional",
            "max_notional",
            "circuit_breaker",
            "limits");
    private static final int NAME_LENGTH_MAX = 12;
    private static final int SYMBOL_LENGTH_MAX = 25;
    private static final int MILLIONTHS = 6;
    private static final int MILLION = 1_000_000;
    private static final long SECONDS_MAX = 86_400;
    private static final long MILLIS = 1_000;
    private static final String PRICE_HIGH = "0, or 1 to 1000";

    private final Fields body;

    MarketTerms(Fields body) {
        this.body = body;
    }

    /** A new asset; its scale is final. */
    Asset asset() {
        String name = body.text("name", NAME_LENGTH_MAX);
        int scale = (int) body.whole("scale", 0, Decimals.SCALE_MAX);
        body.done();
        try {
            return new Asset(name, scale);
        } catch (IllegalArgumentException e) {
            throw invalid("name", e.getMessage());
        }
    }

    /** A new market; its tick and lot are final. */
    MarketRules market(Markets markets, MarketDefaults defaults) {
        String symbol = body.text("symbol", SYMBOL_LENGTH_MAX);
        String[] names = symbol.split("-", -1);
        boolean isPair = names.length == 2 && !names[0].equals(names[1]);
        if (!isPair && !symbol.isEmpty()) {
            body.reject(
                    "symbol",
                    FieldError.INVALID_FIELD,
                    "symbol must read BASE-QUOTE, of two assets");
        }
        Optional<Asset> base = isPair ? asset(markets, names[0]) : Optional.empty();
        Optional<Asset> quote = isPair ? asset(markets, names[1]) : Optional.empty();
        String tick = size("tick_size");
        String lot = size("lot_size");
        int quoteScale = quote.map(Asset::scale).orElse(Decimals.SCALE_MAX);
        long minNotional = units("min_notional", quoteScale).orElse(0L);
        long maxNotional = units("max_notional", quoteScale).orElse(Long.MAX_VALUE);
        requireOrder(minNotional, maxNotional);
        int makerFee = fee("maker_fee").orElse(defaults.makerFee());
        int takerFee = fee("taker_fee").orElse(defaults.takerFee());
        int collar = share("collar").orElse(defaults.collar());
        CircuitBreaker breaker = breaker(defaults.breaker()).orElse(defaults.breaker());
        AccountLimits limits = limits(defaults.limits()).orElse(defaults.limits());
        MarketState state = body.optionalOneOf("state", MarketState.class).orElse(MarketState.OPEN);
        if (state == MarketState.DELISTED) {
            body.reject("state", FieldError.INVALID_FIELD, "state must not be DELISTED");
        }
        body.done();
        try {
            return new MarketRules(
                    symbol,
                    base.orElseThrow(),
                    quote.orElseThrow(),
                    Decimals.parse(tick, Decimals.scaleOf(tick)),
                    Decimals.scaleOf(tick),
                    Decimals.parse(lot, Decimals.scaleOf(lot)),
                    Decimals.scaleOf(lot),
                    minNotional,
                    maxNotional,
                    makerFee,
                    takerFee,
                    collar,
                    state,
                    breaker,
                    limits);
        } catch (IllegalArgumentException e) {
            throw invalid("symbol", e.getMessage());
        }
    }

    private Optional<Asset> asset(Markets markets, String name) {
        Optional<Asset> found = markets.asset(name);
        if (found.isEmpty()) {
            body.reject(
                    "symbol",
                    RejectReason.UNKNOWN_ASSET.name(),
                    "symbol names an asset that does not exist");
        }
        return found;
    }

    /** Text of a positive decimal; a stand-in after a mistake. */
    private String size(String name) {
        boolean given = body.has(name);
        String text = body.decimal(name);
        try {
            if (Decimals.parse(text, Decimals.scaleOf(text)) > 0) {
                return text;
            }
        } catch (NumberFormatException e) {
            given = true;
        }
        if (given) {
            body.reject(name, FieldError.INVALID_FIELD, name + " must be positive, below 2^63");
        }
        return "1";
    }

    /** The change of a market that exists, on top of its rules as they are. */
    MarketChange change(MarketRules rules) {
        Optional<MarketState> state = body.optionalOneOf("state", MarketState.class);
        Optional<String> reason = body.optionalText("reason", REASON_LENGTH_MAX);
        if (state.isPresent() && !body.has("reason")) {
            body.reject("reason", FieldError.INVALID_FIELD, "reason must be given with a state");
        }
        if (state.isEmpty() && reason.isPresent()) {
            body.reject("reason", FieldError.INVALID_FIELD, "reason belongs to a state");
        }
        int scale = rules.quote().scale();
        MarketChange change = new MarketChange(
                state,
                reason.orElse(""),
                lastsMillis(state),
                fee("maker_fee"),
                fee("taker_fee"),
                share("collar"),
                units("min_notional", scale),
                units("max_notional", scale),
                breaker(rules.breaker()),
                limits(rules.limits()));
        requireOrder(
                change.minNotional().orElse(rules.minNotional()),
                change.maxNotional().orElse(rules.maxNotional()));
        if (CHANGES.stream().noneMatch(body::has)) {
            body.reject("state", FieldError.INVALID_FIELD, "there must be something to change");
        }
        body.done();
        return change;
    }

    private long lastsMillis(Optional<MarketState> state) {
        OptionalLong seconds = body.optionalWhole("seconds", 1, SECONDS_MAX);
        boolean mayEnd = state.equals(Optional.of(MarketState.AUCTION))
                || state.equals(Optional.of(MarketState.HALTED));
        if (seconds.isPresent() && !mayEnd) {
            body.reject(
                    "seconds", FieldError.INVALID_FIELD, "seconds belong to an auction or a halt");
        }
        return seconds.orElse(0) * MILLIS;
    }

    /** A change of some parts; the others stay as they were. */
    private Optional<CircuitBreaker> breaker(CircuitBreaker before) {
        Optional<Fields> given = body.optionalObject("circuit_breaker");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Fields parts = given.get();
        Optional<Integer> move = new MarketTerms(parts).share("move");
        int window = millis(parts, "window_seconds", 1, before.windowMillis());
        int halt = millis(parts, "halt_seconds", 0, before.haltMillis());
        int auction = millis(parts, "auction_seconds", 1, before.auctionMillis());
        parts.noOthers();
        return Optional.of(new CircuitBreaker(move.orElse(before.move()), window, halt, auction));
    }

    /** A change of some parts; the others stay as they were. */
    private Optional<AccountLimits> limits(AccountLimits before) {
        Optional<Fields> given = body.optionalObject("limits");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Fields parts = given.get();
        MarketTerms terms = new MarketTerms(parts);
        int orders = terms.orders("open_orders", before.openOrders());
        int stops = terms.orders("stops", before.stops());
        int low = terms.within("price_low", 0, MILLION, "0 to 1").orElse(before.priceLow());
        int high = terms.priceHigh().orElse(before.priceHigh());
        parts.noOthers();
        return Optional.of(new AccountLimits(orders, stops, low, high));
    }

    private int orders(String name, int before) {
        return (int) body.optionalWhole(name, 1, AccountLimits.ORDERS_MAX).orElse(before);
    }

    private static int millis(Fields parts, String name, long least, int before) {
        OptionalLong seconds = parts.optionalWhole(name, least, SECONDS_MAX);
        return seconds.isPresent() ? (int) (seconds.getAsLong() * MILLIS) : before;
    }

    /** 0 means that there is none. */
    private Optional<Integer> priceHigh() {
        Optional<Integer> found = within("price_high", 0, AccountLimits.PRICE_MAX, PRICE_HIGH);
        if (found.filter(value -> value > 0 && value < MILLION).isPresent()) {
            body.reject("price_high", FieldError.INVALID_FIELD, "price_high must be " + PRICE_HIGH);
            return Optional.empty();
        }
        return found;
    }

    private void requireOrder(long minNotional, long maxNotional) {
        if (minNotional > maxNotional) {
            String name = body.has("min_notional") ? "min_notional" : "max_notional";
            body.reject(
                    name,
                    FieldError.INVALID_FIELD,
                    name + " must leave min_notional at most max_notional");
        }
    }

    private Optional<Integer> fee(String name) {
        return within(name, 0, MarketRules.FEE_MAX, "0 to 0.1");
    }

    private Optional<Integer> share(String name) {
        return within(name, 0, MILLION - 1, "0 to below 1");
    }

    /** Millionths within these bounds; empty after a mistake, too. */
    private Optional<Integer> within(String name, int least, int most, String bounds) {
        Optional<Long> found = units(name, MILLIONTHS);
        if (found.filter(value -> value < least || value > most).isPresent()) {
            body.reject(name, FieldError.INVALID_FIELD, name + " must be " + bounds);
            return Optional.empty();
        }
        return found.map(Long::intValue);
    }

    private Optional<Long> units(String name, int scale) {
        Optional<String> text = body.optionalDecimal(name);
        try {
            return text.map(found -> Decimals.parse(found, scale));
        } catch (NumberFormatException e) {
            body.reject(
                    name,
                    FieldError.INVALID_FIELD,
                    name + " must be below 2^63 units, with at most " + scale + " decimals");
            return Optional.empty();
        }
    }

    private static InvalidFields invalid(String field, String message) {
        return InvalidFields.one(List.of("body", field), "invalid_field", message);
    }
}
