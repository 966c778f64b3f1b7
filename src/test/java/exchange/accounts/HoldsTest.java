package exchange.accounts;

import static exchange.accounts.Fixtures.BTC_USD;
import static exchange.accounts.Fixtures.LOT;
import static exchange.accounts.Fixtures.TICK_LOT;
import static exchange.accounts.Fixtures.buy;
import static exchange.accounts.Fixtures.sell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import exchange.market.OrderType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/** The collar is 10 %; a lot is 1,000,000 base units and costs 10,000 quote units per tick. */
final class HoldsTest {
    private static final long NO = Holds.NOT_COVERED;
    private static final long MAX = Long.MAX_VALUE;

    @ParameterizedTest(name = "{0}")
    @MethodSource("holds")
    void holdsWhatTheOrderCanCost(String what, Fixtures.PlaceOf place, long available, long held) {
        assertThat(Holds.units(place.place(), BTC_USD, available)).isEqualTo(held);
    }

    static Stream<Arguments> holds() {
        return Stream.concat(buys(), sells());
    }

    private static Stream<Arguments> buys() {
        return Stream.of(
                arguments("limit x quantity", buy(7).at(100), MAX, 700 * TICK_LOT),
                arguments("all there is", buy(7).at(100), 700 * TICK_LOT, 700 * TICK_LOT),
                arguments("one unit short", buy(7).at(100), 700 * TICK_LOT - 1, NO),
                arguments("amount", buy(0).worth(12_345), MAX, 12_345L),
                arguments("amount short", buy(0).worth(12_345), 12_344L, NO),
                arguments("best + collar", buy(7).seeing(100), MAX, 770 * TICK_LOT),
                arguments("what is available", buy(7).seeing(100), 750 * TICK_LOT, 750 * TICK_LOT),
                arguments("just the best", buy(7).seeing(100), 700 * TICK_LOT, 700 * TICK_LOT),
                arguments("below the best", buy(7).seeing(100), 700 * TICK_LOT - 1, NO),
                arguments(
                        "stop + collar",
                        buy(7).of(OrderType.STOP).on(100, 0, 0),
                        MAX,
                        770 * TICK_LOT),
                arguments(
                        "stop + collar short",
                        buy(7).of(OrderType.TAKE_PROFIT).on(100, 0, 0),
                        770 * TICK_LOT - 1,
                        NO),
                arguments(
                        "stop + collar beyond a long",
                        buy(1_000_000_000L).of(OrderType.STOP).on(900_000, 0, 0),
                        MAX,
                        NO),
                arguments(
                        "limit of a stop",
                        buy(7).at(102).of(OrderType.STOP_LIMIT).on(100, 0, 0),
                        MAX,
                        714 * TICK_LOT),
                arguments("all of an iceberg", buy(7).at(100).on(0, 2, 0), MAX, 700 * TICK_LOT),
                arguments("nothing seen", buy(7), 5L, 5L),
                arguments("nothing seen, nothing there", buy(7), 0L, NO),
                arguments("budget beyond a long", buy(1_000_000_000L).seeing(900_000), MAX, MAX));
    }

    private static Stream<Arguments> sells() {
        return Stream.of(
                arguments("quantity", sell(7).at(100), MAX, 7 * LOT),
                arguments("quantity of a MARKET order", sell(7).seeing(100), MAX, 7 * LOT),
                arguments(
                        "quantity of a stop", sell(7).of(OrderType.STOP).on(9, 0, 0), MAX, 7 * LOT),
                arguments("one unit short", sell(7).at(100), 7 * LOT - 1, NO),
                arguments(
                        "amount / (best - collar)",
                        sell(0).worth(900 * TICK_LOT).seeing(100),
                        MAX,
                        10 * LOT),
                arguments(
                        "up to a lot",
                        sell(0).worth(900 * TICK_LOT + 1).seeing(100),
                        MAX,
                        11 * LOT),
                arguments(
                        "what is available",
                        sell(0).worth(900 * TICK_LOT).seeing(100),
                        9 * LOT + 5,
                        9 * LOT + 5),
                arguments(
                        "less than at the best",
                        sell(0).worth(900 * TICK_LOT).seeing(100),
                        9 * LOT - 1,
                        NO),
                arguments("nothing seen", sell(0).worth(5), 3 * LOT + 1, 3 * LOT + 1),
                arguments("nothing seen, not a lot there", sell(0).worth(5), LOT - 1, NO),
                arguments(
                        "the collar leaves no price",
                        sell(0).worth(2 * TICK_LOT).seeing(1),
                        50 * LOT,
                        50 * LOT),
                arguments(
                        "a lot is worth more than a long",
                        sell(0).worth(5).seeing(MAX / 2),
                        50 * LOT,
                        LOT),
                arguments("units beyond a long", sell(0).worth(MAX).seeing(1), MAX, NO));
    }
}
