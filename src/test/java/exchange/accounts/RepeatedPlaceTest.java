package exchange.accounts;

import static exchange.accounts.Fixtures.ANN;
import static exchange.accounts.Fixtures.BOB;
import static exchange.accounts.Fixtures.LOT;
import static exchange.accounts.Fixtures.TICK_LOT;
import static exchange.accounts.Fixtures.buy;
import static exchange.accounts.Fixtures.sell;
import static exchange.market.RejectReason.DUPLICATE_CLIENT_ORDER_ID;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.EndReason;
import exchange.market.OrderStatus;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.TimeInForce;
import exchange.sequencer.LedgerItem;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/** One account, one client order id, one order. */
final class RepeatedPlaceTest {
    private LedgerDesk desk;

    @BeforeEach
    void openDesk() {
        desk = LedgerDesk.open(1_000_000 * LOT);
    }

    @Test
    void waitsWithTheFirstWhileThatIsInFlight() {
        long id = desk.place(buy(5).at(100).as("a"));
        byte[] before = desk.stateHash();

        Object answer = desk.ask(buy(5).at(100).as("a").place());

        assertThat(answer).isEqualTo(new Routed.Joined(desk.state().order(id).view()));
        assertThat(desk.stateHash()).isEqualTo(before);
    }

    @Test
    void waitsUntilTheOutcomeIsComplete() {
        long id = desk.place(buy(5).at(100).as("a"));
        desk.settle(0, new LedgerItem.Accepted(1, id, false, desk.time));

        assertThat(desk.ask(buy(5).at(100).as("a").place())).isInstanceOf(Routed.Joined.class);

        desk.settle(0, new LedgerItem.Rested(id, desk.time));
        assertThat(desk.ask(buy(5).at(100).as("a").place()))
                .isInstanceOf(LedgerReply.OrderResult.class);
    }

    @Test
    void getsTheOrderAsItIsNow() {
        long id = desk.place(buy(5).at(100).as("a"));
        desk.settle(
                0,
                new LedgerItem.Accepted(1, id, false, desk.time),
                new LedgerItem.Fill(
                        id,
                        9,
                        false,
                        90,
                        2,
                        180 * TICK_LOT,
                        2 * LOT,
                        4_000,
                        20 * TICK_LOT,
                        3,
                        0,
                        desk.time),
                new LedgerItem.Rested(id, desk.time));

        Object answer = desk.ask(buy(5).at(100).as("a").before(1).place());

        assertThat(answer)
                .isEqualTo(new LedgerReply.OrderResult(
                        desk.state().order(id).view(), List.of(), true));
        OrderView order = ((LedgerReply.OrderResult) answer).order();
        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(order.filledLots()).isEqualTo(2);
        assertThat(order.filledQuote()).isEqualTo(180 * TICK_LOT);
        assertThat(order.leavesLots()).isEqualTo(3);
        assertThat(order.active()).isTrue();
    }

    @Test
    void getsTheClosedOrderToo() {
        long id = rested(buy(5).at(100).as("a"));
        desk.settle(0, canceled(id, 500 * TICK_LOT));

        LedgerReply.OrderResult answer =
                (LedgerReply.OrderResult) desk.ask(buy(5).at(100).as("a").place());

        assertThat(answer.duplicate()).isTrue();
        assertThat(answer.order().orderId()).isEqualTo(id);
        assertThat(answer.order().status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(answer.order().reason()).isEqualTo("USER_CANCELED");
        assertThat(answer.order().active()).isFalse();
    }

    @Test
    void getsTheRefusalOfTheBookAgain() {
        long id = desk.place(buy(5).at(100).as("a").postOnly());
        desk.settle(
                0,
                new LedgerItem.Refused(
                        1, id, RejectReason.POST_ONLY_WOULD_TRADE, 500 * TICK_LOT, desk.time));

        assertThat(desk.refusal(buy(5).at(100).as("a").postOnly().place()))
                .isEqualTo(RejectReason.POST_ONLY_WOULD_TRADE);
    }

    static List<Fixtures.PlaceOf> otherContents() {
        return List.of(
                buy(6).at(100).as("a"),
                buy(5).at(101).as("a"),
                sell(5).at(100).as("a"),
                buy(5).as("a"),
                buy(5).at(100).as("a").in("ETH-USD"),
                buy(5).at(100).as("a").lasting(TimeInForce.IOC),
                buy(5).at(100).as("a").postOnly(),
                buy(5).at(100).as("a").preventing(SelfTradePrevention.EXPIRE_BOTH),
                buy(0).worth(5).as("a"),
                buy(-5).at(100).as("a"),
                buy(5).at(100).as("a").in("NO-SUCH"));
    }

    @ParameterizedTest
    @MethodSource("otherContents")
    void withOtherContentIsRefused(Fixtures.PlaceOf other) {
        desk.place(buy(5).at(100).as("a"));

        assertThat(desk.refusal(other.place())).isEqualTo(DUPLICATE_CLIENT_ORDER_ID);
    }

    @Test
    void ofAnotherAccountIsAnotherOrder() {
        long ann = desk.place(buy(5).at(100).as("a"));
        long bob = desk.place(buy(5).at(100).as("a").by(BOB));

        assertThat(bob).isNotEqualTo(ann);
    }

    @Test
    void withoutAnIdIsAnotherOrder() {
        assertThat(desk.place(buy(5).at(100))).isNotEqualTo(desk.place(buy(5).at(100)));
    }

    @Test
    void findsItsIdFreeWhenTheLedgerRefusedTheFirst() {
        desk.refusal(buy(1).at(0).as("a").place());

        assertThat(desk.place(buy(5).at(100).as("a"))).isPositive();
    }

    @Test
    void reusingClosedGetsANewOrderOnceTheOldOneIsClosed() {
        long first = rested(buy(5).at(100).as("a").before(desk.time + 1));
        assertThat(desk.refusal(buy(5).at(100)
                        .as("a")
                        .before(desk.time + 2)
                        .reusingClosed()
                        .place()))
                .isEqualTo(DUPLICATE_CLIENT_ORDER_ID);

        desk.settle(0, canceled(first, 500 * TICK_LOT));
        long second = desk.place(buy(5).at(100).as("a").before(desk.time + 2).reusingClosed());

        assertThat(second).isNotEqualTo(first);
        assertThat(desk.ask(new LedgerCommand.GetOrderByClientId(ANN, "a", 0)))
                .isEqualTo(new LedgerReply.Pending("a"));
        assertThat(desk.ask(new LedgerCommand.GetOrder(ANN, first)))
                .isInstanceOf(LedgerReply.OrderResult.class);
    }

    @Test
    void reusingClosedAgainWithTheSameDeadlineIsTheSameRequest() {
        Fixtures.PlaceOf place = buy(5).at(100).as("a").before(desk.time + 1).reusingClosed();
        long id = rested(place);
        assertThat(desk.ask(place.place())).isInstanceOf(LedgerReply.OrderResult.class);

        desk.settle(0, canceled(id, 500 * TICK_LOT));

        LedgerReply.OrderResult again = (LedgerReply.OrderResult) desk.ask(place.place());
        assertThat(again.order().orderId()).isEqualTo(id);
        assertThat(again.duplicate()).isTrue();
    }

    @Test
    void lateCopyOfARequestThatLaterOnesHaveOvertakenIsNoNewOne() {
        Fixtures.PlaceOf overtaken =
                buy(5).at(100).as("a").before(desk.time + 2).reusingClosed();
        for (long after = 1; after <= 3; after++) {
            long id = rested(buy(5).at(100).as("a").before(desk.time + after).reusingClosed());
            desk.settle(0, canceled(id, 500 * TICK_LOT));
        }

        assertThat(desk.refusal(overtaken.place())).isEqualTo(DUPLICATE_CLIENT_ORDER_ID);
    }

    @Test
    void isKnownAfterARestart() {
        long first = rested(buy(5).at(100).as("a").before(desk.time));
        desk.settle(0, canceled(first, 500 * TICK_LOT));
        long second = rested(buy(5).at(100).as("a").before(desk.time + 1).reusingClosed());
        long open = rested(buy(5).at(100).as("b"));

        desk.restart();

        assertThat(duplicateOf(buy(5).at(100).as("a"))).isEqualTo(second);
        assertThat(duplicateOf(buy(5).at(100).as("b"))).isEqualTo(open);
        assertThat(desk.state().order(first)).isNotNull();
    }

    private long duplicateOf(Fixtures.PlaceOf place) {
        return ((LedgerReply.OrderResult) desk.ask(place.place())).order().orderId();
    }

    private long rested(Fixtures.PlaceOf place) {
        long id = desk.place(place);
        desk.settle(0, new LedgerItem.Accepted(1, id, true, desk.time));
        return id;
    }

    private LedgerItem canceled(long id, long released) {
        return new LedgerItem.Ended(2, id, EndReason.USER_CANCELED, released, desk.time);
    }
}
