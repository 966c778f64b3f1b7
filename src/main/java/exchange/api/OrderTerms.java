package exchange.api;

import exchange.market.Decimals;
import exchange.market.MarketRules;
import exchange.market.OrderConditions;
import exchange.market.RejectReason;
import exchange.market.TimeInForce;
import exchange.wire.FieldError;
import exchange.wire.Fields;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What an order asks for, in the integers of its market: price, quantity or amount, and how long it
 * lives. Zero where the order is silent or wrong; what is wrong is reported to its fields. With no
 * market only the form is checked.
 */
final class OrderTerms {
    private static final long TIME_MAX =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    private static final int TIME_LENGTH_MAX = 40;
    private static final String TOO_LARGE = "is too large";

    private final Fields order;
    private final Optional<MarketRules> market;
    private TimeInForce timeInForce = TimeInForce.GTC;
    private boolean postOnly;
    private long priceTicks;
    private long quantityLots;
    private long amount;
    private long bestPriceTicks;
    private long stopPriceTicks;
    private long trailTicks;
    private long trailBasisPoints;
    private long displayLots;
    private long expiresAt;

    OrderTerms(Fields order, Optional<MarketRules> market) {
        this.order = order;
        this.market = market;
    }

    void readLimit() {
        mustBeAbsent("stop_price", "is for STOP and TAKE_PROFIT orders only");
        readPriceAndQuantity();
        postOnly = order.optionalFlag("post_only").orElse(false);
        if (postOnly && !timeInForce.rests()) {
            invalid("post_only", "needs time_in_force GTC, GTD or DAY");
        }
    }

    /** A limit that begins to count at the stop price. */
    void readStopLimit() {
        readStopPrice();
        readPriceAndQuantity();
        refusePostOnly();
    }

    private void readPriceAndQuantity() {
        Optional<String> price = required("price");
        Optional<String> quantity = required("quantity");
        mustBeAbsent("quote_quantity", "is for MARKET orders only");
        timeInForce =
                order.optionalOneOf("time_in_force", TimeInForce.class).orElse(TimeInForce.GTC);
        price.ifPresent(text -> priceTicks = ticks("price", text, RejectReason.INVALID_PRICE));
        quantity.ifPresent(
                text -> quantityLots = lots("quantity", text, RejectReason.INVALID_QUANTITY));
        order.optionalDecimal("display_quantity").ifPresent(this::readDisplay);
        market.ifPresent(rules -> checkNotional(rules, priceTicks));
    }

    /** What is to change: a price, a quantity or both. */
    void readAmend() {
        Optional<String> price = order.optionalDecimal("price");
        Optional<String> quantity = order.optionalDecimal("quantity");
        price.ifPresent(text -> priceTicks = ticks("price", text, RejectReason.INVALID_PRICE));
        quantity.ifPresent(
                text -> quantityLots = lots("quantity", text, RejectReason.INVALID_QUANTITY));
        if (price.isEmpty() && quantity.isEmpty()) {
            invalid("quantity", "or price must be given");
        }
    }

    /**
     * The best prices there are from the stop price on.
     *
     * @param lastTicks the last trade's price, which a trailing stop follows; 0 when none was seen
     */
    void readStop(long lastTicks) {
        readStopPrice();
        bestPriceTicks = trailTicks + trailBasisPoints > 0 ? lastTicks : 0;
        mustBeAbsent("price", "must be absent for an order without a limit");
        mustBeAbsent("quote_quantity", "is for MARKET orders only");
        mustBeAbsent("display_quantity", "is for orders with a limit only");
        required("quantity")
                .ifPresent(text ->
                        quantityLots = lots("quantity", text, RejectReason.INVALID_QUANTITY));
        timeInForce =
                order.optionalOneOf("time_in_force", TimeInForce.class).orElse(TimeInForce.GTC);
        if (!timeInForce.rests()) {
            invalid("time_in_force", "must be GTC, GTD or DAY: how long the order waits");
        }
        refusePostOnly();
        market.ifPresent(rules -> checkNotional(rules, stopPriceTicks));
    }

    private void refusePostOnly() {
        if (order.optionalFlag("post_only").orElse(false)) {
            invalid("post_only", "is for LIMIT orders only");
        }
    }

    /** A trailing stop's stop price, where it begins to follow, may be absent. */
    private void readStopPrice() {
        order.optionalDecimal("trailing_offset")
                .ifPresent(text ->
                        trailTicks = ticks("trailing_offset", text, RejectReason.INVALID_PRICE));
        trailBasisPoints = order.optionalWhole(
                        "trailing_basis_points", 1, OrderConditions.TRAIL_BASIS_POINTS_MAX)
                .orElse(0);
        if (order.has("trailing_offset") && order.has("trailing_basis_points")) {
            invalid("trailing_basis_points", "must be absent when there is trailing_offset");
        }
        boolean trails = order.has("trailing_offset") || order.has("trailing_basis_points");
        if (trails && !order.has("stop_price")) {
            return;
        }
        required("stop_price")
                .ifPresent(text -> stopPriceTicks =
                        ticks("stop_price", text, RejectReason.INVALID_STOP_PRICE));
    }

    private void readDisplay(String text) {
        displayLots = lots("display_quantity", text, RejectReason.INVALID_DISPLAY_QUANTITY);
        if (!timeInForce.rests()) {
            invalid("display_quantity", "needs time_in_force GTC, GTD or DAY");
        } else if (displayLots > 0 && quantityLots > 0 && displayLots >= quantityLots) {
            reject(
                    "display_quantity",
                    RejectReason.INVALID_DISPLAY_QUANTITY,
                    "must be less than the quantity");
        }
    }

    /** When the order ends: of GTD what it says, of all others nothing. */
    void readExpiry(long now) {
        Optional<String> text = order.optionalText("expires_at", TIME_LENGTH_MAX);
        if (timeInForce != TimeInForce.GTD) {
            text.ifPresent(found -> invalid("expires_at", "is for time_in_force GTD only"));
            return;
        }
        try {
            expiresAt = text.map(found -> Instant.parse(found).toEpochMilli()).orElse(0L);
        } catch (DateTimeException | ArithmeticException e) {
            invalid("expires_at", "must be a time like 2026-01-31T23:59:59.042Z");
            return;
        }
        if (expiresAt <= now) {
            invalid("expires_at", "must be a time to come, and is required for GTD");
        } else if (expiresAt > TIME_MAX) {
            invalid("expires_at", "must be before the year 10000");
        }
    }

    /** @param bestTicks best price of the other side, 0 when none was seen */
    void readMarket(long bestTicks) {
        bestPriceTicks = bestTicks;
        mustBeAbsent("price", "must be absent for a MARKET order");
        mustBeAbsent("stop_price", "is for STOP and TAKE_PROFIT orders only");
        mustBeAbsent("display_quantity", "is for orders with a limit only");
        readSize();
        timeInForce =
                order.optionalOneOf("time_in_force", TimeInForce.class).orElse(TimeInForce.IOC);
        if (timeInForce != TimeInForce.IOC) {
            invalid("time_in_force", "must be IOC for a MARKET order");
        }
        refusePostOnly();
        market.ifPresent(rules -> checkNotional(rules, bestTicks));
    }

    private void readSize() {
        if (!order.has("quote_quantity")) {
            required("quantity")
                    .ifPresent(text ->
                            quantityLots = lots("quantity", text, RejectReason.INVALID_QUANTITY));
            return;
        }
        order.optionalDecimal("quote_quantity").ifPresent(this::readAmount);
        mustBeAbsent("quantity", "must be absent when there is quote_quantity");
    }

    private Optional<String> required(String name) {
        if (order.has(name)) {
            return order.optionalDecimal(name);
        }
        order.decimal(name);
        return Optional.empty();
    }

    private void mustBeAbsent(String name, String message) {
        if (order.optionalDecimal(name).isPresent()) {
            invalid(name, message);
        }
    }

    private long ticks(String name, String text, RejectReason reason) {
        if (market.isEmpty()) {
            return 0;
        }
        long ticks = market.get().priceTicks(text);
        if (ticks < 0) {
            reject(name, reason, multiple(text, market.get().priceText(1)));
        }
        return Math.max(0, ticks);
    }

    private long lots(String name, String text, RejectReason reason) {
        if (market.isEmpty()) {
            return 0;
        }
        long lots = market.get().quantityLots(text);
        if (lots < 0) {
            reject(name, reason, multiple(text, market.get().quantityText(1)));
        } else if (lots > Long.MAX_VALUE / market.get().baseUnitsPerLot()) {
            reject(name, reason, TOO_LARGE);
            return 0;
        }
        return Math.max(0, lots);
    }

    /** What is wrong with a text that is no such multiple, or more than can be counted. */
    private static String multiple(String text, String unit) {
        BigDecimal value = new BigDecimal(text);
        boolean isMultiple =
                value.signum() > 0 && value.remainder(new BigDecimal(unit)).signum() == 0;
        return isMultiple ? TOO_LARGE : "must be a positive multiple of " + unit;
    }

    private void readAmount(String text) {
        market.ifPresent(rules -> {
            int scale = rules.quote().scale();
            try {
                amount = Decimals.parse(text, scale);
            } catch (NumberFormatException e) {
                amount = 0;
            }
            if (amount == 0) {
                invalid(
                        "quote_quantity",
                        "must be positive, below 2^63 units, with at most " + scale + " decimals");
            }
        });
    }

    private void checkNotional(MarketRules rules, long ticks) {
        long notional = amount;
        if (quantityLots > 0) {
            if (ticks == 0) {
                return;
            }
            notional = rules.notional(ticks, quantityLots);
        } else if (amount == 0) {
            return;
        }
        String field = quantityLots > 0 ? "quantity" : "quote_quantity";
        if (notional < 0 || notional > rules.maxNotional()) {
            reject(field, RejectReason.MAX_NOTIONAL, limit(rules, "most", rules.maxNotional()));
        } else if (notional < rules.minNotional()) {
            reject(field, RejectReason.MIN_NOTIONAL, limit(rules, "least", rules.minNotional()));
        }
    }

    private static String limit(MarketRules rules, String which, long units) {
        return "makes an order whose value must be at " + which + " "
                + Decimals.format(units, rules.quote().scale()) + " "
                + rules.quote().name();
    }

    private void invalid(String name, String message) {
        order.reject(name, FieldError.INVALID_FIELD, name + " " + message);
    }

    private void reject(String name, RejectReason reason, String message) {
        order.reject(name, reason.name(), name + " " + message);
    }

    TimeInForce timeInForce() {
        return timeInForce;
    }

    boolean postOnly() {
        return postOnly;
    }

    long priceTicks() {
        return priceTicks;
    }

    long quantityLots() {
        return quantityLots;
    }

    long amount() {
        return amount;
    }

    OrderConditions conditions() {
        return OrderConditions.of(stopPriceTicks, displayLots, expiresAt)
                .trailing(trailTicks, trailBasisPoints);
    }

    long bestPriceTicks() {
        return bestPriceTicks;
    }
}
