package exchange.book;

import exchange.market.OrderType;
import exchange.market.TimeInForce;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Two orders of a random stream of which one cancels the other. */
final class StepLists {
    private StepLists() {}

    static Arbitrary<Step> any(Step.Sizes sizes) {
        return Combinators.combine(
                        Step.place(sizes),
                        sizes.lots(),
                        sizes.prices(),
                        sizes.prices(),
                        sizes.prices(),
                        Arbitraries.frequency(
                                Tuple.of(8, OrderType.LIMIT),
                                Tuple.of(1, OrderType.STOP),
                                Tuple.of(1, OrderType.TAKE_PROFIT_LIMIT)),
                        Arbitraries.of(
                                OrderType.STOP,
                                OrderType.STOP_LIMIT,
                                OrderType.TAKE_PROFIT,
                                OrderType.TAKE_PROFIT_LIMIT))
                .as((like, lots, price, limit, stop, first, second) -> {
                    Step.Place base = (Step.Place) like;
                    return new Step.PlaceList(
                            order(base, lots, first, price, price),
                            order(base, lots, second, limit, stop));
                });
    }

    /** Both live as long as the order that they are like, and for the same account. */
    private static Step.Place order(
            Step.Place like, long lots, OrderType type, long price, long stop) {
        return new Step.Place(
                like.account(),
                like.side(),
                type,
                like.life() == 0 ? TimeInForce.GTC : TimeInForce.GTD,
                type == OrderType.LIMIT,
                like.prevention(),
                type.hasLimit() ? price : 0,
                lots,
                0,
                type.isStop() ? stop : 0,
                0,
                like.life(),
                type.hasLimit() ? like.extra() % 1_000 : Math.abs(like.extra()),
                like.makerFee(),
                like.takerFee(),
                like.late(),
                0,
                0);
    }
}
