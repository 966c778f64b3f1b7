package exchange.accounts;

import exchange.market.AccountIds;
import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.OrderConditions;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;

/**
 * The small world of the ledger's tests: three assets, two markets, accounts of partition 0 of 4.
 */
final class Fixtures {
    static final int PARTITIONS = 4;
    static final long START = 1_700_000_000_000L;

    static final Asset USD = new Asset("USD", 10);
    static final Asset BTC = new Asset("BTC", 10);
    static final Asset ETH = new Asset("ETH", 10);

    /** Tick 0.01, lot 0.0001: one lot at one tick costs 10,000 units; a lot is 1,000,000 units. */
    static final MarketRules BTC_USD = rules("BTC-USD", BTC);

    static final MarketRules ETH_USD = rules("ETH-USD", ETH);

    /** Quote units of one lot at one tick. */
    static final long TICK_LOT = 10_000;
    /** Base units of one lot. */
    static final long LOT = 1_000_000;

    /** Both are in partition 0 of 4. */
    static final long ANN = 2;

    static final long BOB = 4;
    /** Is in partition 3 of 4. */
    static final long STRANGER = 1;

    private Fixtures() {}

    static MarketRules rules(String symbol, Asset base) {
        return new MarketRules(
                symbol,
                base,
                USD,
                1,
                2,
                1,
                4,
                0,
                Long.MAX_VALUE,
                1_000,
                2_000,
                100_000,
                MarketState.OPEN);
    }

    static MarketRules limits(MarketRules rules, long minNotional, long maxNotional) {
        return new MarketRules(
                rules.symbol(),
                rules.base(),
                rules.quote(),
                rules.tickSize(),
                rules.tickScale(),
                rules.lotSize(),
                rules.lotScale(),
                minNotional,
                maxNotional,
                rules.makerFee(),
                rules.takerFee(),
                rules.collar(),
                rules.state());
    }

    /** The n-th account of a partition, n from 0. */
    static long account(int partition, int n) {
        int found = -1;
        for (long id = 1; ; id++) {
            if (AccountIds.partition(id, PARTITIONS) == partition && ++found == n) {
                return id;
            }
        }
    }

    static PlaceOf buy(long quantityLots) {
        return new PlaceOf(Side.BUY, quantityLots);
    }

    static PlaceOf sell(long quantityLots) {
        return new PlaceOf(Side.SELL, quantityLots);
    }

    /** A place under construction: {@code buy(100).at(25_00).as("a")}. */
    static final class PlaceOf {
        private long account = ANN;
        private String clientOrderId = "";
        private String symbol = "BTC-USD";
        private final Side side;
        private OrderType type = OrderType.MARKET;
        private TimeInForce timeInForce = TimeInForce.GTC;
        private boolean postOnly;
        private SelfTradePrevention selfTradePrevention = SelfTradePrevention.NONE;
        private long priceTicks;
        private final long quantityLots;
        private long amount;
        private long bestPriceTicks;
        private long notAfter = Long.MAX_VALUE;
        private boolean reuseClosed;
        private boolean ownPrevention = true;
        private OrderConditions conditions = OrderConditions.NONE;

        private PlaceOf(Side side, long quantityLots) {
            this.side = side;
            this.quantityLots = quantityLots;
        }

        PlaceOf at(long ticks) {
            type = OrderType.LIMIT;
            priceTicks = ticks;
            return this;
        }

        PlaceOf of(OrderType newType) {
            type = newType;
            return this;
        }

        PlaceOf on(long stopTicks, long displayLots, long expiresAt) {
            conditions = OrderConditions.of(stopTicks, displayLots, expiresAt);
            return this;
        }

        PlaceOf by(long owner) {
            account = owner;
            return this;
        }

        PlaceOf as(String id) {
            clientOrderId = id;
            return this;
        }

        PlaceOf in(String market) {
            symbol = market;
            return this;
        }

        PlaceOf lasting(TimeInForce lifetime) {
            timeInForce = lifetime;
            return this;
        }

        PlaceOf postOnly() {
            postOnly = true;
            return this;
        }

        PlaceOf preventingAsTheAccount() {
            ownPrevention = false;
            return this;
        }

        PlaceOf preventing(SelfTradePrevention prevention) {
            selfTradePrevention = prevention;
            return this;
        }

        PlaceOf priced(long ticks) {
            priceTicks = ticks;
            return this;
        }

        PlaceOf worth(long units) {
            amount = units;
            return this;
        }

        PlaceOf seeing(long bestTicks) {
            bestPriceTicks = bestTicks;
            return this;
        }

        PlaceOf before(long deadline) {
            notAfter = deadline;
            return this;
        }

        PlaceOf reusingClosed() {
            reuseClosed = true;
            return this;
        }

        LedgerCommand.Place place() {
            return new LedgerCommand.Place(
                    account,
                    clientOrderId,
                    symbol,
                    side,
                    type,
                    timeInForce,
                    postOnly,
                    selfTradePrevention,
                    priceTicks,
                    quantityLots,
                    amount,
                    bestPriceTicks,
                    notAfter,
                    reuseClosed,
                    conditions,
                    ownPrevention);
        }
    }
}
