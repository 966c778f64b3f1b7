package exchange.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.Side;
import exchange.marketdata.MarketUpdate.Kind;
import exchange.matching.DepthLevel;

import java.util.List;
import java.util.TreeMap;

/** A follower's copy of the levels, from snapshots and changes. Fails when a number is missing. */
final class DepthCopy {
    private final TreeMap<Long, Long> bids = new TreeMap<>((a, b) -> Long.compare(b, a));
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private long sequence;

    void take(MarketUpdate update) {
        begin((MarketUpdate.Numbered) update);
        if (update instanceof MarketUpdate.Depth depth) {
            depth.bids().forEach(level -> set(bids, level.priceTicks(), level.quantityLots()));
            depth.asks().forEach(level -> set(asks, level.priceTicks(), level.quantityLots()));
        } else {
            ((MarketUpdate.RawDepth) update)
                    .changes()
                    .forEach(change -> set(
                            change.side() == Side.BUY ? bids : asks,
                            change.priceTicks(),
                            change.quantityLots()));
        }
    }

    private void begin(MarketUpdate.Numbered update) {
        if (update.kind() == Kind.CHANGE) {
            assertThat(update.previousSequence()).isEqualTo(sequence);
            assertThat(update.sequence()).isGreaterThan(sequence);
        } else {
            bids.clear();
            asks.clear();
        }
        sequence = update.sequence();
    }

    private static void set(TreeMap<Long, Long> side, long price, long lots) {
        if (lots == 0) {
            side.remove(price);
        } else {
            side.put(price, lots);
        }
    }

    long sequence() {
        return sequence;
    }

    List<DepthLevel> levels(Side side) {
        return (side == Side.BUY ? bids : asks)
                .entrySet().stream()
                        .map(level -> new DepthLevel(level.getKey(), level.getValue()))
                        .toList();
    }
}
