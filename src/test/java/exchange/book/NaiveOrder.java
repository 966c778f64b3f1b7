package exchange.book;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import exchange.market.MarketRules;
import exchange.market.OrderType;
import exchange.market.Side;
import exchange.sequencer.BookItem;

import java.math.BigInteger;

/** An order of the {@link NaiveBook} and its money. */
final class NaiveOrder {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    BookItem.Place place;
    long quantity;
    private final MarketRules rules;
    long leaves;
    long shown;
    BigInteger amount;
    BigInteger held;
    long stopAt;
    boolean follows;

    NaiveOrder(BookItem.Place place, MarketRules rules) {
        this.place = place;
        this.rules = rules;
        quantity = place.quantityLots();
        leaves = place.quantityLots();
        amount = BigInteger.valueOf(place.amount());
        held = BigInteger.valueOf(place.held());
        stopAt = place.conditions().stopPriceTicks();
    }

    long filled() {
        return quantity - leaves;
    }

    /** Whether this limit is too far from the last trade's price for its account. */
    boolean isOutsideBand(long price, long last) {
        BigInteger millions = BigInteger.valueOf(price).multiply(BigInteger.valueOf(1_000_000));
        BigInteger low = BigInteger.valueOf(rules.limits().priceLow());
        BigInteger high = BigInteger.valueOf(rules.limits().priceHigh());
        BigInteger from = BigInteger.valueOf(last);
        return !place.unlimited()
                && last != 0
                && (millions.compareTo(low.multiply(from)) < 0
                        || high.signum() != 0 && millions.compareTo(high.multiply(from)) > 0);
    }

    boolean keepsPlace(BookItem.Amend amend) {
        return amend.priceTicks() == place.priceTicks() && amend.quantityLots() <= quantity;
    }

    /** Returns what is released. */
    BigInteger amend(BookItem.Amend amend) {
        leaves += amend.quantityLots() - quantity;
        quantity = amend.quantityLots();
        place = new BookItem.Place(
                place.orderId(),
                place.account(),
                place.side(),
                place.type(),
                place.timeInForce(),
                place.postOnly(),
                place.selfTradePrevention(),
                amend.priceTicks(),
                place.quantityLots(),
                place.amount(),
                place.held(),
                place.makerFee(),
                place.takerFee(),
                place.notAfter(),
                place.conditions(),
                place.unlimited());
        BigInteger released = held.add(BigInteger.valueOf(amend.added())).subtract(need());
        held = need();
        return released;
    }

    private BigInteger quote(long price, long lots) {
        return BigInteger.valueOf(price)
                .multiply(BigInteger.valueOf(lots))
                .multiply(BigInteger.valueOf(rules.quoteUnitsPerTickLot()));
    }

    private BigInteger base(long lots) {
        return BigInteger.valueOf(lots).multiply(BigInteger.valueOf(rules.baseUnitsPerLot()));
    }

    private boolean buys() {
        return place.side() == Side.BUY;
    }

    BigInteger used(long price, long lots) {
        return buys() ? quote(price, lots) : base(lots);
    }

    BigInteger received(long price, long lots) {
        return buys() ? base(lots) : quote(price, lots);
    }

    BigInteger need() {
        return used(place.priceTicks(), leaves);
    }

    boolean isMarket() {
        return !place.type().hasLimit();
    }

    boolean isByAmount() {
        return place.type() == OrderType.MARKET && place.quantityLots() == 0;
    }

    /** Whether the amount left does not pay for a lot. */
    boolean isSpent(long price) {
        return isByAmount() && amount.compareTo(quote(price, 1)) < 0;
    }

    boolean isDone() {
        return isByAmount() ? amount.signum() == 0 : leaves == 0;
    }

    long listId() {
        return place.conditions().listId();
    }

    /** Of a trailing stop that does not follow yet, where it begins to. */
    long stop() {
        return stopAt;
    }

    boolean waitsToFollow() {
        return place.conditions().isTrailing() && !follows;
    }

    boolean beginsToFollow(long last) {
        return waitsToFollow() && (triggersUpwards() ? last <= stopAt : last >= stopAt);
    }

    /** The stop price at its distance from a price, a part of a tick counted whole. */
    long behind(long ticks) {
        BigInteger distance = BigInteger.valueOf(place.conditions().trailTicks());
        if (distance.signum() == 0) {
            distance = BigInteger.valueOf(ticks)
                    .multiply(BigInteger.valueOf(place.conditions().trailBasisPoints()))
                    .add(BigInteger.valueOf(9_999))
                    .divide(BigInteger.valueOf(10_000));
        }
        BigInteger from = BigInteger.valueOf(ticks);
        return triggersUpwards()
                ? from.add(distance).min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact()
                : from.subtract(distance).max(ONE).longValueExact();
    }

    boolean triggersUpwards() {
        return place.type().triggersUpwards(place.side());
    }

    /** To act, or to begin to follow, which is the other way. */
    boolean waitsForRise() {
        return triggersUpwards() != waitsToFollow();
    }

    boolean isReached(long lastPrice) {
        return !waitsToFollow() && reaches(lastPrice);
    }

    private boolean reaches(long lastPrice) {
        return triggersUpwards() ? stop() <= lastPrice : stop() >= lastPrice;
    }

    boolean hasTooManyParts(long lots) {
        BigInteger shownAtMost = BigInteger.valueOf(place.conditions().displayLots())
                .multiply(BigInteger.valueOf(100));
        return shownAtMost.signum() > 0 && BigInteger.valueOf(lots).compareTo(shownAtMost) > 0;
    }

    void show() {
        long display = place.conditions().displayLots();
        shown = display == 0 ? leaves : Math.min(display, leaves);
    }

    /** How many lots it would trade with the maker, or forgo, which costs nothing. */
    long lots(NaiveOrder maker, boolean forgoes) {
        BigInteger lotCost = quote(maker.place.priceTicks(), 1);
        BigInteger lots = isByAmount() ? amount.divide(lotCost) : BigInteger.valueOf(leaves);
        if (!forgoes) {
            lots = lots.min(held.divide(buys() ? lotCost : base(1)));
        }
        return lots.min(BigInteger.valueOf(maker.shown)).longValueExact();
    }

    /** Returns what is released. */
    BigInteger fill(long price, long lots) {
        held = held.subtract(used(price, lots));
        return take(price, lots);
    }

    /** The same for lots that are not traded. */
    BigInteger forgo(long price, long lots) {
        quantity -= lots;
        return take(price, lots);
    }

    private BigInteger take(long price, long lots) {
        if (isByAmount()) {
            amount = amount.subtract(quote(price, lots));
        } else {
            leaves -= lots;
        }
        BigInteger released = isMarket() ? ZERO : held.subtract(need());
        held = held.subtract(released);
        if (held.signum() < 0 || released.signum() < 0) {
            throw new AssertionError("order " + place.orderId() + " holds " + held);
        }
        return released;
    }

    BigInteger fee(long price, long lots, int rate) {
        return received(price, lots)
                .multiply(BigInteger.valueOf(rate))
                .add(MILLION)
                .subtract(ONE)
                .divide(MILLION);
    }
}
