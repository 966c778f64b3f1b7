package exchange.book;

import exchange.market.MarketState;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** One step of a random stream; ids are given when it is played. */
sealed interface Step {

    /**
     * @param stop the stop price of a stop
     * @param display what an iceberg shows; 0 for none
     * @param life how long a GTD or DAY order lives, milliseconds
     * @param extra what is held beyond the need of an order with a limit (below 0: less); the
     *     budget of others
     * @param late whether its time is over when it comes
     * @param trailTicks how far a trailing stop stays behind, or in basis points
     */
    record Place(
            long account,
            Side side,
            OrderType type,
            TimeInForce timeInForce,
            boolean postOnly,
            SelfTradePrevention prevention,
            long price,
            long lots,
            long amount,
            long stop,
            long display,
            long life,
            long extra,
            int makerFee,
            int takerFee,
            boolean late,
            long trailTicks,
            long trailBasisPoints)
            implements Step {}

    /** Cancels the order placed so many places ago, maybe in another's name. */
    record Cancel(int back, boolean stranger) implements Step {}

    /** @param lasts how many batches an auction lasts, 0 for as long as nobody ends it */
    /**
     * Amends the order placed so many places ago.
     *
     * @param price the new limit, 0 for the one it has
     * @param sign of what its ledger holds too much or too little for it
     */
    record Amend(int back, boolean stranger, long price, long lots, long extra, int sign)
            implements Step {}

    /**
     * Replaces the order placed so many places ago, maybe with another account's.
     *
     * @param stale whether its ledger does not know yet what was traded of it
     */
    record Replace(int back, boolean stranger, boolean mustCancel, boolean stale, Place place)
            implements Step {}

    /** Places two orders of which one cancels the other. */
    record PlaceList(Place first, Place second) implements Step {}

    record MassCancel(long account, boolean bids, boolean asks) implements Step {}

    record Change(MarketState state, int lasts) implements Step {}

    /** The batch ends here. */
    record Commit() implements Step {}

    /** The entity goes on from its snapshot. */
    record Restore() implements Step {}

    /**
     * The numbers of a stream: a few prices that meet often, or every size that a long can have.
     */
    enum Sizes {
        SMALL {
            @Override
            Arbitrary<Long> prices() {
                return uniform(93, 107);
            }

            @Override
            Arbitrary<Long> lots() {
                return uniform(1, 20);
            }

            @Override
            Arbitrary<Long> amounts() {
                return uniform(1, 1_500_000);
            }
        },
        HUGE {
            @Override
            Arbitrary<Long> prices() {
                return ofBits(50);
            }

            @Override
            Arbitrary<Long> lots() {
                return ofBits(50);
            }

            @Override
            Arbitrary<Long> amounts() {
                return ofBits(62);
            }
        };

        abstract Arbitrary<Long> prices();

        abstract Arbitrary<Long> lots();

        abstract Arbitrary<Long> amounts();

        private static Arbitrary<Long> uniform(long min, long max) {
            return Arbitraries.longs()
                    .between(min, max)
                    .withDistribution(RandomDistribution.uniform());
        }

        private static Arbitrary<Long> ofBits(int most) {
            return Combinators.combine(uniform(0, most), uniform(0, Long.MAX_VALUE))
                    .as((bits, random) -> 1L << bits | random & (1L << bits) - 1);
        }
    }

    static Arbitrary<Step> any(Sizes sizes) {
        return Arbitraries.frequencyOf(
                Tuple.of(40, place(sizes)),
                Tuple.of(6, cancel()),
                Tuple.of(5, amend(sizes)),
                Tuple.of(1, massCancel()),
                Tuple.of(5, replace(sizes)),
                Tuple.of(6, StepLists.any(sizes)),
                Tuple.of(3, Arbitraries.just(new Commit())),
                Tuple.of(1, Arbitraries.just(new Restore())),
                Tuple.of(
                        2,
                        Arbitraries.frequency(
                                        Tuple.of(3, MarketState.HALTED),
                                        Tuple.of(2, MarketState.CANCEL_ONLY),
                                        Tuple.of(6, MarketState.POST_ONLY),
                                        Tuple.of(1, MarketState.DELISTED),
                                        Tuple.of(12, MarketState.AUCTION),
                                        Tuple.of(140, MarketState.OPEN))
                                .flatMap(state -> Arbitraries.integers()
                                        .between(0, state == MarketState.AUCTION ? 4 : 0)
                                        .map(lasts -> new Change(state, lasts)))));
    }

    private static Arbitrary<Step> amend(Sizes sizes) {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.of(true, false, false, false, false, false),
                        sizes.prices(),
                        sizes.lots(),
                        Arbitraries.longs().between(0, 999),
                        Arbitraries.of(0, 0, 0, 0, 1, -1),
                        Arbitraries.of(true, false))
                .as((back, stranger, price, lots, extra, sign, stays) ->
                        new Amend(back, stranger, stays ? 0 : price, lots, extra, sign));
    }

    private static Arbitrary<Step> replace(Sizes sizes) {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.of(true, false, false, false, false, false),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        place(sizes))
                .as((back, stranger, must, stale, place) ->
                        new Replace(back, stranger, must, stale, (Place) place));
    }

    private static Arbitrary<Step> massCancel() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 4),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(MassCancel::new);
    }

    private static Arbitrary<Step> cancel() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 15),
                        Arbitraries.of(true, false, false, false))
                .as(Cancel::new);
    }

    static Arbitrary<Step> place(Sizes sizes) {
        Arbitrary<long[]> numbers = Combinators.combine(
                        sizes.prices(),
                        sizes.lots(),
                        sizes.amounts(),
                        sizes.amounts(),
                        Arbitraries.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, -1),
                        sizes.prices(),
                        Arbitraries.longs().between(1, 8),
                        sizes.prices())
                .as((price, lots, amount, extra, more, stop, life, trail) ->
                        new long[] {price, lots, amount, extra, more, stop, life, trail});
        Arbitrary<Object[]> wishes = Combinators.combine(
                        Arbitraries.of(Side.values()),
                        Arbitraries.frequency(
                                Tuple.of(12, OrderType.LIMIT),
                                Tuple.of(4, OrderType.MARKET),
                                Tuple.of(1, OrderType.STOP),
                                Tuple.of(1, OrderType.STOP_LIMIT),
                                Tuple.of(1, OrderType.TAKE_PROFIT),
                                Tuple.of(1, OrderType.TAKE_PROFIT_LIMIT)),
                        Arbitraries.frequency(
                                Tuple.of(14, TimeInForce.GTC),
                                Tuple.of(1, TimeInForce.GTD),
                                Tuple.of(1, TimeInForce.DAY),
                                Tuple.of(3, TimeInForce.IOC),
                                Tuple.of(2, TimeInForce.FOK)),
                        Arbitraries.of(true, false, false, false, false, false),
                        Arbitraries.of(SelfTradePrevention.values()),
                        Arbitraries.of(true, false),
                        Arbitraries.of(1, 2, 5, 0, 0, 0, 0, 0),
                        Arbitraries.of(0, 1, 2))
                .as((side, type, life, post, prevention, byAmount, display, trail) ->
                        new Object[] {side, type, life, post, prevention, byAmount, display, trail
                        });
        return Combinators.combine(
                        numbers,
                        wishes,
                        Arbitraries.longs().between(1, 4),
                        Arbitraries.integers().between(0, MAX_FEE),
                        Arbitraries.integers().between(0, MAX_FEE),
                        Arbitraries.integers().between(1, 30).map(n -> n == 1))
                .as(Step::place);
    }

    int MAX_FEE = 100_000;

    private static Step place(
            long[] numbers,
            Object[] wishes,
            long account,
            int makerFee,
            int takerFee,
            boolean late) {
        OrderType type = (OrderType) wishes[1];
        boolean byAmount = type == OrderType.MARKET && (boolean) wishes[5];
        boolean limit = type.hasLimit();
        TimeInForce timeInForce = (TimeInForce) wishes[2];
        if (!limit && !timeInForce.rests() != (type == OrderType.MARKET)) {
            timeInForce = type == OrderType.MARKET ? TimeInForce.IOC : TimeInForce.GTC;
        }
        boolean mayTrail = type == OrderType.STOP || type == OrderType.STOP_LIMIT;
        int trails = mayTrail ? (int) wishes[7] : 0;
        boolean atOnce = trails > 0 && numbers[6] > 4;
        boolean small = numbers[7] < 1_000;
        long extra = limit ? numbers[3] % 1_000 * numbers[4] : numbers[3];
        return new Place(
                account,
                (Side) wishes[0],
                type,
                timeInForce,
                type == OrderType.LIMIT && (boolean) wishes[3],
                (SelfTradePrevention) wishes[4],
                limit ? numbers[0] : 0,
                byAmount ? 0 : numbers[1],
                byAmount ? numbers[2] : 0,
                type.isStop() && !atOnce ? numbers[5] : 0,
                limit && timeInForce.rests() ? numbers[1] / 6 * (int) wishes[6] : 0,
                timeInForce.rests() && timeInForce != TimeInForce.GTC ? numbers[6] : 0,
                extra,
                makerFee,
                takerFee,
                late,
                trails == 1 ? small ? 1 + numbers[7] % 6 : numbers[7] : 0,
                trails == 2 ? 1 + numbers[7] % 700 : 0);
    }
}
