package exchange.market;

/**
 * The rules of one market. Prices are counted in ticks and quantities in lots; both are whole
 * numbers of asset units, so no trade ever rounds. Scales, tick and lot are final; fees, collar,
 * limits and state may change.
 *
 * @param tickSize one tick, counted in 10^-tickScale of the quote asset
 * @param lotSize one lot, counted in 10^-lotScale of the base asset
 * @param minNotional least price x quantity, in quote units
 * @param maxNotional greatest price x quantity, in quote units
 * @param makerFee millionths of what the maker receives
 * @param takerFee millionths of what the taker receives
 * @param collar millionths by which a MARKET order may leave the best price
 * @param breaker when the market stops by itself
 * @param limits what one account may do
 */
public record MarketRules(
        String symbol,
        Asset base,
        Asset quote,
        long tickSize,
        int tickScale,
        long lotSize,
        int lotScale,
        long minNotional,
        long maxNotional,
        int makerFee,
        int takerFee,
        int collar,
        MarketState state,
        CircuitBreaker breaker,
        AccountLimits limits) {

    public static final int FEE_MAX = 100_000;

    /** A market that never stops by itself and limits nobody. */
    public MarketRules(
            String symbol,
            Asset base,
            Asset quote,
            long tickSize,
            int tickScale,
            long lotSize,
            int lotScale,
            long minNotional,
            long maxNotional,
            int makerFee,
            int takerFee,
            int collar,
            MarketState state) {
        this(
                symbol,
                base,
                quote,
                tickSize,
                tickScale,
                lotSize,
                lotScale,
                minNotional,
                maxNotional,
                makerFee,
                takerFee,
                collar,
                state,
                CircuitBreaker.OFF,
                AccountLimits.NONE);
    }

    public MarketRules {
        if (!symbol.matches("[A-Z0-9]{2,12}-[A-Z0-9]{2,12}")) {
            throw new IllegalArgumentException("symbol must read BASE-QUOTE, found " + symbol);
        }
        if (tickSize <= 0 || lotSize <= 0) {
            throw new IllegalArgumentException(symbol + ": tick and lot must be positive");
        }
        if (lotScale > base.scale() || tickScale + lotScale > quote.scale()) {
            throw new IllegalArgumentException(
                    symbol + ": tick x lot must be a whole number of quote units (scale "
                            + quote.scale() + ")");
        }
        long perLot = Decimals.product(lotSize, Decimals.power(base.scale() - lotScale), 1);
        long perTickLot = Decimals.product(
                tickSize, lotSize, Decimals.power(quote.scale() - tickScale - lotScale));
        if (perLot < 0 || perTickLot < 0) {
            throw new IllegalArgumentException(symbol + ": tick and lot are worth too many units");
        }
        if (makerFee < 0 || makerFee > FEE_MAX || takerFee < 0 || takerFee > FEE_MAX) {
            throw new IllegalArgumentException(symbol + ": fees must be 0-10 %");
        }
        if (collar < 0 || collar >= 1_000_000) {
            throw new IllegalArgumentException(symbol + ": collar must be 0 to below 100 %");
        }
        if (minNotional < 0 || maxNotional < minNotional) {
            throw new IllegalArgumentException(symbol + ": notional limits contradict each other");
        }
    }

    /** Base units in one lot. */
    public long baseUnitsPerLot() {
        return lotSize * Decimals.power(base.scale() - lotScale);
    }

    /** Quote units that one lot costs at a price of one tick. */
    public long quoteUnitsPerTickLot() {
        return tickSize * lotSize * Decimals.power(quote.scale() - tickScale - lotScale);
    }

    /** price x quantity in quote units, or -1 when it does not fit a long. */
    public long notional(long priceTicks, long quantityLots) {
        return Decimals.product(priceTicks, quantityLots, quoteUnitsPerTickLot());
    }

    /** Ticks of a price's text, or -1 when it is not a positive multiple of the tick. */
    public long priceTicks(CharSequence text) {
        return multiple(text, tickScale, tickSize);
    }

    /** Lots of a quantity's text, or -1 when it is not a positive multiple of the lot. */
    public long quantityLots(CharSequence text) {
        return multiple(text, lotScale, lotSize);
    }

    private static long multiple(CharSequence text, int scale, long size) {
        try {
            long value = Decimals.parse(text, scale);
            return value > 0 && value % size == 0 ? value / size : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    public String priceText(long ticks) {
        return Decimals.format(ticks * tickSize, tickScale);
    }

    public String quantityText(long lots) {
        return Decimals.format(lots * lotSize, lotScale);
    }

    public MarketRules withState(MarketState newState) {
        return with(newState, breaker, limits);
    }

    /** The rules as ledgers know them: states and circuit breakers are the books' alone. */
    public MarketRules forLedgers() {
        return with(MarketState.OPEN, CircuitBreaker.OFF, limits);
    }

    public MarketRules with(MarketState newState, CircuitBreaker newBreaker) {
        return with(newState, newBreaker, limits);
    }

    public MarketRules with(AccountLimits newLimits) {
        return with(state, breaker, newLimits);
    }

    private MarketRules with(
            MarketState newState, CircuitBreaker newBreaker, AccountLimits newLimits) {
        return new MarketRules(
                symbol,
                base,
                quote,
                tickSize,
                tickScale,
                lotSize,
                lotScale,
                minNotional,
                maxNotional,
                makerFee,
                takerFee,
                collar,
                newState,
                newBreaker,
                newLimits);
    }

    /** Whether the other rules count in the same ticks, lots and scales, as they must for ever. */
    public boolean sameUnits(MarketRules other) {
        return base.equals(other.base)
                && quote.equals(other.quote)
                && tickSize == other.tickSize
                && tickScale == other.tickScale
                && lotSize == other.lotSize
                && lotScale == other.lotScale;
    }
}
