package exchange.api;

import exchange.accounts.OrderView;
import exchange.market.EndReason;
import exchange.market.MarketRules;
import exchange.market.OrderIds;
import exchange.market.OrderStatus;
import exchange.market.OrderType;
import exchange.market.Side;
import exchange.wire.JsonWriter;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Writes an order as API v1 shows it. Numbers are written from exact decimals; only the average
 * price may have to round, to the scale of the quote asset.
 */
final class OrderJson {
    private OrderJson() {}

    static void append(JsonWriter json, OrderView order, MarketRules rules) {
        json.beginObject().text("id", OrderIds.toUuid(order.orderId()).toString());
        json.text("side", order.side().name()).text("order_type", order.type().name());
        priceOrNull(json, "price", order.priceTicks(), rules);
        quantity(json, "quantity", order.quantityLots(), rules);
        quantity(json, "remaining", order.leavesLots(), rules);
        json.text("status", status(order.status())).flag("active", order.active());
        json.time("created_at", order.createdAt()).text("symbol", order.symbol());
        textOrNull(json, "client_order_id", order.clientOrderId());
        json.text("time_in_force", order.timeInForce().name());
        json.flag("post_only", order.postOnly());
        priceOrNull(json, "stop_price", order.conditions().stopPriceTicks(), rules);
        priceOrNull(json, "trailing_offset", order.conditions().trailTicks(), rules);
        long basisPoints = order.conditions().trailBasisPoints();
        if (basisPoints == 0) {
            json.nothing("trailing_basis_points");
        } else {
            json.number("trailing_basis_points", basisPoints);
        }
        quantityOrNull(json, "display_quantity", shownAtMost(order), rules);
        amountOrNull(json, order, rules);
        timeOrNull(json, "expires_at", order.conditions().expiresAt());
        long listId = order.conditions().listId();
        textOrNull(json, "list_id", listId == 0 ? "" : OrderIds.toUuid(listId).toString());
        json.text("self_trade_prevention", order.selfTradePrevention().name());
        json.flag("triggered", order.triggered());
        quantity(json, "filled_quantity", order.filledLots(), rules);
        averagePrice(json, order, rules);
        json.decimal("fee", order.fee(), feeScale(order.side(), rules));
        json.text("fee_asset", order.feeAsset());
        textOrNull(json, "reason", shownReason(order)).endObject();
    }

    /** Scale of what an order receives, which is what its fees are taken from. */
    static int feeScale(Side side, MarketRules rules) {
        return switch (side) {
            case BUY -> rules.base().scale();
            case SELL -> rules.quote().scale();
        };
    }

    static String feeAsset(Side side, MarketRules rules) {
        return switch (side) {
            case BUY -> rules.base().name();
            case SELL -> rules.quote().name();
        };
    }

    static void price(JsonWriter json, String name, long ticks, MarketRules rules) {
        json.decimal(name, ticks * rules.tickSize(), rules.tickScale());
    }

    static void quantity(JsonWriter json, String name, long lots, MarketRules rules) {
        json.decimal(name, lots * rules.lotSize(), rules.lotScale());
    }

    static JsonWriter textOrNull(JsonWriter json, String name, String text) {
        return text.isEmpty() ? json.nothing(name) : json.text(name, text);
    }

    private static void priceOrNull(JsonWriter json, String name, long ticks, MarketRules rules) {
        if (ticks == 0) {
            json.nothing(name);
        } else {
            price(json, name, ticks, rules);
        }
    }

    /** An iceberg that was amended to less than it shows shows all of it. */
    private static long shownAtMost(OrderView order) {
        return Math.min(order.conditions().displayLots(), order.quantityLots());
    }

    private static void quantityOrNull(JsonWriter json, String name, long lots, MarketRules rules) {
        if (lots == 0) {
            json.nothing(name);
        } else {
            quantity(json, name, lots, rules);
        }
    }

    private static void timeOrNull(JsonWriter json, String name, long millis) {
        if (millis == 0) {
            json.nothing(name);
        } else {
            json.time(name, millis);
        }
    }

    private static void amountOrNull(JsonWriter json, OrderView order, MarketRules rules) {
        if (order.type() == OrderType.MARKET && order.quantityLots() == 0) {
            json.decimal("quote_quantity", order.amount(), rules.quote().scale());
        } else {
            json.nothing("quote_quantity");
        }
    }

    private static void averagePrice(JsonWriter json, OrderView order, MarketRules rules) {
        if (order.filledLots() == 0) {
            json.nothing("average_price");
            return;
        }
        long unitsPerTick = rules.notional(1, order.filledLots());
        if (unitsPerTick > 0 && order.filledQuote() % unitsPerTick == 0) {
            price(json, "average_price", order.filledQuote() / unitsPerTick, rules);
        } else {
            json.name("average_price").decimal(rounded(order, rules));
        }
    }

    private static String rounded(OrderView order, MarketRules rules) {
        BigDecimal quote = BigDecimal.valueOf(order.filledQuote(), rules.quote().scale());
        BigInteger base = BigInteger.valueOf(order.filledLots())
                .multiply(BigInteger.valueOf(rules.lotSize()));
        return quote.divide(
                        new BigDecimal(base, rules.lotScale()),
                        rules.quote().scale(),
                        RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** The four states that every client of v1 knows. */
    static String status(OrderStatus status) {
        return switch (status) {
            case PENDING, OPEN -> "OPEN";
            case PARTIALLY_FILLED -> "PARTIALLY_FILLED";
            case FILLED -> "FILLED";
            case CANCELED, REJECTED -> "CANCELED";
        };
    }

    private static String shownReason(OrderView order) {
        return order.reason().equals(EndReason.USER_CANCELED.name()) ? "" : order.reason();
    }
}
