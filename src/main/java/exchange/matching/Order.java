package exchange.matching;

import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;

/**
 * One order in or on its way into an {@link OrderBook}, which owns and reuses it: nobody keeps an
 * order after it has ended. Its terms are set once, right after {@link OrderBook#newOrder}; what is
 * left of it changes only through the book.
 */
public final class Order {
    /** Stands for an order that is not there. */
    public static final Order NONE = new Order();

    long id;
    long account;
    Side side = Side.BUY;
    OrderType type = OrderType.LIMIT;
    SelfTradePrevention selfTradePrevention = SelfTradePrevention.NONE;
    long priceTicks;
    long quantityLots;
    long leavesLots;
    long leavesAmount;
    long held;
    int makerFee;
    int takerFee;

    PriceLevel level;
    Order before;
    Order after;

    Order() {}

    /** A limit on the price; the whole quantity is still to trade. */
    public Order limit(long newPriceTicks, long newQuantityLots) {
        return terms(OrderType.LIMIT, newPriceTicks, newQuantityLots, newQuantityLots, 0);
    }

    /** The best prices there are, for a quantity or (quantity 0) for an amount of quote units. */
    public Order market(long newQuantityLots, long amount) {
        return terms(OrderType.MARKET, 0, newQuantityLots, newQuantityLots, amount);
    }

    private Order terms(OrderType newType, long price, long quantity, long leaves, long amount) {
        type = newType;
        priceTicks = price;
        quantityLots = quantity;
        leavesLots = leaves;
        leavesAmount = amount;
        return this;
    }

    /** How much of the quantity was not traded, for an order that comes back from a snapshot. */
    public Order leaves(long lots) {
        leavesLots = lots;
        return this;
    }

    /**
     * What is held for it, quote units for BUY, base units for SELL, and its fees in millionths.
     */
    public Order funds(long newHeld, int newMakerFee, int newTakerFee) {
        held = newHeld;
        makerFee = newMakerFee;
        takerFee = newTakerFee;
        return this;
    }

    public Order preventing(SelfTradePrevention mode) {
        selfTradePrevention = mode;
        return this;
    }

    public boolean exists() {
        return this != NONE;
    }

    public boolean isResting() {
        return level != null;
    }

    public long id() {
        return id;
    }

    public long account() {
        return account;
    }

    public Side side() {
        return side;
    }

    public OrderType type() {
        return type;
    }

    public SelfTradePrevention selfTradePrevention() {
        return selfTradePrevention;
    }

    /** The limit; 0 for MARKET. */
    public long priceTicks() {
        return priceTicks;
    }

    /** The quantity asked for; 0 for a MARKET order by amount. */
    public long quantityLots() {
        return quantityLots;
    }

    /** What is left of the quantity; 0 for a MARKET order by amount. */
    public long leavesLots() {
        return leavesLots;
    }

    /**
     * Quote units still to spend (BUY) or to receive (SELL) by a MARKET order by amount, else 0.
     */
    public long leavesAmount() {
        return leavesAmount;
    }

    /** Units of the hold that are neither used nor given back. */
    public long held() {
        return held;
    }

    public int makerFee() {
        return makerFee;
    }

    public int takerFee() {
        return takerFee;
    }

    public boolean isByAmount() {
        return type == OrderType.MARKET && quantityLots == 0;
    }
}
