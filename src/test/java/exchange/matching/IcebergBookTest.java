package exchange.matching;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.OrderConditions;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Orders that show only a part of themselves, in the book alone. */
final class IcebergBookTest {
    private final OrderBook book = new OrderBook();
    private final Matcher matcher = new Matcher(book, 1, 1);

    @Test
    void levelShowsOnlyWhatAnIcebergShows() {
        iceberg(1, 100, 30, 10);
        plain(2, 100, 5);

        assertThat(shown()).containsExactly(new DepthLevel(100, 15));
        assertThat(book.bestLevel(Side.SELL).allLots()).isEqualTo(35);
        assertThat(book.bestLevel(Side.SELL).hasHidden()).isTrue();
    }

    @Test
    void refillShowsTheNextPartBehindTheOthers() {
        Order iceberg = iceberg(1, 100, 25, 10);
        plain(2, 100, 5);

        book.fill(iceberg, 10, 0, 0);
        assertThat(iceberg.isToRefill()).isTrue();
        assertThat(shown()).containsExactly(new DepthLevel(100, 5));
        book.refill(iceberg);

        assertThat(ids()).containsExactly(2L, 1L);
        assertThat(shown()).containsExactly(new DepthLevel(100, 15));
        assertThat(iceberg.isToRefill()).isFalse();

        book.fill(iceberg, 10, 0, 0);
        book.refill(iceberg);
        assertThat(shown()).containsExactly(new DepthLevel(100, 10));
        book.fill(iceberg, 5, 0, 0);
        assertThat(ids()).containsExactly(2L);
        assertThat(book.bestLevel(Side.SELL).hasHidden()).isFalse();
    }

    @Test
    void reduceTakesTheHiddenPartFirst() {
        Order iceberg = iceberg(1, 100, 30, 10);

        book.reduce(iceberg, 15, 0);
        assertThat(shown()).containsExactly(new DepthLevel(100, 10));
        book.reduce(iceberg, 8, 0);

        assertThat(shown()).containsExactly(new DepthLevel(100, 7));
        assertThat(iceberg.shownLots()).isEqualTo(7);
    }

    @Test
    void movedIcebergShowsItsFullPartAgain() {
        Order iceberg = iceberg(1, 100, 30, 10);
        book.fill(iceberg, 7, 0, 0);

        book.move(iceberg, 101);

        assertThat(shown()).containsExactly(new DepthLevel(101, 10));
    }

    @Test
    void forgoneLotsAreNeitherLeftNorShown() {
        Order iceberg = iceberg(1, 100, 30, 10);

        book.forgo(iceberg, 4, 400, 4);

        assertThat(shown()).containsExactly(new DepthLevel(100, 6));
        assertThat(List.of(iceberg.quantityLots(), iceberg.leavesLots(), iceberg.held()))
                .containsExactly(26L, 26L, 26L);
    }

    @Test
    void incomingOrdersForgoLotsOrAmount() {
        Order byLots = book.newOrder(8, 1, Side.BUY).limit(100, 9).funds(900, 0, 0);
        book.forgo(byLots, 4, 400, 400);
        Order byAmount = book.newOrder(9, 1, Side.BUY).market(0, 900).funds(900, 0, 0);
        book.forgo(byAmount, 4, 400, 300);

        assertThat(List.of(byLots.quantityLots(), byLots.leavesLots(), byLots.held()))
                .containsExactly(5L, 5L, 500L);
        assertThat(List.of(byAmount.leavesAmount(), byAmount.held())).containsExactly(500L, 600L);
    }

    @Test
    void onlyThePartThatIsShownTradesAtATime() {
        iceberg(1, 100, 30, 10);

        List<Long> lots = new ArrayList<>();
        Order taker = book.newOrder(9, 9, Side.BUY).limit(100, 25).funds(2_500, 0, 0);
        matcher.match(taker, 100, new Matcher.Sink() {
            @Override
            public void trade(Order maker, long traded) {
                lots.add(traded);
                book.fill(taker, traded, 0, 0);
                book.fill(maker, traded, 0, 0);
                if (maker.isToRefill()) {
                    book.refill(maker);
                }
            }

            @Override
            public void endMaker(Order maker) {
                throw new AssertionError("nobody prevents anything");
            }

            @Override
            public void decrement(Order maker, long forgone) {
                throw new AssertionError("nobody prevents anything");
            }
        });

        assertThat(lots).containsExactly(10L, 10L, 5L);
        assertThat(shown()).containsExactly(new DepthLevel(100, 5));
    }

    @Test
    void hiddenPartsCountWhenAnOrderMustBeFilledInFull() {
        iceberg(1, 100, 30, 10);
        plain(2, 101, 5);

        assertThat(fillable(30, 100)).isTrue();
        assertThat(fillable(31, 100)).isFalse();
        assertThat(fillable(35, 101)).isTrue();
        assertThat(fillable(36, 101)).isFalse();
    }

    @Test
    void partsOfIcebergsAreCountedInTheOrderInWhichTheyWouldTrade() {
        iceberg(1, 100, 30, 10);
        plain(2, 100, 4);
        iceberg(3, 100, 9, 5);

        // 10 + 4 + 5, then 10 + 4, then 10.
        int[] lots = {10, 14, 19, 29, 33, 43};
        for (int matches = 1; matches <= lots.length; matches++) {
            Matcher few = new Matcher(book, 1, 1, matches);
            int most = lots[matches - 1];
            SelfTradePrevention none = SelfTradePrevention.NONE;
            assertThat(few.isFillable(Side.BUY, 100, most, 9, none, Order.NONE, 0))
                    .isTrue();
            assertThat(few.isFillable(Side.BUY, 100, most + 1, 9, none, Order.NONE, 0))
                    .isFalse();
        }
    }

    private boolean fillable(long lots, long limit) {
        SelfTradePrevention none = SelfTradePrevention.NONE;
        return matcher.isFillable(Side.BUY, limit, lots, 9, none, Order.NONE, 0);
    }

    @Test
    void allLotsOfALevelStopAtALong() {
        iceberg(1, 100, Long.MAX_VALUE, 10);
        plain(2, 100, 5);

        assertThat(book.bestLevel(Side.SELL).allLots()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void icebergOfASnapshotShowsWhatItShowed() {
        Order iceberg = book.newOrder(1, 1, Side.SELL)
                .limit(100, 30)
                .asking(OrderType.LIMIT, TimeInForce.GTC, new OrderConditions(0, 10, 0))
                .leaves(20);

        book.rest(iceberg, 3);

        assertThat(shown()).containsExactly(new DepthLevel(100, 3));
    }

    private Order iceberg(long id, long price, long lots, long display) {
        Order order = book.newOrder(id, 1, Side.SELL)
                .limit(price, lots)
                .asking(OrderType.LIMIT, TimeInForce.GTC, new OrderConditions(0, display, 0))
                .funds(lots, 0, 0);
        book.rest(order);
        return order;
    }

    private void plain(long id, long price, long lots) {
        book.rest(book.newOrder(id, 1, Side.SELL).limit(price, lots).funds(lots, 0, 0));
    }

    private List<DepthLevel> shown() {
        return book.levels(Side.SELL, 10);
    }

    private List<Long> ids() {
        List<Long> ids = new ArrayList<>();
        book.forEach(Side.SELL, order -> ids.add(order.id()));
        return ids;
    }
}
