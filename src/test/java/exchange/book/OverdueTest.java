package exchange.book;

import static exchange.book.Orders.buy;
import static exchange.book.Orders.sell;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.EndReason;
import exchange.market.MarketState;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.sequencer.BookItem;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Orders whose time is over when more are than one batch ends: here a batch ends only one. */
final class OverdueTest {
    private static final long NOW = 1_000;
    private static final long OVER = 2_000;

    private final TestBook book =
            new TestBook(new BookLogic(Orders.RULES.symbol(), TestBook.PARTITIONS, 100, 1, 9));

    @BeforeEach
    void define() {
        book.ask(new BookCommand.DefineMarket(Orders.RULES));
    }

    /** The first of these ends first, and uses up what the batch may end. */
    private void restAndWait(BookItem... items) {
        book.send(sell(1).at(200).until(OVER - 1).by(9).place(100));
        book.send(items);
        book.setTime(OVER);
    }

    private static List<String> names(List<BookFact> facts) {
        return facts.stream().map(fact -> fact.getClass().getSimpleName()).toList();
    }

    private static List<Long> expired(List<BookFact> facts) {
        return facts.stream()
                .filter(fact ->
                        fact instanceof BookFact.Ended ended && ended.reason() == EndReason.EXPIRED)
                .map(fact -> ((BookFact.Ended) fact).orderId())
                .toList();
    }

    @Test
    void nextBatchesEndTheRest() {
        restAndWait(
                sell(1).at(101).until(OVER).place(1),
                sell(1).at(102).until(OVER).place(2));

        assertThat(expired(book.tick())).containsExactly(100L);
        book.commit();
        assertThat(expired(book.tick())).containsExactly(1L);
        assertThat(book.logic.nextDeadline()).isEqualTo(OVER);
    }

    @Test
    void sweepEndsThemInsteadOfTradingWithThem() {
        restAndWait(
                sell(1).at(101).until(OVER).place(1),
                sell(1).at(102).by(2).place(2),
                sell(1).at(102).until(OVER).place(3),
                sell(1).at(103).by(2).place(4));

        List<BookFact> facts = book.decide(buy(2).at(105).by(3).place(5));

        assertThat(expired(facts)).containsExactly(100L, 1L, 3L);
        assertThat(names(facts))
                .containsExactly("Ended", "Ended", "Accepted", "Traded", "Ended", "Traded");
    }

    @Test
    void ownOrderThatShouldHaveEndedPreventsNothing() {
        restAndWait(
                sell(1).at(102).by(2).place(2),
                sell(1).at(102).by(3).until(OVER).place(3),
                sell(1).at(103).by(2).place(4));

        List<BookFact> facts = book.decide(buy(2).at(105)
                .by(3)
                .preventing(SelfTradePrevention.EXPIRE_TAKER)
                .place(5));

        assertThat(names(facts)).containsExactly("Ended", "Accepted", "Traded", "Ended", "Traded");
    }

    @Test
    void fillOrKillDoesNotCountThem() {
        restAndWait(sell(1).at(102).by(2).place(2), sell(1).at(102).until(OVER).place(3));

        List<BookFact> facts = book.decide(buy(2).at(105).by(3).fok().place(5));

        assertThat(facts)
                .last()
                .isEqualTo(new BookFact.Refused(
                        4, 5, 3, RejectReason.FOK_NOT_FILLABLE, 2 * 105 * 350));
    }

    @Test
    void postOnlyOrderRestsWhereOnlyTheyWouldMeetIt() {
        restAndWait(sell(1).at(101).until(OVER).place(1));

        List<BookFact> facts = book.decide(buy(1).at(101).by(3).postOnly().place(5));

        assertThat(names(facts)).containsExactly("Ended", "Ended", "Accepted");
    }

    @Test
    void stopIsNotTriggered() {
        restAndWait(sell(1).stop(90).until(OVER).place(1));

        List<BookFact> facts = book.decide(sell(1).at(90).by(2).place(5));
        assertThat(expired(facts)).containsExactly(100L);
        facts = book.decide(buy(1).at(90).by(3).place(6));

        assertThat(names(facts)).containsExactly("Accepted", "Traded", "Ended");
        assertThat(expired(facts)).containsExactly(1L);
    }

    @Test
    void amendFindsThemEnded() {
        restAndWait(sell(1).at(101).until(OVER).place(1));

        List<BookFact> facts =
                book.decide(new BookItem.Amend(1, 1, Side.SELL, 150, 1, 0, OVER + 5, false));

        assertThat(expired(facts)).containsExactly(100L, 1L);
        assertThat(facts)
                .last()
                .isEqualTo(new BookFact.AmendRefused(
                        3, 1, 1, Side.SELL, RejectReason.UNKNOWN_ORDER, 0));
    }

    @Test
    void auctionEndsWithoutThem() {
        book.ask(new BookCommand.ChangeState(MarketState.AUCTION, "a test", "ann", OVER - NOW));
        restAndWait(sell(1).at(101).until(OVER).place(1), buy(1).at(102).by(2).place(2));

        List<BookFact> facts = book.tick();

        assertThat(names(facts)).containsExactly("Ended", "Ended", "MarketStateChanged");
    }
}
