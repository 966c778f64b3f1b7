package exchange.api;

import exchange.accounts.LedgerCommand;
import exchange.market.MarketRules;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.wire.Fields;
import exchange.wire.InvalidFields;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * Reads an order as clients of API v1 send it, and checks it against its market's rules. Every
 * wrong field is named. What comes out is whole ticks, lots and units; whether there are funds and
 * whether the market takes it is not asked here.
 */
public final class OrderParser {
    public static final long TIMEOUT_MIN_MILLIS = 100;
    public static final long TIMEOUT_MAX_MILLIS = 300_000;
    public static final long TIMEOUT_MILLIS = 10_000;
    static final int SYMBOL_LENGTH_MAX = 25;

    private final Markets markets;
    private final BestPrices bestPrices;
    private final ToLongFunction<String> lastPrices;
    private final LongSupplier graceMillis;
    private final ClientOrderIds names = new ClientOrderIds();

    /** @param lastPrices the last trade's price of a market in ticks, 0 when none was seen */
    public OrderParser(Markets markets, BestPrices bestPrices, ToLongFunction<String> lastPrices) {
        this(markets, bestPrices, lastPrices, () -> 0);
    }

    /** @param graceMillis by which all deadlines are later, for a time that passes fast */
    OrderParser(
            Markets markets,
            BestPrices bestPrices,
            ToLongFunction<String> lastPrices,
            LongSupplier graceMillis) {
        this.graceMillis = graceMillis;
        this.markets = markets;
        this.bestPrices = bestPrices;
        this.lastPrices = lastPrices;
    }

    /**
     * The order in these fields; one without a client order id gets one.
     *
     * @param now epoch milliseconds; the order's deadline counts from here
     * @throws InvalidFields with every mistake found
     */
    public LedgerCommand.Place parse(Fields order, long account, long now) {
        Optional<MarketRules> market = market(order);
        Side side = order.oneOf("side", Side.class);
        OrderType type = order.oneOf("order_type", OrderType.class);
        OrderTerms terms = new OrderTerms(order, market);
        switch (type) {
            case LIMIT -> terms.readLimit();
            case MARKET -> terms.readMarket(best(market, side));
            case STOP, TAKE_PROFIT -> terms.readStop(last(market));
            case STOP_LIMIT, TAKE_PROFIT_LIMIT -> terms.readStopLimit();
        }
        terms.readExpiry(now);
        Optional<String> clientOrderId = ClientOrderIds.read(order);
        Optional<SelfTradePrevention> prevention =
                order.optionalOneOf("self_trade_prevention", SelfTradePrevention.class);
        OptionalLong timeout =
                order.optionalWhole("timeout_ms", TIMEOUT_MIN_MILLIS, TIMEOUT_MAX_MILLIS);
        order.done();
        return new LedgerCommand.Place(
                account,
                clientOrderId.orElseGet(names::next),
                market.orElseThrow().symbol(),
                side,
                type,
                terms.timeInForce(),
                terms.postOnly(),
                prevention.orElse(SelfTradePrevention.NONE),
                terms.priceTicks(),
                terms.quantityLots(),
                terms.amount(),
                terms.bestPriceTicks(),
                notAfter(now, timeout),
                false,
                terms.conditions(),
                prevention.isPresent());
    }

    /**
     * The change in these fields of the order with that id, or with 0 of that client order id.
     *
     * @param known the order's market when the fields do not name it, "" for the default one
     * @throws InvalidFields with every mistake found
     */
    LedgerCommand.Amend parseAmend(
            Fields change,
            long account,
            long orderId,
            String clientOrderId,
            String known,
            long now) {
        Optional<MarketRules> named = market(change);
        Optional<MarketRules> market = known.isEmpty() ? named : Optional.of(markets.rules(known));
        OrderTerms terms = new OrderTerms(change, market);
        terms.readAmend();
        OptionalLong timeout =
                change.optionalWhole("timeout_ms", TIMEOUT_MIN_MILLIS, TIMEOUT_MAX_MILLIS);
        change.done();
        return new LedgerCommand.Amend(
                account,
                orderId,
                clientOrderId,
                market.orElseThrow().symbol(),
                terms.priceTicks(),
                terms.quantityLots(),
                notAfter(now, timeout));
    }

    private long notAfter(long now, OptionalLong timeoutMillis) {
        return now + timeoutMillis.orElse(TIMEOUT_MILLIS) + graceMillis.getAsLong();
    }

    /**
     * The order in these fields that is to replace the one with that id, or with 0 of that client
     * order id.
     *
     * @throws InvalidFields with every mistake found; those of the order when there are no others
     */
    LedgerCommand.Replace parseReplace(
            Fields replace, long account, long orderId, String clientOrderId, long now) {
        Mode mode = replace.optionalOneOf("mode", Mode.class).orElse(Mode.STOP_ON_FAILURE);
        Optional<Fields> order = replace.optionalObject("order");
        if (!replace.has("order")) {
            replace.object("order");
        }
        replace.done();
        LedgerCommand.Place place = parse(order.orElseThrow(), account, now);
        return new LedgerCommand.Replace(
                place, orderId, clientOrderId, mode == Mode.STOP_ON_FAILURE);
    }

    /**
     * The two orders in these fields of which one cancels the other. A LIMIT order of them is
     * post-only.
     *
     * @throws InvalidFields with every mistake found; those of the orders when there are no others
     */
    LedgerCommand.PlaceList parseList(Fields list, long account, long now) {
        Optional<Fields> above = list.optionalObject("above");
        if (!list.has("above")) {
            list.object("above");
        }
        Optional<Fields> below = list.optionalObject("below");
        if (!list.has("below")) {
            list.object("below");
        }
        list.done();
        LedgerCommand.PlaceList places = new LedgerCommand.PlaceList(
                parse(above.orElseThrow(), account, now).neverTaking(),
                parse(below.orElseThrow(), account, now).neverTaking());
        new ListTerms(places).check();
        return places;
    }

    /** What becomes of the new order when there is nothing to cancel. */
    private enum Mode {
        STOP_ON_FAILURE,
        ALLOW_FAILURE
    }

    private Optional<MarketRules> market(Fields order) {
        Optional<String> symbol = order.optionalText("symbol", SYMBOL_LENGTH_MAX);
        if (symbol.isEmpty()) {
            return Optional.of(markets.defaultMarket());
        }
        Optional<MarketRules> found = markets.find(symbol.get());
        if (found.isEmpty()) {
            RejectReason reason = RejectReason.UNKNOWN_MARKET;
            order.reject("symbol", reason.name(), reason.text());
        }
        return found;
    }

    private long last(Optional<MarketRules> market) {
        return market.map(rules -> lastPrices.applyAsLong(rules.symbol())).orElse(0L);
    }

    private long best(Optional<MarketRules> market, Side side) {
        return market.map(rules -> bestPrices.bestTicks(rules.symbol(), side.opposite()))
                .orElse(0L);
    }
}
