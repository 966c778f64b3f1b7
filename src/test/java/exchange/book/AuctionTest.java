package exchange.book;

import static exchange.book.Orders.buy;
import static exchange.book.Orders.sell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import exchange.market.EndReason;
import exchange.market.MarketState;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.sequencer.BookItem;
import exchange.sequencer.LedgerItem;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/**
 * A lot is 50 base units, a lot at one tick costs 350 quote units. Batches have the time 1,000 and
 * later.
 */
final class AuctionTest {
    private static final String OVER = "the auction is over";
    private static final String EXCHANGE = "the exchange";

    private TestBook book = TestBook.open();

    @BeforeEach
    void beginAuction() {
        book.ask(change(MarketState.AUCTION, 0));
    }

    private static BookCommand change(MarketState state, long lastsMillis) {
        return new BookCommand.ChangeState(state, "a test", "ann", lastsMillis);
    }

    private static BookFact opened() {
        return new BookFact.MarketStateChanged(MarketState.OPEN, "a test", "ann", 0);
    }

    private List<BookFact> open() {
        book.decide(change(MarketState.OPEN, 0));
        List<BookFact> facts = book.lastFacts();
        book.commit();
        return facts;
    }

    private BookReply indicative() {
        return book.ask(new BookCommand.GetAuction());
    }

    @Test
    void ordersCollectWithoutTrading() {
        assertThat(book.send(buy(5).at(103).place(1), sell(3).at(98).place(2)))
                .containsExactly(
                        new LedgerItem.Accepted(1, 1, true, 1_000),
                        new LedgerItem.Accepted(2, 2, true, 1_000));
        assertThat(indicative()).isEqualTo(new BookReply.Auction(100, 3, 2));
    }

    @Test
    void onlyOrdersThatRestAreTaken() {
        List<LedgerItem> lines = book.send(
                sell(1).place(1),
                sell(1).at(100).ioc().place(2),
                sell(1).at(100).fok().place(3),
                buy(1).at(101).place(4),
                sell(1).at(100).postOnly().place(5));

        assertThat(lines.subList(0, 3))
                .allMatch(line ->
                        ((LedgerItem.Refused) line).reason() == RejectReason.MARKET_IN_AUCTION);
        assertThat(lines.subList(3, 5)).allMatch(line -> ((LedgerItem.Accepted) line).rests());
    }

    @Test
    void allTradeAtOnePriceTheBestLimitsFirstAndTheRestCarriesOver() {
        book.send(
                buy(2).at(101).by(1).fees(10_000, 20_000).place(1),
                buy(3).at(103).by(2).place(2),
                buy(4).at(101).by(3).place(3),
                sell(4).at(99).by(4).fees(10_000, 20_000).place(4),
                sell(2).at(101).by(5).place(5),
                sell(9).at(104).by(6).place(6));
        assertThat(indicative()).isEqualTo(new BookReply.Auction(101, 6, 3));

        assertThat(open())
                .containsExactly(
                        new BookFact.AuctionTraded(
                                1, 101, 3, 2, 2, 103, 0, 2 * 3 * 350, 3, 4, 4, 99, 1_061, 0, 3),
                        new BookFact.AuctionTraded(
                                2, 101, 1, 1, 1, 101, 1, 0, 1, 4, 4, 99, 354, 0, 1),
                        new BookFact.AuctionTraded(
                                3, 101, 1, 1, 1, 101, 1, 0, 1, 5, 5, 101, 0, 0, 1),
                        new BookFact.AuctionTraded(
                                4, 101, 1, 3, 3, 101, 0, 0, 1, 5, 5, 101, 0, 0, 1),
                        opened());
        assertThat(((BookReply.Depth) book.ask(new BookCommand.GetDepth(9))).bids())
                .extracting("priceTicks", "quantityLots")
                .containsExactly(tuple(101L, 3L));
        assertThat(indicative()).isEqualTo(new BookReply.Auction(0, 0, 0));
    }

    @Test
    void allOfAnIcebergTradesAtItsPlaceAndWhatIsLeftHidesAgain() {
        book.send(
                sell(20).at(100).showing(2).by(4).place(1),
                sell(5).at(100).by(5).place(2),
                buy(15).at(100).by(6).place(3));

        assertThat(open())
                .containsExactly(
                        new BookFact.AuctionTraded(
                                1, 100, 15, 3, 6, 100, 0, 0, 15, 1, 4, 100, 0, 0, 2),
                        new BookFact.Refilled(1, 4, Side.SELL, 100, 2),
                        opened());
        assertThat(((BookReply.Depth) book.ask(new BookCommand.GetDepth(9))).asks())
                .extracting("priceTicks", "quantityLots")
                .containsExactly(tuple(100L, 7L));
    }

    @Test
    void onlyOpeningTradesWhatCrosses() {
        book.send(buy(5).at(103).place(1), sell(3).at(98).place(2));

        BookReply refused = book.ask(change(MarketState.POST_ONLY, 0));
        book.ask(change(MarketState.CANCEL_ONLY, 0));
        book.ask(change(MarketState.HALTED, 0));

        assertThat(((BookReply.Refused) refused).reason()).isEqualTo(RejectReason.BOOK_CROSSES);
        assertThat(book.logic.state().tradeNumber()).isZero();
        assertThat(book.logic.state().book().orderCount()).isEqualTo(2);
        assertThat(book.ask(change(MarketState.POST_ONLY, 0)))
                .isInstanceOf(BookReply.Refused.class);
    }

    @Test
    void auctionInWhichNothingCrossesMayEndInPostOnly() {
        book.send(buy(5).at(98).place(1), sell(3).at(99).place(2));

        assertThat(book.ask(change(MarketState.POST_ONLY, 0))).isInstanceOf(BookReply.Rules.class);
    }

    @Test
    void bothSidesAreToldAsMakersTheBuyerFirst() {
        book.send(buy(5).at(103).by(7).place(1), sell(3).at(98).by(7).place(2));
        book.decide(change(MarketState.OPEN, 0));

        assertThat(book.commit())
                .containsExactly(
                        new LedgerItem.Fill(
                                1, 1, true, 100, 3, 105_000, 150, 0, 3_150, 2, 2, 1_000),
                        new LedgerItem.Fill(2, 1, true, 100, 3, 150, 105_000, 0, 0, 0, 1, 1_000));
    }

    @Test
    void nothingTradesWhenNothingCrosses() {
        book.send(buy(5).at(98).place(1), sell(3).at(99).place(2));

        assertThat(indicative()).isEqualTo(new BookReply.Auction(0, 0, 0));
        assertThat(open()).containsExactly(opened());
    }

    @Test
    void priceNearestToTheLastTradeWinsAmongEquals() {
        book.ask(change(MarketState.OPEN, 0));
        book.send(sell(1).at(90).place(1), buy(1).at(90).place(2));
        book.ask(change(MarketState.AUCTION, 0));
        book.send(sell(1).at(80).place(3), buy(1).at(88).place(4));

        assertThat(indicative()).isEqualTo(new BookReply.Auction(88, 1, 0));
    }

    @Test
    void selfTradePreventionDoesNotActInAnAuction() {
        SelfTradePrevention both = SelfTradePrevention.EXPIRE_BOTH;
        book.send(
                buy(1).at(100).by(1).preventing(both).place(1),
                sell(1).at(100).by(1).preventing(both).place(2));

        assertThat(open()).hasSize(2).first().isInstanceOf(BookFact.AuctionTraded.class);
    }

    @Test
    void auctionEndsByItselfAlsoAfterARestart() {
        book.ask(change(MarketState.AUCTION, 500));
        book.send(buy(1).at(100).place(1), sell(1).at(100).place(2));
        assertThat(book.logic.nextDeadline()).isEqualTo(1_500);
        book = book.restored();
        assertThat(book.logic.nextDeadline()).isEqualTo(1_500);
        book.setTime(1_499);
        assertThat(book.tick()).isEmpty();

        book.setTime(1_500);

        assertThat(book.tick())
                .hasSize(2)
                .last()
                .isEqualTo(new BookFact.MarketStateChanged(MarketState.OPEN, OVER, EXCHANGE, 0));
        assertThat(book.logic.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void orderAfterTheEndMeetsTheOpenMarketEvenWithoutATick() {
        book.ask(change(MarketState.AUCTION, 500));
        book.send(buy(1).at(100).place(1));
        book.setTime(1_500);

        assertThat(book.decide(sell(1).at(100).ioc().place(2)))
                .extracting(fact -> fact.getClass().getSimpleName())
                .containsExactly("MarketStateChanged", "Accepted", "Traded");
    }

    @Test
    void amendedOrderMayCrossAndTradesAtTheEnd() {
        book.send(buy(1).at(90).place(1), sell(1).at(100).by(2).place(2));

        assertThat(book.decide(new BookItem.Amend(
                        1, 1, Side.BUY, 105, 2, 2 * 105 * 350 - 90 * 350, 9_999, false)))
                .containsExactly(new BookFact.Amended(
                        3, 1, 1, Side.BUY, 90, 1, 105, 2, 2, 42_000, 0, false, true));
        assertThat(indicative()).isEqualTo(new BookReply.Auction(102, 1, 1));
        assertThat(open()).hasSize(2).first().isInstanceOf(BookFact.AuctionTraded.class);
    }

    @Test
    void postOnlyOrderMayBeAmendedToCross() {
        book.send(buy(1).at(90).postOnly().place(1), sell(1).at(100).by(2).place(2));

        assertThat(book.decide(new BookItem.Amend(1, 1, Side.BUY, 100, 1, 3_500, 9_999, false)))
                .first()
                .isInstanceOf(BookFact.Amended.class);
    }

    @Test
    void haltedAuctionReopensByAnAuction() {
        book.send(
                buy(1).at(101).place(1),
                sell(1).at(100).place(2),
                sell(1).at(100).place(3));

        book.decide(change(MarketState.HALTED, 0));

        assertThat(book.lastFacts()).hasSize(1);
        assertThat(book.send(new BookItem.Cancel(2, 1)))
                .containsExactly(new LedgerItem.Ended(4, 2, EndReason.USER_CANCELED, 50, 1_000));
        assertThat(open())
                .containsExactly(new BookFact.MarketStateChanged(
                        MarketState.AUCTION, "a test", "ann", 61_000));
        assertThat(book.logic.nextDeadline()).isEqualTo(61_000);
        book.setTime(61_000);
        assertThat(book.tick()).hasSize(2).first().isInstanceOf(BookFact.AuctionTraded.class);
    }

    @Test
    void haltedAuctionThatDoesNotCrossOpensAtOnce() {
        book.send(buy(1).at(99).place(1), sell(1).at(100).place(2));
        book.ask(change(MarketState.HALTED, 0));

        assertThat(open()).containsExactly(opened());
    }

    @Test
    void onlyAnAuctionOrAHaltLastsForATime() {
        assertThat(book.ask(change(MarketState.CANCEL_ONLY, 5)))
                .isEqualTo(new BookReply.Refused(
                        RejectReason.INVALID_FIELD,
                        "only an auction or a halt lasts for a time, found CANCEL_ONLY for 5 ms"));
        assertThat(book.ask(change(MarketState.AUCTION, -5))).isInstanceOf(BookReply.Refused.class);
    }
}
