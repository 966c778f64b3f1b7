package exchange.book;

import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.OrderConditions;
import exchange.market.OrderIds;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.sequencer.BookItem;

/**
 * A tiny language for orders: {@code buy(100).at(25_00).by(7).ioc().place(1)}. An order that names
 * no hold holds exactly what it needs; a MARKET order that names none holds plenty.
 */
final class Orders {
    /**
     * Units that are none of them 1: a lot is 50 base units, a lot at one tick costs 350 quote
     * units.
     */
    static final MarketRules RULES = new MarketRules(
            "ABC-XYZ",
            new Asset("ABC", 2),
            new Asset("XYZ", 3),
            7,
            1,
            5,
            1,
            0,
            Long.MAX_VALUE,
            1_000,
            2_000,
            100_000,
            MarketState.OPEN);

    /** The account that no limits hold in random streams. */
    static final long UNLIMITED = 4;

    static final long PLENTY = 1_000_000_000_000L;

    private final Side side;
    private final long lots;
    private final long amount;
    private OrderType type = OrderType.MARKET;
    private TimeInForce timeInForce = TimeInForce.GTC;
    private boolean postOnly;
    private SelfTradePrevention prevention = SelfTradePrevention.NONE;
    private long price;
    private long account = 1;
    private long held = -1;
    private int makerFee;
    private int takerFee;
    private long notAfter = Long.MAX_VALUE;
    private OrderConditions conditions = OrderConditions.NONE;
    private boolean unlimited;

    private Orders(Side side, long lots, long amount) {
        this.side = side;
        this.lots = lots;
        this.amount = amount;
    }

    static Orders buy(long lots) {
        return new Orders(Side.BUY, lots, 0);
    }

    static Orders sell(long lots) {
        return new Orders(Side.SELL, lots, 0);
    }

    static Orders buyFor(long amount) {
        return new Orders(Side.BUY, 0, amount);
    }

    static Orders sellFor(long amount) {
        return new Orders(Side.SELL, 0, amount);
    }

    Orders at(long priceTicks) {
        type = OrderType.LIMIT;
        price = priceTicks;
        return this;
    }

    /** MARKET or, called after {@link #at}, LIMIT once the price has moved against the trader. */
    Orders stop(long stopTicks) {
        return stop(type == OrderType.LIMIT ? OrderType.STOP_LIMIT : OrderType.STOP, stopTicks);
    }

    Orders takeProfit(long stopTicks) {
        return stop(
                type == OrderType.LIMIT ? OrderType.TAKE_PROFIT_LIMIT : OrderType.TAKE_PROFIT,
                stopTicks);
    }

    private Orders stop(OrderType newType, long stopTicks) {
        type = newType;
        conditions =
                OrderConditions.of(stopTicks, conditions.displayLots(), conditions.expiresAt());
        return this;
    }

    Orders showing(long displayLots) {
        conditions = OrderConditions.of(
                conditions.stopPriceTicks(), displayLots, conditions.expiresAt());
        return this;
    }

    Orders until(long time) {
        timeInForce = TimeInForce.GTD;
        conditions = conditions.expiringAt(time);
        return this;
    }

    Orders trailing(long ticks, long basisPoints) {
        conditions = conditions.trailing(ticks, basisPoints);
        return this;
    }

    Orders listed(long listId) {
        conditions = conditions.inList(listId);
        return this;
    }

    Orders by(long newAccount) {
        account = newAccount;
        return this;
    }

    Orders ioc() {
        timeInForce = TimeInForce.IOC;
        return this;
    }

    Orders fok() {
        timeInForce = TimeInForce.FOK;
        return this;
    }

    Orders postOnly() {
        postOnly = true;
        return this;
    }

    Orders preventing(SelfTradePrevention mode) {
        prevention = mode;
        return this;
    }

    Orders holding(long units) {
        held = units;
        return this;
    }

    Orders fees(int maker, int taker) {
        makerFee = maker;
        takerFee = taker;
        return this;
    }

    Orders notAfter(long time) {
        notAfter = time;
        return this;
    }

    /** Of an account without limits. */
    Orders unlimited() {
        unlimited = true;
        return this;
    }

    /** The place of this order as number {@code counter} of partition 0. */
    BookItem.Place place(long counter) {
        return placeAs(OrderIds.of(0, counter));
    }

    BookItem.Place placeAs(long orderId) {
        return new BookItem.Place(
                orderId,
                account,
                side,
                type,
                timeInForce,
                postOnly,
                prevention,
                price,
                lots,
                amount,
                held >= 0 ? held : need(),
                makerFee,
                takerFee,
                notAfter,
                conditions,
                unlimited);
    }

    private long need() {
        if (!type.hasLimit()) {
            return PLENTY;
        }
        return side == Side.BUY
                ? Math.multiplyExact(Math.multiplyExact(price, lots), RULES.quoteUnitsPerTickLot())
                : Math.multiplyExact(lots, RULES.baseUnitsPerLot());
    }
}
