package exchange.book;

import static exchange.book.Orders.buy;
import static exchange.book.Orders.sell;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.EndReason;
import exchange.market.MarketState;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.sequencer.BookItem;
import exchange.sequencer.LedgerItem;

import org.junit.jupiter.api.Test;

import java.util.List;

/**
 * Two orders of which one cancels the other: 11 rests and has the hold, 12 is a stop. A lot is 50
 * base units, a lot at one tick costs 350 quote units.
 */
final class ListOutcomesTest {
    private static final long NOW = 1_000;
    private static final EndReason OTHER = EndReason.ONE_CANCELS_OTHER;

    private final TestBook book = TestBook.open();

    private static BookItem.PlaceList list(Orders first, Orders second, long held) {
        return new BookItem.PlaceList(
                10,
                first.postOnly().listed(10).holding(held).place(11),
                second.listed(10).holding(0).place(12));
    }

    private static BookItem.PlaceList bracket() {
        return list(sell(4).at(110), sell(4).at(85).stop(90), 200);
    }

    private static LedgerItem ended(long number, long id, EndReason reason, long released) {
        return new LedgerItem.Ended(number, id, reason, released, NOW);
    }

    @Test
    void bothAreTakenWithOneHold() {
        assertThat(book.send(bracket()))
                .containsExactly(
                        new LedgerItem.Accepted(1, 11, true, NOW),
                        new LedgerItem.Accepted(0, 12, true, NOW));
        assertThat(book.logic.state().book().find(11).held()).isEqualTo(200);
        assertThat(book.logic.state().book().find(12).held()).isZero();
    }

    @Test
    void noneIsTakenWhenOneIsNot() {
        book.send(buy(1).at(100).by(2).place(1), sell(1).at(100).by(3).place(2));

        assertThat(book.send(list(sell(4).at(110), sell(4).at(85).stop(100), 200)))
                .containsExactly(
                        new LedgerItem.Refused(3, 11, RejectReason.STOP_WOULD_TRIGGER, 200, NOW),
                        new LedgerItem.Refused(0, 12, RejectReason.STOP_WOULD_TRIGGER, 0, NOW));
    }

    @Test
    void holdMustCoverTheLargerNeed() {
        long need = 4 * 95 * 350;
        assertThat(book.send(list(buy(4).at(90), buy(4).at(120).stop(115), need)))
                .first()
                .isEqualTo(new LedgerItem.Refused(1, 11, RejectReason.HOLD_TOO_SMALL, need, NOW));
    }

    @Test
    void partialFillCancelsTheStopAndReleasesWhatOnlyItNeeded() {
        book.send(list(buy(4).at(90), buy(4).at(120).stop(115), 4 * 120 * 350));

        List<LedgerItem> lines = book.send(sell(1).at(90).by(2).place(1));

        assertThat(lines).contains(ended(0, 12, OTHER, 0));
        assertThat(lines)
                .filteredOn(line -> line instanceof LedgerItem.Fill && line.orderId() == 11)
                .extracting(line -> ((LedgerItem.Fill) line).released())
                .containsExactly(4L * 30 * 350);
        assertThat(book.logic.state().book().find(11).held()).isEqualTo(3 * 90 * 350);
    }

    @Test
    void triggeredStopTakesOverWhatItNeedsOfTheHold() {
        book.send(list(buy(4).at(120), buy(4).at(100).stop(115), 4 * 120 * 350));
        book.send(sell(1).at(130).by(2).place(1));

        List<LedgerItem> lines = book.send(buy(1).at(130).by(3).place(2));

        assertThat(lines)
                .containsSubsequence(
                        new LedgerItem.Ended(0, 11, OTHER, 4 * 20 * 350, 4 * 100 * 350, 12, NOW),
                        new LedgerItem.Triggered(12, NOW),
                        new LedgerItem.Rested(12, NOW));
        assertThat(book.logic.state().book().find(12).held()).isEqualTo(4 * 100 * 350);
    }

    @Test
    void cancelOfOneCancelsBoth() {
        book.send(bracket());

        assertThat(book.send(new BookItem.Cancel(12, 1)))
                .containsExactly(
                        ended(2, 12, EndReason.USER_CANCELED, 0), ended(0, 11, OTHER, 200));
    }

    @Test
    void massCancelCountsBoth() {
        book.send(bracket());

        assertThat(book.send(new BookItem.MassCancel(20, 1, false, true)))
                .containsExactly(
                        ended(0, 11, EndReason.USER_CANCELED, 200),
                        ended(0, 12, OTHER, 0),
                        new LedgerItem.MassCanceled(2, 20, 2, NOW));
    }

    @Test
    void replacedStopLeavesTheHoldOfTheList() {
        book.send(bracket());

        assertThat(book.send(new BookItem.Replace(
                        12, true, 0, sell(4).at(111).holding(200).place(13))))
                .containsExactly(
                        new LedgerItem.Ended(0, 12, EndReason.USER_CANCELED, 0, 0, 13, NOW),
                        new LedgerItem.Ended(0, 11, OTHER, 0, 200, 13, NOW),
                        new LedgerItem.Accepted(2, 13, true, NOW));
    }

    @Test
    void orderOfAListIsNotAmended() {
        book.send(bracket());

        assertThat(book.send(new BookItem.Amend(11, 1, Side.SELL, 112, 4, 0, NOW, false)))
                .containsExactly(new LedgerItem.AmendRefused(
                        2, 11, 1, Side.SELL, RejectReason.NOT_AMENDABLE, 0, NOW));
    }

    @Test
    void fillInAnAuctionCancelsTheOther() {
        book.ask(new BookCommand.ChangeState(MarketState.AUCTION, "a test", "ann", 0));
        book.send(bracket(), buy(1).at(110).by(2).place(1));

        book.decide(new BookCommand.ChangeState(MarketState.OPEN, "a test", "ann", 0));

        assertThat(book.commit()).contains(ended(0, 12, OTHER, 0));
    }

    @Test
    void listLivesOnAfterARestart() {
        book.send(bracket());

        TestBook restored = book.restored();

        assertThat(restored.stateBytes()).isEqualTo(book.stateBytes());
        assertThat(restored.send(new BookItem.Cancel(11, 1))).hasSize(2);
    }
}
