package exchange.book;

import static exchange.book.Orders.buy;
import static exchange.book.Orders.sell;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.AccountLimits;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.sequencer.BookItem;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Limit prices too far from the last trade's are refused: half of it to twice of it here. */
final class PriceBandTest {
    private static final long LAST = 100;

    private final TestBook book =
            TestBook.of(Orders.RULES.with(new AccountLimits(200, 20, 500_000, 2_000_000)));

    private void trade() {
        book.send(sell(1).at(LAST).by(8).place(901), buy(1).at(LAST).by(9).place(902));
    }

    private boolean isRefused(BookItem item) {
        List<BookFact> facts = book.decide(item);
        book.commit();
        return facts.stream()
                .anyMatch(fact -> fact instanceof BookFact.Refused refused
                                && refused.reason() == RejectReason.PRICE_OUTSIDE_BAND
                        || fact instanceof BookFact.AmendRefused amend
                                && amend.reason() == RejectReason.PRICE_OUTSIDE_BAND);
    }

    @Test
    void anyPriceIsTakenBeforeTheFirstTrade() {
        assertThat(isRefused(buy(1).at(1).place(1))).isFalse();
        assertThat(isRefused(sell(1).at(1_000_000).place(2))).isFalse();
    }

    @Test
    void limitsOfBothSidesStayWithinTheBand() {
        trade();

        assertThat(isRefused(buy(1).at(49).place(1))).isTrue();
        assertThat(isRefused(buy(1).at(50).place(2))).isFalse();
        assertThat(isRefused(sell(1).at(201).place(3))).isTrue();
        assertThat(isRefused(sell(1).at(200).place(4))).isFalse();
        assertThat(isRefused(sell(1).at(49).ioc().place(5))).isTrue();
        assertThat(isRefused(buy(1).at(201).fok().place(6))).isTrue();
    }

    @Test
    void limitOfAStopStaysWithinTheBandItsStopPriceNeedNot() {
        trade();

        assertThat(isRefused(sell(1).at(40).stop(60).place(1))).isTrue();
        assertThat(isRefused(sell(1).at(60).stop(40).place(2))).isFalse();
        assertThat(isRefused(sell(1).stop(40).place(3))).isFalse();
    }

    @Test
    void orderIsNotMovedOutOfTheBandButKeepsAPriceThatIsOutside() {
        book.send(buy(5).at(40).by(2).place(1));
        trade();

        assertThat(isRefused(amend(1, 41, 6))).isTrue();
        assertThat(isRefused(amend(1, 40, 6))).isFalse();
        assertThat(isRefused(amend(1, 40, 4))).isFalse();
        assertThat(isRefused(amend(1, 50, 4))).isFalse();
    }

    private static BookItem.Amend amend(long orderId, long price, long lots) {
        return new BookItem.Amend(
                orderId, 2, Side.BUY, price, lots, Orders.PLENTY, Long.MAX_VALUE, false);
    }

    @Test
    void unlimitedAccountMayAskAnyPrice() {
        trade();

        assertThat(isRefused(buy(1).at(1).unlimited().place(1))).isFalse();
        assertThat(isRefused(sell(1).at(9_999).unlimited().place(2))).isFalse();
    }

    @Test
    void bandFollowsTheLastTradeAndIsTheSameAfterARestart() {
        trade();
        TestBook restored = book.restored();

        assertThat(restored.decide(buy(1).at(49).by(2).place(5)))
                .contains(new BookFact.Refused(
                        restored.number(0),
                        5,
                        2,
                        RejectReason.PRICE_OUTSIDE_BAND,
                        49 * Orders.RULES.quoteUnitsPerTickLot()));
    }
}
