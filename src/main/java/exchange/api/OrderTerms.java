package exchange.api;

import exchange.market.Decimals;
import exchange.market.MarketRules;
import exchange.market.RejectReason;
import exchange.market.TimeInForce;
import exchange.wire.FieldError;
import exchange.wire.Fields;

import java.util.Optional;

/**
 * What an order asks for, in the integers of its market: price, quantity or amount, and how long it
 * lives. Zero where the order is silent or wrong; what is wrong is reported to its fields. With no
 * market only the form is checked.
 */
final class OrderTerms {
    private final Fields order;
    private final Optional<MarketRules> market;
    private TimeInForce timeInForce = TimeInForce.GTC;
    private boolean postOnly;
    private long priceTicks;
    private long quantityLots;
    private long amount;
    private long bestPriceTicks;

    OrderTerms(Fields order, Optional<MarketRules> market) {
        this.order = order;
        this.market = market;
    }

    void readLimit() {
        Optional<String> price = required("price");
        Optional<String> quantity = required("quantity");
        mustBeAbsent("quote_quantity", "is for MARKET orders only");
        timeInForce =
                order.optionalOneOf("time_in_force", TimeInForce.class).orElse(TimeInForce.GTC);
        postOnly = order.optionalFlag("post_only").orElse(false);
        if (postOnly && timeInForce != TimeInForce.GTC) {
            invalid("post_only", "needs time_in_force GTC");
        }
        price.ifPresent(this::readPrice);
        quantity.ifPresent(this::readQuantity);
        market.ifPresent(rules -> checkNotional(rules, priceTicks));
    }

    /** @param bestTicks best price of the other side, 0 when none was seen */
    void readMarket(long bestTicks) {
        bestPriceTicks = bestTicks;
        mustBeAbsent("price", "must be absent for a MARKET order");
        readSize();
        timeInForce =
                order.optionalOneOf("time_in_force", TimeInForce.class).orElse(TimeInForce.IOC);
        if (timeInForce != TimeInForce.IOC) {
            invalid("time_in_force", "must be IOC for a MARKET order");
        }
        if (order.optionalFlag("post_only").orElse(false)) {
            invalid("post_only", "is for LIMIT orders only");
        }
        market.ifPresent(rules -> checkNotional(rules, bestTicks));
    }

    private void readSize() {
        if (!order.has("quote_quantity")) {
            required("quantity").ifPresent(this::readQuantity);
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

    private void readPrice(String text) {
        market.ifPresent(rules -> {
            long ticks = rules.priceTicks(text);
            if (ticks < 0) {
                String tick = rules.priceText(1);
                reject(
                        "price",
                        RejectReason.INVALID_PRICE,
                        "must be a positive multiple of " + tick);
            }
            priceTicks = Math.max(0, ticks);
        });
    }

    private void readQuantity(String text) {
        market.ifPresent(rules -> {
            long lots = rules.quantityLots(text);
            if (lots < 0) {
                String lot = rules.quantityText(1);
                reject(
                        "quantity",
                        RejectReason.INVALID_QUANTITY,
                        "must be a positive multiple of " + lot);
            }
            quantityLots = Math.max(0, lots);
        });
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

    long bestPriceTicks() {
        return bestPriceTicks;
    }
}
