package exchange.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.Side;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Candles and the last 24 hours against the same computed from all trades again, with pauses of
 * seconds to days between trades and hubs that begin anew in the middle.
 */
final class CandlesProperties {
    private static final long MONDAY = 1_795_392_000_000L;
    private static final long[] PAUSES = {
        0,
        1,
        400,
        999,
        1_000,
        59_999,
        60_000,
        299_000,
        3_600_000,
        43_200_000,
        86_399_999,
        86_400_000,
        200_000_000
    };

    @Property(tries = 60)
    void candlesAndTickerAreThoseOfAllTrades(
            @ForAll @Size(min = 1, max = 130) List<@IntRange(max = 1_000_000) Integer> steps) {
        List<PublicTrade> all = new ArrayList<>();
        CandleSet stored = new CandleSet();
        LiveCandles live = begun(stored, 0);
        long time = MONDAY;

        for (int step : steps) {
            if (step % 10 == 0) {
                live = begun(stored, all.size());
            }
            time += PAUSES[step / 10 % PAUSES.length];
            PublicTrade trade = new PublicTrade(
                    all.size() + 1, 1 + step % 97, Long.MAX_VALUE / (1 + step % 3), Side.BUY, time);
            all.add(trade);
            stored.add(trade);
            live.add(trade);
            if (all.size() % 13 != 0 && all.size() < steps.size()) {
                continue;
            }
            for (CandleInterval interval : CandleInterval.values()) {
                List<Candle> expected = brute(all, interval);
                assertThat(List.copyOf(stored.of(interval))).isEqualTo(expected);
                assertThat(live.after(interval, 0))
                        .isEqualTo(expected.subList(
                                Math.max(0, expected.size() - LiveCandles.RECENT_MAX),
                                expected.size()));
            }
            for (long now : new long[] {time, time + 30_000, time + 86_400_000}) {
                assertThat(live.lastDay(now)).isEqualTo(lastDay(all, now));
            }
        }
    }

    private static LiveCandles begun(CandleSet stored, long tradesBefore) {
        LiveCandles live = new LiveCandles();
        live.since(tradesBefore);
        assertThat(live.begin(FixedHistory.past(stored))).isTrue();
        return live;
    }

    private static List<Candle> brute(List<PublicTrade> trades, CandleInterval interval) {
        List<Candle> candles = new ArrayList<>();
        long length = interval.millis();
        List<Long> starts = trades.stream()
                .map(trade -> trade.time() / length * length)
                .distinct()
                .toList();
        for (long start : starts) {
            candles.add(candle(
                    trades.stream()
                            .filter(t -> t.time() >= start && t.time() < start + length)
                            .toList(),
                    start));
        }
        return candles;
    }

    private static Optional<Candle> lastDay(List<PublicTrade> trades, long now) {
        long from = now / 60_000 * 60_000 - 86_400_000;
        List<PublicTrade> within = trades.stream().filter(t -> t.time() >= from).toList();
        return within.isEmpty() ? Optional.empty() : Optional.of(candle(within, from));
    }

    private static Candle candle(List<PublicTrade> trades, long start) {
        BigInteger lots = BigInteger.ZERO;
        BigInteger tickLots = BigInteger.ZERO;
        for (PublicTrade trade : trades) {
            BigInteger quantity = BigInteger.valueOf(trade.quantityLots());
            lots = lots.add(quantity);
            tickLots = tickLots.add(quantity.multiply(BigInteger.valueOf(trade.priceTicks())));
        }
        return new Candle(
                start,
                trades.getFirst().priceTicks(),
                trades.stream().mapToLong(PublicTrade::priceTicks).max().orElseThrow(),
                trades.stream().mapToLong(PublicTrade::priceTicks).min().orElseThrow(),
                trades.getLast().priceTicks(),
                lots,
                tickLots,
                trades.size(),
                trades.getLast().number());
    }
}
