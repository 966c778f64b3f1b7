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

/** One lot at one tick costs 10 quote units and is 100 base units. */
final class MatcherTest {
    private static final long PLENTY = 1_000_000_000;

    private final OrderBook book = new OrderBook();
    private Matcher matcher = new Matcher(book, 10, 100);
    private final List<String> trades = new ArrayList<>();
    private long nextId = 1;

    @Test
    void bestPriceComesFirstThenFirstCome() {
        sell(5, 101);
        sell(5, 100);
        sell(5, 100);

        MatchEnd end = match(Side.BUY, taker(Side.BUY).limit(101, 12), 101);

        assertThat(end).isEqualTo(MatchEnd.FILLED);
        assertThat(trades).containsExactly("2 5@100", "3 5@100", "1 2@101");
    }

    @Test
    void limitIsNeverPassed() {
        sell(5, 100);
        sell(5, 102);

        MatchEnd end = match(Side.BUY, taker(Side.BUY).limit(101, 12), 101);

        assertThat(end).isEqualTo(MatchEnd.NO_MAKER);
        assertThat(trades).containsExactly("1 5@100");
    }

    @Test
    void budgetCoversWholeLotsOnly() {
        sell(5, 100);

        Order taker = taker(Side.BUY).market(5, 0).funds(3_999, 0, 0);
        MatchEnd end = match(Side.BUY, taker, Long.MAX_VALUE);

        assertThat(end).isEqualTo(MatchEnd.UNFUNDED);
        assertThat(trades).containsExactly("1 3@100");
    }

    @Test
    void sellerNeverSellsMoreThanHeld() {
        buy(5, 100);

        Order taker = taker(Side.SELL).market(5, 0).funds(299, 0, 0);
        MatchEnd end = match(Side.SELL, taker, 1);

        assertThat(end).isEqualTo(MatchEnd.UNFUNDED);
        assertThat(trades).containsExactly("1 2@100");
    }

    @Test
    void amountIsSpentButNotPassed() {
        sell(2, 100);
        sell(9, 110);

        MatchEnd end = match(Side.BUY, taker(Side.BUY).market(0, 4_900), Long.MAX_VALUE);

        assertThat(end).isEqualTo(MatchEnd.FILLED);
        assertThat(trades).containsExactly("1 2@100", "2 2@110");
    }

    @Test
    void amountToReceiveIsReachedButNotPassed() {
        buy(2, 100);
        buy(9, 90);

        MatchEnd end = match(Side.SELL, taker(Side.SELL).market(0, 4_000), 1);

        assertThat(end).isEqualTo(MatchEnd.FILLED);
        assertThat(trades).containsExactly("1 2@100", "2 2@90");
    }

    @Test
    void amountThatPaysNoLotTradesNothing() {
        sell(2, 100);

        assertThat(match(Side.BUY, taker(Side.BUY).market(0, 999), Long.MAX_VALUE))
                .isEqualTo(MatchEnd.UNFUNDED);
        assertThat(trades).isEmpty();
    }

    @Test
    void amountIsFilledWhenTheEmptyBookLeavesLessThanALot() {
        sell(2, 100);

        assertThat(match(Side.BUY, taker(Side.BUY).market(0, 2_999), Long.MAX_VALUE))
                .isEqualTo(MatchEnd.FILLED);
        assertThat(match(Side.BUY, taker(Side.BUY).market(0, 2_999), Long.MAX_VALUE))
                .isEqualTo(MatchEnd.NO_MAKER);
    }

    @Test
    void exactAmountIsFilled() {
        sell(2, 100);

        assertThat(match(Side.BUY, taker(Side.BUY).market(0, 2_000), Long.MAX_VALUE))
                .isEqualTo(MatchEnd.FILLED);
        assertThat(trades).containsExactly("1 2@100");
    }

    @Test
    void lotThatCostsMoreThanALongCannotBePaid() {
        sell(1, Long.MAX_VALUE / 5);

        assertThat(match(Side.BUY, taker(Side.BUY).market(1, 0), Long.MAX_VALUE))
                .isEqualTo(MatchEnd.UNFUNDED);
    }

    @Test
    void selfTradePreventionEndsWhatTheTakerWishes() {
        assertThat(prevented(SelfTradePrevention.NONE))
                .containsExactly("1 5@100", "2 5@100", "FILLED");
        assertThat(prevented(SelfTradePrevention.EXPIRE_TAKER))
                .containsExactly("1 5@100", "SELF_TRADE");
        assertThat(prevented(SelfTradePrevention.EXPIRE_MAKER))
                .containsExactly("1 5@100", "2 ends", "3 5@100", "FILLED");
        assertThat(prevented(SelfTradePrevention.EXPIRE_BOTH))
                .containsExactly("1 5@100", "2 ends", "SELF_TRADE");
    }

    @Test
    void decrementTakesTheSameFromBothAndTradesOn() {
        assertThat(prevented(SelfTradePrevention.DECREMENT))
                .containsExactly("1 5@100", "2 -5", "SELF_TRADE");
        rest(9, Side.SELL, 5, 100);
        sell(5, 100);
        Order taker = taker(Side.BUY).limit(100, 8).preventing(SelfTradePrevention.DECREMENT);

        assertThat(match(Side.BUY, taker, 100)).isEqualTo(MatchEnd.FILLED);
        assertThat(trades).containsExactly("1 -5", "2 3@100");
    }

    @Test
    void decrementedAmountIsSpentOnNothing() {
        rest(9, Side.SELL, 2, 100);
        Order taker = taker(Side.BUY).market(0, 2_999).preventing(SelfTradePrevention.DECREMENT);

        assertThat(match(Side.BUY, taker, 100)).isEqualTo(MatchEnd.SELF_TRADE);
        assertThat(trades).containsExactly("1 -2");
    }

    @Test
    void decrementIsNotBoundByMoney() {
        rest(9, Side.SELL, 5, 100);
        Order taker = taker(Side.BUY).market(5, 0).funds(0, 0, 0);

        match(Side.BUY, taker.preventing(SelfTradePrevention.DECREMENT), 100);

        assertThat(trades).containsExactly("1 -5");
    }

    /** A taker of account 9 meets a stranger, itself, and another stranger. */
    private List<String> prevented(SelfTradePrevention mode) {
        MatcherTest test = new MatcherTest();
        test.sell(5, 100);
        test.rest(9, Side.SELL, 5, 100);
        test.sell(5, 100);
        Order taker = test.taker(Side.BUY).limit(100, 10).preventing(mode);
        MatchEnd end = test.match(Side.BUY, taker, 100);
        test.trades.add(end.name());
        return test.trades;
    }

    @Test
    void emptySideIsNeverCrossed() {
        assertThat(matcher.crosses(Side.BUY, Long.MAX_VALUE)).isFalse();
        assertThat(matcher.crosses(Side.SELL, 1)).isFalse();
    }

    @Test
    void sellersLimitIsTheLeastItTakes() {
        buy(5, 101);
        buy(5, 100);
        buy(5, 99);

        assertThat(matcher.crosses(Side.SELL, 102)).isFalse();
        assertThat(matcher.crosses(Side.SELL, 101)).isTrue();
        assertThat(match(Side.SELL, taker(Side.SELL).limit(100, 20), 100))
                .isEqualTo(MatchEnd.NO_MAKER);
        assertThat(trades).containsExactly("1 5@101", "2 5@100");
    }

    @Test
    void withoutUnitsMoneyPlaysNoPart() {
        sell(Long.MAX_VALUE, Long.MAX_VALUE);
        matcher = new Matcher(book, 0, 0);

        Order taker = taker(Side.BUY).limit(Long.MAX_VALUE, Long.MAX_VALUE).funds(0, 0, 0);
        MatchEnd end = match(Side.BUY, taker, Long.MAX_VALUE);

        assertThat(end).isEqualTo(MatchEnd.FILLED);
        assertThat(trades).hasSize(1);
    }

    @Test
    void crossingIsMeetingTheOtherSidesBest() {
        sell(1, 100);

        assertThat(matcher.crosses(Side.BUY, 99)).isFalse();
        assertThat(matcher.crosses(Side.BUY, 100)).isTrue();
        assertThat(matcher.crosses(Side.SELL, 1)).isFalse();
    }

    @Test
    void fillableCountsWhatIsWithinTheLimit() {
        sell(5, 100);
        sell(5, 101);

        assertThat(fillable(100, 5, SelfTradePrevention.NONE)).isTrue();
        assertThat(fillable(100, 6, SelfTradePrevention.NONE)).isFalse();
        assertThat(fillable(101, 10, SelfTradePrevention.NONE)).isTrue();
        assertThat(fillable(101, 11, SelfTradePrevention.NONE)).isFalse();
    }

    @Test
    void fillableKnowsOwnOrdersWhenTheyArePrevented() {
        sell(5, 100);
        rest(9, Side.SELL, 5, 101);
        sell(5, 102);

        for (SelfTradePrevention mode : SelfTradePrevention.values()) {
            assertThat(fillable(102, 5, mode)).isTrue();
        }
        assertThat(fillable(102, 15, SelfTradePrevention.NONE)).isTrue();
        assertThat(fillable(102, 10, SelfTradePrevention.EXPIRE_MAKER)).isTrue();
        assertThat(fillable(102, 11, SelfTradePrevention.EXPIRE_MAKER)).isFalse();
        sell(3, 102);
        assertThat(fillable(102, 13, SelfTradePrevention.EXPIRE_MAKER)).isTrue();
        assertThat(fillable(102, 14, SelfTradePrevention.EXPIRE_MAKER)).isFalse();
        assertThat(fillable(102, 6, SelfTradePrevention.EXPIRE_TAKER)).isFalse();
        assertThat(fillable(102, 6, SelfTradePrevention.EXPIRE_BOTH)).isFalse();
    }

    @Test
    void collarIsRoundedTowardsTheBestPrice() {
        assertThat(matcher.collarTicks(Side.BUY, 100_000)).isZero();
        sell(1, 109);
        buy(1, 101);

        assertThat(matcher.collarTicks(Side.BUY, 100_000)).isEqualTo(119);
        assertThat(matcher.collarTicks(Side.SELL, 100_000)).isEqualTo(91);
        assertThat(matcher.collarTicks(Side.BUY, 0)).isEqualTo(109);
    }

    @Test
    void collarOfAHugePriceDoesNotOverflow() {
        sell(1, Long.MAX_VALUE - 1);

        assertThat(matcher.collarTicks(Side.BUY, 999_999)).isEqualTo(Long.MAX_VALUE);
    }

    private void sellUntil(long time, long lots, long price) {
        Order order = book.newOrder(nextId++, 1, Side.SELL).limit(price, lots);
        order.funds(PLENTY, 0, 0);
        book.rest(order.asking(OrderType.LIMIT, TimeInForce.GTD, new OrderConditions(0, 0, time)));
    }

    @Test
    void orderWhoseTimeIsOverEndsInsteadOfTrading() {
        sellUntil(500, 5, 100);
        sellUntil(501, 5, 100);

        Order taker = taker(Side.BUY).limit(100, 3);
        MatchEnd end = matcher.match(taker, 100, 500, new Matcher.Sink() {
            @Override
            public void trade(Order maker, long lots) {
                trades.add("trade " + maker.id());
                book.fill(taker, lots, 0, 0);
            }

            @Override
            public void endMaker(Order maker) {
                throw new AssertionError(maker.id());
            }

            @Override
            public void decrement(Order maker, long lots) {
                throw new AssertionError(maker.id());
            }

            @Override
            public void expireMaker(Order maker) {
                trades.add("expire " + maker.id());
                book.end(maker);
            }
        });

        assertThat(end).isEqualTo(MatchEnd.FILLED);
        assertThat(trades).containsExactly("expire 1", "trade 2");
    }

    @Test
    void orderWhoseTimeIsOverFillsNobody() {
        sellUntil(500, 5, 100);
        sell(5, 100);

        SelfTradePrevention none = SelfTradePrevention.NONE;
        assertThat(matcher.isFillable(Side.BUY, 100, 10, 1, none, Order.NONE, 499))
                .isTrue();
        assertThat(matcher.isFillable(Side.BUY, 100, 6, 1, none, Order.NONE, 500))
                .isFalse();
        assertThat(matcher.isFillable(Side.BUY, 100, 5, 1, none, Order.NONE, 500))
                .isTrue();
        SelfTradePrevention taker = SelfTradePrevention.EXPIRE_TAKER;
        assertThat(matcher.isFillable(Side.BUY, 100, 5, 1, taker, Order.NONE, 500))
                .isFalse();
        assertThat(matcher.isFillable(Side.BUY, 100, 5, 9, taker, Order.NONE, 500))
                .isTrue();
    }

    @Test
    void orderMatchesOnlySoOften() {
        matcher = new Matcher(book, 10, 100, 2);
        sell(5, 100);
        sell(5, 101);
        sell(5, 102);

        assertThat(match(Side.BUY, taker(Side.BUY).limit(102, 11), 102))
                .isEqualTo(MatchEnd.TOO_MANY);
        assertThat(trades).containsExactly("1 5@100", "2 5@101");
    }

    @Test
    void orderThatIsFilledByItsLastMatchIsFilled() {
        matcher = new Matcher(book, 10, 100, 2);
        sell(5, 100);
        sell(5, 101);
        sell(5, 102);

        assertThat(match(Side.BUY, taker(Side.BUY).limit(102, 10), 102)).isEqualTo(MatchEnd.FILLED);
    }

    @Test
    void amountThatItsLastMatchLeavesTooSmallForALotIsFilled() {
        matcher = new Matcher(book, 10, 100, 1);
        sell(1, 100);
        sell(1, 100);

        assertThat(match(Side.BUY, taker(Side.BUY).market(0, 1_999), Long.MAX_VALUE))
                .isEqualTo(MatchEnd.FILLED);
    }

    @Test
    void orderThatNeedsMoreMatchesIsNotFillable() {
        matcher = new Matcher(book, 10, 100, 2);
        sell(5, 100);
        sell(5, 101);
        sell(5, 102);

        assertThat(fillable(102, 10, SelfTradePrevention.NONE)).isTrue();
        assertThat(fillable(102, 11, SelfTradePrevention.NONE)).isFalse();
    }

    private boolean fillable(long limit, long lots, SelfTradePrevention mode) {
        return matcher.isFillable(Side.BUY, limit, lots, 9, mode, Order.NONE, 0);
    }

    private void sell(long lots, long price) {
        rest(1, Side.SELL, lots, price);
    }

    private void buy(long lots, long price) {
        rest(1, Side.BUY, lots, price);
    }

    private void rest(long account, Side side, long lots, long price) {
        book.rest(book.newOrder(nextId++, account, side).limit(price, lots).funds(PLENTY, 0, 0));
    }

    private Order taker(Side side) {
        return book.newOrder(1_000, 9, side).funds(PLENTY, 0, 0);
    }

    private MatchEnd match(Side side, Order taker, long limit) {
        return matcher.match(taker, limit, new Matcher.Sink() {
            @Override
            public void trade(Order maker, long lots) {
                trades.add(maker.id() + " " + lots + "@" + maker.priceTicks());
                long quote = maker.priceTicks() * lots * 10;
                book.fill(taker, lots, quote, side == Side.BUY ? quote : lots * 100);
                book.fill(maker, lots, quote, 0);
            }

            @Override
            public void endMaker(Order maker) {
                trades.add(maker.id() + " ends");
                book.end(maker);
            }

            @Override
            public void decrement(Order maker, long lots) {
                trades.add(maker.id() + " -" + lots);
                long quote = maker.priceTicks() * lots * 10;
                book.forgo(taker, lots, quote, 0);
                book.forgo(maker, lots, quote, 0);
                if (maker.leavesLots() == 0) {
                    book.end(maker);
                }
            }
        });
    }
}
