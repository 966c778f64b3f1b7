package exchange.faults;

import exchange.accounts.LedgerCommand;
import exchange.market.OrderConditions;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;

import java.util.List;

/** Orders of every kind, around one price, so that most of them meet. */
final class RandomOrders {
    private static final int PRICE = 1_000;
    private static final int SPREAD = 12;
    private static final List<Long> PATIENCE = List.of(150L, 600L, 2_000L, 6_000L);

    private final World world;
    private long names;

    RandomOrders(World world) {
        this.world = world;
    }

    long priceTicks() {
        return world.between(PRICE - SPREAD, PRICE + SPREAD);
    }

    String symbol() {
        return world.happens(50) ? Markets.BTC : Markets.ETH;
    }

    LedgerCommand.Place place(long account) {
        OrderType type = type();
        boolean byAmount = type == OrderType.MARKET && world.happens(40);
        long lots = world.between(1, 20);
        TimeInForce lifetime = lifetime(type);
        boolean postOnly = type == OrderType.LIMIT && lifetime.rests() && world.happens(15);
        boolean iceberg = type.hasLimit() && lifetime.rests() && lots > 2 && world.happens(20);
        boolean mayTrail = type == OrderType.STOP || type == OrderType.STOP_LIMIT;
        boolean trails = mayTrail && world.happens(45);
        boolean seesPrice = (type == OrderType.MARKET || trails) && world.happens(70);
        String symbol = symbol();
        long now = world.agenda.now();
        return new LedgerCommand.Place(
                account,
                "c" + ++names,
                symbol,
                world.happens(50) ? Side.BUY : Side.SELL,
                type,
                lifetime,
                postOnly,
                SelfTradePrevention.values()[world.below(SelfTradePrevention.values().length)],
                type.hasLimit() ? priceTicks() : 0,
                byAmount ? 0 : lots,
                byAmount ? lots * PRICE * Markets.of(symbol).quoteUnitsPerTickLot() + 7 : 0,
                seesPrice ? priceTicks() : 0,
                now + PATIENCE.get(world.below(PATIENCE.size())),
                false,
                trailing(
                        trails,
                        new OrderConditions(
                                type.isStop() && !(trails && world.happens(50)) ? priceTicks() : 0,
                                iceberg ? world.between(1, lots - 1) : 0,
                                lifetime == TimeInForce.GTD ? now + world.between(300, 4_000) : 0)),
                world.happens(80));
    }

    private OrderConditions trailing(boolean trails, OrderConditions conditions) {
        if (!trails) {
            return conditions;
        }
        return world.happens(50)
                ? conditions.trailing(world.between(1, 6), 0)
                : conditions.trailing(0, world.between(10, 80));
    }

    /** Two orders around the price, of which one cancels the other. */
    LedgerCommand.PlaceList list(long account) {
        String symbol = symbol();
        Side side = world.happens(50) ? Side.BUY : Side.SELL;
        long lots = world.between(1, 20);
        long notAfter = world.agenda.now() + PATIENCE.get(world.below(PATIENCE.size()));
        long high = PRICE + world.between(1, SPREAD);
        long low = PRICE - world.between(1, SPREAD);
        boolean limitAbove = side == Side.SELL;
        return new LedgerCommand.PlaceList(
                ofList(account, symbol, side, lots, high, limitAbove, notAfter),
                ofList(account, symbol, side, lots, low, !limitAbove, notAfter));
    }

    private LedgerCommand.Place ofList(
            long account,
            String symbol,
            Side side,
            long lots,
            long priceTicks,
            boolean limit,
            long notAfter) {
        OrderType stop = world.happens(50) ? OrderType.STOP_LIMIT : OrderType.STOP;
        OrderType type = limit ? OrderType.LIMIT : stop;
        return new LedgerCommand.Place(
                account,
                "c" + ++names,
                symbol,
                side,
                type,
                TimeInForce.GTC,
                limit,
                SelfTradePrevention.values()[world.below(SelfTradePrevention.values().length)],
                type.hasLimit() ? priceTicks : 0,
                lots,
                0,
                0,
                notAfter,
                false,
                new OrderConditions(limit ? 0 : priceTicks, 0, 0),
                true);
    }

    private OrderType type() {
        return world.happens(60)
                ? OrderType.LIMIT
                : OrderType.values()[world.below(OrderType.values().length)];
    }

    private TimeInForce lifetime(OrderType type) {
        if (type == OrderType.LIMIT || type.isStop() && type.hasLimit()) {
            return world.happens(60)
                    ? TimeInForce.GTC
                    : TimeInForce.values()[world.below(TimeInForce.values().length)];
        }
        if (type == OrderType.MARKET) {
            return world.happens(50) ? TimeInForce.GTC : TimeInForce.IOC;
        }
        return world.happens(70) ? TimeInForce.GTC : TimeInForce.GTD;
    }

    /** The same wish in other words, or with the same words a new wish. */
    LedgerCommand.Place again(
            LedgerCommand.Place place, long quantityLots, long notAfter, boolean reuseClosed) {
        return new LedgerCommand.Place(
                place.account(),
                place.clientOrderId(),
                place.symbol(),
                place.side(),
                place.type(),
                place.timeInForce(),
                place.postOnly(),
                place.selfTradePrevention(),
                place.priceTicks(),
                quantityLots,
                place.amount(),
                place.bestPriceTicks(),
                notAfter,
                reuseClosed,
                place.conditions(),
                place.ownPrevention());
    }

    /** An order that may stand in the place of one in that market and on that side. */
    LedgerCommand.Place instead(LedgerCommand.Place place, String symbol, Side side) {
        return new LedgerCommand.Place(
                place.account(),
                place.clientOrderId(),
                symbol,
                side,
                place.type(),
                place.timeInForce(),
                place.postOnly(),
                place.selfTradePrevention(),
                place.priceTicks(),
                place.quantityLots(),
                place.amount(),
                place.bestPriceTicks(),
                place.notAfter(),
                place.reuseClosed(),
                place.conditions(),
                place.ownPrevention());
    }
}
