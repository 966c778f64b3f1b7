package exchange.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchange.book.BookFact;
import exchange.book.BookReply;
import exchange.market.MarketState;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.matching.DepthLevel;
import exchange.sequencer.PackedWriter;

import org.junit.jupiter.api.Test;

final class MarketDepthTest {
    private final MarketDepth depth = new MarketDepth(2);

    @Test
    void levelsBeyondTheCutOfADeepSideAreNotFollowed() {
        load(true, 5, new DepthLevel(102, 1), new DepthLevel(101, 1), new DepthLevel(100, 1));

        depth.apply(new BookFact.Rested(1, 1, Side.BUY, 99, 7), 6, 0);
        depth.apply(new BookFact.Rested(2, 1, Side.BUY, 100, 7), 7, 0);

        assertThat(depth.view("A-B", 10, MarketState.OPEN, AuctionView.NOTHING).bids())
                .containsExactly(
                        new DepthLevel(102, 1), new DepthLevel(101, 1), new DepthLevel(100, 8));
        assertThat(depth.mustLoad()).isFalse();
    }

    @Test
    void cutSideThatGrowsShortMustBeLoaded() {
        load(true, 5, new DepthLevel(102, 1), new DepthLevel(101, 1));

        depth.apply(sold(102), 6, 0);

        assertThat(depth.mustLoad()).isTrue();
    }

    @Test
    void wholeSideMayGrowShort() {
        load(false, 5, new DepthLevel(102, 1), new DepthLevel(101, 1));

        depth.apply(sold(102), 6, 0);
        depth.apply(sold(101), 7, 0);

        assertThat(depth.mustLoad()).isFalse();
        assertThat(depth.bestTicks(Side.BUY)).isZero();
    }

    @Test
    void missedFactMeansLoading() {
        load(false, 5, new DepthLevel(102, 1));

        depth.apply(new BookFact.Rested(1, 1, Side.BUY, 99, 7), 7, 0);
        assertThat(depth.mustLoad()).isTrue();

        load(false, 8, new DepthLevel(102, 1));
        assertThat(depth.mustLoad()).isFalse();
    }

    @Test
    void levelBelowNothingMeansLoading() {
        load(false, 5, new DepthLevel(102, 1));

        depth.apply(sold(101), 6, 0);

        assertThat(depth.mustLoad()).isTrue();
    }

    @Test
    void factThatChangesNoBookIsABug() {
        BookFact fact = new BookFact.Refused(1, 1, 1, RejectReason.TOO_LATE, 0);

        assertThatThrownBy(() -> depth.apply(fact, 1, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a fact that does not change the book: Refused");
    }

    private static BookFact sold(long price) {
        return new BookFact.Traded(1, Side.SELL, price, 1, 1, 1, 2, 2, 0, 0, 0, 0);
    }

    private void load(boolean cut, long sequence, DepthLevel... bids) {
        PackedWriter out = new PackedWriter(64);
        long price = 0;
        for (DepthLevel level : bids) {
            out.writeSigned(level.priceTicks() - price);
            out.writeLong(level.quantityLots());
            price = level.priceTicks();
        }
        depth.load(new BookReply.Snapshot(
                FakeBook.RULES, out.toBytes(), !cut, new byte[0], true, 0, 0, sequence, 0));
    }
}
