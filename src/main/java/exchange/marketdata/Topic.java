package exchange.marketdata;

import java.util.Optional;

/**
 * One thing that can be followed: a channel of a market.
 *
 * @param interval of the candles, for that channel alone
 */
public record Topic(Channel channel, String symbol, Optional<CandleInterval> interval) {
    public Topic {
        if (interval.isPresent() != (channel == Channel.CANDLES)) {
            throw new IllegalArgumentException("candles alone have an interval: " + channel);
        }
    }

    public static Topic of(Channel channel, String symbol) {
        return new Topic(channel, symbol, Optional.empty());
    }

    public static Topic candles(String symbol, CandleInterval interval) {
        return new Topic(Channel.CANDLES, symbol, Optional.of(interval));
    }
}
