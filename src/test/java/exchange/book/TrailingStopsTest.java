package exchange.book;

import static exchange.book.Orders.buy;
import static exchange.book.Orders.sell;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.MarketState;
import exchange.market.RejectReason;
import exchange.sequencer.LedgerItem;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Stops that follow the last trade. A lot is 50 base units, 350 quote units a tick. */
final class TrailingStopsTest {
    private final TestBook book = TestBook.open();

    private List<BookFact> trade(long price) {
        book.send(sell(1).at(price).by(8).place(901));
        List<BookFact> facts = book.decide(buy(1).at(price).by(9).place(902));
        book.commit();
        return facts;
    }

    private static List<BookFact> trailed(List<BookFact> facts) {
        return facts.stream().filter(BookFact.Trailed.class::isInstance).toList();
    }

    private static BookFact to(long orderId, long stopTicks) {
        return new BookFact.Trailed(orderId, 1, stopTicks);
    }

    @Test
    void stopFollowsARiseAndNoFall() {
        trade(100);

        assertThat(trailed(book.decide(sell(2).stop(0).trailing(5, 0).place(1))))
                .containsExactly(to(1, 95));
        assertThat(trailed(trade(104))).containsExactly(to(1, 99));
        assertThat(trailed(trade(101))).isEmpty();
        assertThat(trade(99))
                .filteredOn(BookFact.Triggered.class::isInstance)
                .containsExactly(new BookFact.Triggered(1, 1));
    }

    @Test
    void stopToBuyFollowsAFall() {
        trade(100);
        book.send(buy(2).at(120).stop(0).trailing(5, 0).holding(2 * 120 * 350).place(1));

        assertThat(trailed(trade(97))).containsExactly(to(1, 102));
        assertThat(trailed(trade(101))).isEmpty();
        assertThat(trade(102)).anyMatch(BookFact.Triggered.class::isInstance);
    }

    @Test
    void distanceInBasisPointsCountsAPartOfATickWhole() {
        trade(1_000);

        assertThat(trailed(book.decide(sell(2).stop(0).trailing(0, 151).place(1))))
                .containsExactly(to(1, 984));
        assertThat(trailed(trade(1_100))).containsExactly(to(1, 1_083));
    }

    @Test
    void activationPriceMustBeReachedFirst() {
        trade(100);
        assertThat(trailed(book.decide(sell(2).stop(110).trailing(5, 0).place(1))))
                .isEmpty();
        book.commit();

        assertThat(trailed(trade(109))).isEmpty();
        assertThat(trade(80)).noneMatch(BookFact.Triggered.class::isInstance);
        assertThat(trailed(trade(111))).containsExactly(to(1, 106));
    }

    @Test
    void needsATradeOrAnActivationPrice() {
        assertThat(book.send(sell(2).stop(0).trailing(5, 0).place(1)))
                .containsExactly(new LedgerItem.Refused(
                        1, 1, RejectReason.NO_LAST_PRICE, Orders.PLENTY, 1_000));
        assertThat(book.send(sell(2).stop(110).trailing(5, 0).place(2)))
                .containsExactly(new LedgerItem.Accepted(2, 2, true, 1_000));
    }

    @Test
    void holdCoversTheWorstStopPrice() {
        trade(100);
        long need = 2 * 105 * 350;

        assertThat(book.send(buy(2).stop(0).trailing(5, 0).holding(need - 1).place(1)))
                .containsExactly(
                        new LedgerItem.Refused(3, 1, RejectReason.HOLD_TOO_SMALL, need - 1, 1_000));
        assertThat(book.send(buy(2).stop(0).trailing(5, 0).holding(need).place(2)))
                .hasSize(1);
    }

    @Test
    void followsOnAfterARestart() {
        trade(100);
        book.send(sell(2).stop(0).trailing(5, 0).place(1));
        trade(104);

        TestBook restored = book.restored();

        assertThat(restored.stateBytes()).isEqualTo(book.stateBytes());
        restored.send(sell(1).at(99).by(8).place(903));
        assertThat(restored.decide(buy(1).at(99).by(9).place(904)))
                .anyMatch(BookFact.Triggered.class::isInstance);
    }

    @Test
    void priceOfAnAuctionIsFollowedWhenTheMarketOpens() {
        trade(100);
        book.send(sell(2).stop(0).trailing(5, 0).place(1));
        book.ask(new BookCommand.ChangeState(MarketState.AUCTION, "a test", "ann", 0));
        book.send(sell(1).at(120).by(8).place(903), buy(1).at(120).by(9).place(904));

        book.decide(new BookCommand.ChangeState(MarketState.OPEN, "a test", "ann", 0));

        assertThat(trailed(book.lastFacts())).containsExactly(to(1, 115));
    }
}
