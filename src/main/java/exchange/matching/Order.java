package exchange.matching;

import exchange.market.OrderConditions;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;

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
    TimeInForce timeInForce = TimeInForce.GTC;
    SelfTradePrevention selfTradePrevention = SelfTradePrevention.NONE;
    long priceTicks;
    long quantityLots;
    long leavesLots;
    /** What of the leaves the level counts while it rests: all, or the shown part of an iceberg. */
    long shownLots;

    long leavesAmount;
    long stopTicks;
    /** The stop price asked for; of a trailing stop where it begins to follow. */
    long askedStopTicks;

    long trailTicks;
    long trailBasisPoints;
    /** Whether its stop price follows the last trade's price. */
    boolean follows;

    long displayLots;
    long expiresAt;
    /** Of the two orders of which one cancels the other, 0 for none. */
    long listId;

    boolean postOnly;
    long held;
    int makerFee;
    int takerFee;

    /** Whether its level is one of stop prices. */
    boolean waits;
    /** Its place in {@link Expiries}, {@link Expiries#NOWHERE} for none. */
    int expiryPlace = Expiries.NOWHERE;

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
        shownLots = leaves;
        leavesAmount = amount;
        timeInForce = TimeInForce.GTC;
        stopTicks = 0;
        askedStopTicks = 0;
        trailTicks = 0;
        trailBasisPoints = 0;
        follows = false;
        displayLots = 0;
        expiresAt = 0;
        listId = 0;
        postOnly = false;
        return this;
    }

    /** Never trades as it comes, also when it is amended. */
    public Order postingOnly(boolean only) {
        postOnly = only;
        return this;
    }

    /** Whether its time is over. */
    public boolean isOverAt(long time) {
        return expiresAt != 0 && expiresAt <= time;
    }

    /** What else is asked for, after {@link #limit} or {@link #market}. */
    public Order asking(OrderType newType, TimeInForce life, OrderConditions conditions) {
        type = newType;
        timeInForce = life;
        stopTicks = conditions.stopPriceTicks();
        askedStopTicks = stopTicks;
        trailTicks = conditions.trailTicks();
        trailBasisPoints = conditions.trailBasisPoints();
        displayLots = conditions.displayLots();
        expiresAt = conditions.expiresAt();
        listId = conditions.listId();
        return this;
    }

    /** The stop price as it is now, for a trailing stop, and whether it follows already. */
    public Order stoppingAt(long ticks, boolean following) {
        stopTicks = ticks;
        follows = following;
        return this;
    }

    /** How much of the quantity was not traded, for an order that comes back from a snapshot. */
    public Order leaves(long lots) {
        leavesLots = lots;
        shownLots = lots;
        return this;
    }

    /** How much of that it shows, for an order that comes back from a snapshot. */
    public Order shows(long lots) {
        shownLots = lots;
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

    /** Whether it is in the public book. */
    public boolean isResting() {
        return level != null && !waits;
    }

    public boolean isTrailing() {
        return (trailTicks | trailBasisPoints) != 0;
    }

    /** Whether its stop price follows the last trade's price already. */
    public boolean isFollowing() {
        return follows;
    }

    /** The price it waits for: to act, or to begin to follow. */
    public long stopTicks() {
        return stopTicks;
    }

    /** Whether this stop price is nearer to the last trade's price than the one it has. */
    public boolean isNearer(long ticks) {
        return type.triggersUpwards(side) ? ticks < stopTicks : ticks > stopTicks;
    }

    /** The stop price at its distance from a price. */
    public long stopBehind(long ticks) {
        return conditions().stopBehind(ticks, type.triggersUpwards(side));
    }

    /** Whether it waits for its stop price. */
    public boolean isWaiting() {
        return waits;
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

    public TimeInForce timeInForce() {
        return timeInForce;
    }

    public OrderConditions conditions() {
        return OrderConditions.of(
                askedStopTicks, displayLots, expiresAt, listId, trailTicks, trailBasisPoints);
    }

    /** The id of the order that ends with this one, 0 for none; it may have ended before. */
    public long otherId() {
        return listId == 0 ? 0 : 2 * listId + 3 - id;
    }

    public boolean isPostOnly() {
        return postOnly;
    }

    /** What has been filled of its quantity. */
    public long filledLots() {
        return quantityLots - leavesLots;
    }

    /** What of its leaves the public book shows while it rests. */
    public long shownLots() {
        return shownLots;
    }

    /** Whether it rests with more than it shows, and shows nothing any more. */
    public boolean isToRefill() {
        return shownLots == 0 && leavesLots > 0 && isResting();
    }

    /** What the public book would show of it if it came to rest now. */
    public long displayedLots() {
        return displayedOf(leavesLots);
    }

    /** The same if it had so many lots left. */
    public long displayedOf(long lots) {
        return displayLots == 0 ? lots : Math.min(displayLots, lots);
    }

    /** What it shows after so many refills, if it is traded part by part; 0 when it is over. */
    long partLots(int refills) {
        if (refills == 0) {
            return shownLots;
        }
        long hidden = leavesLots - shownLots;
        if (hidden == 0) {
            return 0;
        }
        long full = hidden / displayLots;
        if (refills <= full) {
            return displayLots;
        }
        return refills == full + 1 ? hidden % displayLots : 0;
    }

    public SelfTradePrevention selfTradePrevention() {
        return selfTradePrevention;
    }

    /** The limit; 0 for an order without one. */
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
