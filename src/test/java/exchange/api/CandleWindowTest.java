package exchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.marketdata.Candle;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.List;

/** How a window of candles is filled where nothing was traded. */
final class CandleWindowTest {
    private static final long MINUTE = 60_000;

    @Test
    void intervalsWithoutTradesHaveThePriceBeforeThem() {
        List<Candle> window = PublicQueries.withoutHoles(
                List.of(candle(0, 7), candle(2 * MINUTE, 9)), MINUTE, 5 * MINUTE, MINUTE);

        assertThat(window)
                .containsExactly(
                        Candle.empty(MINUTE, 7),
                        candle(2 * MINUTE, 9),
                        Candle.empty(3 * MINUTE, 9),
                        Candle.empty(4 * MINUTE, 9));
    }

    @Test
    void nothingIsBeforeTheFirstTrade() {
        assertThat(PublicQueries.withoutHoles(
                        List.of(candle(2 * MINUTE, 9)), 0, 4 * MINUTE, MINUTE))
                .containsExactly(candle(2 * MINUTE, 9), Candle.empty(3 * MINUTE, 9));
        assertThat(PublicQueries.withoutHoles(List.of(), 0, 4 * MINUTE, MINUTE)).isEmpty();
    }

    private static Candle candle(long start, long price) {
        return new Candle(start, price, price, price, price, BigInteger.ONE, BigInteger.TWO, 1, 1);
    }
}
