package exchange.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.MarketState;
import exchange.market.Side;
import exchange.marketdata.MarketUpdate.Kind;
import exchange.matching.DepthLevel;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a depth channel tells makes a copy of the levels it shows, whatever happened between. */
final class DepthChannelTest {
    private static final int SHOWN = 5;

    private final TreeMap<Long, Long> bids = new TreeMap<>((a, b) -> Long.compare(b, a));
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private long sequence = 1;
    private final DepthChannel channel = new DepthChannel("BTC-USD", () -> sequence, this::view);

    @Property(tries = 300)
    void copyIsAlwaysWhatIsShown(
            @ForAll @Size(max = 60) List<@IntRange(max = 799) Integer> changes) {
        DepthCopy copy = new DepthCopy();
        copy.take(channel.snapshot(Kind.SNAPSHOT).orElseThrow());
        for (int change : changes) {
            TreeMap<Long, Long> side = change % 2 == 0 ? bids : asks;
            long price = change / 2 % 20 + 1;
            long lots = change / 40 % 4;
            if (lots == 0) {
                side.remove(price);
            } else {
                side.put(price, lots);
            }
            sequence++;
            if (change % 3 == 0) {
                channel.next().ifPresent(copy::take);
                assertThat(copy.levels(Side.BUY)).isEqualTo(view().bids());
                assertThat(copy.levels(Side.SELL)).isEqualTo(view().asks());
                assertThat(copy.sequence()).isEqualTo(sequence);
            }
        }
    }

    @Test
    void levelsThatComeIntoSightAreTold() {
        for (long price = 1; price <= SHOWN + 1; price++) {
            asks.put(price, 10L);
        }
        channel.snapshot(Kind.SNAPSHOT);

        asks.remove(1L);
        sequence++;

        MarketUpdate.Depth update = (MarketUpdate.Depth) channel.next().orElseThrow();
        assertThat(update.asks())
                .containsExactly(new DepthLevel(1, 0), new DepthLevel(SHOWN + 1, 10));
        assertThat(List.of(update.previousSequence(), update.sequence())).containsExactly(1L, 2L);
        assertThat(channel.next()).isEmpty();
    }

    private BookView view() {
        return new BookView(
                "BTC-USD",
                shown(bids),
                shown(asks),
                0,
                0,
                sequence,
                0,
                MarketState.OPEN,
                AuctionView.NOTHING);
    }

    private static List<DepthLevel> shown(TreeMap<Long, Long> side) {
        List<DepthLevel> levels = new ArrayList<>();
        for (Map.Entry<Long, Long> level : side.entrySet()) {
            if (levels.size() < SHOWN) {
                levels.add(new DepthLevel(level.getKey(), level.getValue()));
            }
        }
        return levels;
    }
}
