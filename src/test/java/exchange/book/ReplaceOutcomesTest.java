package exchange.book;

import static exchange.book.Orders.buy;
import static exchange.book.Orders.sell;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.AccountLimits;
import exchange.market.EndReason;
import exchange.market.MarketState;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.sequencer.BookItem;
import exchange.sequencer.LedgerItem;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/** Orders that replace others, where it must be both or nothing and where it need not. */
final class ReplaceOutcomesTest {
    private static final long NOW = 1_000;
    private static final long UNIT = 350;

    private final TestBook book = TestBook.of(Orders.RULES.with(AccountLimits.STANDARD));

    /** Order 1 buys 5 at 90, order 2 sells 5 at 110, and the last trade was at 100. */
    @BeforeEach
    void fillTheBook() {
        book.send(sell(1).at(100).by(8).place(91), buy(1).at(100).by(9).place(92));
        book.send(buy(5).at(90).place(1), sell(5).at(110).by(2).place(2));
    }

    private List<LedgerItem> replace(boolean mustCancel, Orders order) {
        BookItem.Place place = order.place(3);
        return book.send(new BookItem.Replace(1, mustCancel, place.held(), place));
    }

    private static RejectReason refusal(List<LedgerItem> lines) {
        return lines.stream()
                .filter(LedgerItem.Refused.class::isInstance)
                .map(line -> ((LedgerItem.Refused) line).reason())
                .findFirst()
                .orElseThrow();
    }

    private boolean isOpen(long orderId) {
        return book.logic.state().book().find(orderId).exists();
    }

    static Stream<Orders> refused() {
        return Stream.of(
                buy(1).at(600),
                buy(1).stop(99),
                buy(1).at(110).postOnly(),
                buy(6).at(110).fok(),
                buy(1).at(90).holding(1),
                buy(1_000).at(90).showing(1));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void oldOrderStaysWhenTheMarketDoesNotTakeTheNewOne(Orders order) {
        List<LedgerItem> lines = replace(true, order);

        assertThat(lines).singleElement().isInstanceOf(LedgerItem.Refused.class);
        assertThat(isOpen(1)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void oldOrderIsCanceledAllTheSameWhereEachIsTriedForItself(Orders order) {
        List<LedgerItem> lines = replace(false, order);

        assertThat(lines).hasSize(2).first().isInstanceOf(LedgerItem.Ended.class);
        assertThat(refusal(lines)).isNotNull();
        assertThat(isOpen(1)).isFalse();
    }

    @Test
    void oldOrderStaysWhereTheMarketTakesNone() {
        book.ask(new BookCommand.ChangeState(MarketState.HALTED, "a test", "ann", 0));

        assertThat(refusal(replace(true, buy(1).at(91)))).isEqualTo(RejectReason.MARKET_HALTED);
        assertThat(isOpen(1)).isTrue();
    }

    @Test
    void newOrderIsNotSaidToTradeWithTheOldOneThatGoes() {
        List<LedgerItem> lines = replace(true, sell(5).at(90).postOnly());

        assertThat(lines)
                .containsExactly(
                        new LedgerItem.Ended(0, 1, EndReason.USER_CANCELED, 450 * UNIT, 0, 3, NOW),
                        new LedgerItem.Accepted(5, 3, true, NOW));
    }

    @Test
    void newOrderIsNotFilledByTheOldOneThatGoes() {
        assertThat(refusal(replace(true, sell(5).at(90).fok())))
                .isEqualTo(RejectReason.FOK_NOT_FILLABLE);
        assertThat(isOpen(1)).isTrue();
    }

    @Test
    void whatWasFilledMeanwhileIsMissingAndCancelsNothing() {
        book.send(sell(2).at(90).by(2).place(4));
        BookItem.Place place = buy(5).at(90).place(3);

        assertThat(book.send(new BookItem.Replace(1, true, 0, place)))
                .containsExactly(new LedgerItem.Refused(6, 3, RejectReason.HOLD_TOO_SMALL, 0, NOW));
        assertThat(book.logic.state().book().find(1).leavesLots()).isEqualTo(3);
    }

    @Test
    void orderThatIsPlacedAnywayNeedsNothingOfOneThatIsGone() {
        book.send(sell(5).at(90).by(2).place(4));
        BookItem.Place place = buy(5).at(90).place(3);

        assertThat(book.send(new BookItem.Replace(1, false, place.held(), place)))
                .containsExactly(
                        new LedgerItem.CancelRefused(0, 1, RejectReason.UNKNOWN_ORDER, NOW),
                        new LedgerItem.Accepted(6, 3, true, NOW));
        assertThat(book.logic.state().book().bestPriceTicks(Side.BUY)).isEqualTo(90);
    }
}
