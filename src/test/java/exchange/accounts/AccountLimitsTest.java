package exchange.accounts;

import static exchange.accounts.Fixtures.ANN;
import static exchange.accounts.Fixtures.BOB;
import static exchange.accounts.Fixtures.START;
import static exchange.accounts.Fixtures.buy;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.accounts.Fixtures.PlaceOf;
import exchange.market.AccountLimits;
import exchange.market.AccountTier;
import exchange.market.EndReason;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.TimeInForce;
import exchange.sequencer.LedgerItem;

import org.junit.jupiter.api.Test;

/** How many orders an account may have open in a market: three here, two of them stops. */
final class AccountLimitsTest {
    private static final long RICH = 1_000_000_000_000L;
    private static final AccountLimits LIMITS = new AccountLimits(3, 2, 0, 0);

    private final LedgerDesk desk = LedgerDesk.open(RICH);

    AccountLimitsTest() {
        desk.ask(new LedgerCommand.DefineMarket(Fixtures.BTC_USD.with(LIMITS)));
    }

    private static PlaceOf order() {
        return buy(1).at(100);
    }

    private static PlaceOf stop() {
        return buy(1).of(OrderType.STOP).on(110, 0, 0);
    }

    @Test
    void oneMoreThanMayBeOpenIsRefusedInThisMarketAlone() {
        desk.place(order());
        desk.place(order());
        desk.place(order());
        int facts = desk.facts().size();

        assertThat(desk.refusal(order().place())).isEqualTo(RejectReason.TOO_MANY_OPEN_ORDERS);
        assertThat(desk.facts()).hasSize(facts);
        desk.place(order().in("ETH-USD"));
        desk.place(order().by(BOB));
    }

    @Test
    void ordersThatNeverRestDoNotCount() {
        desk.place(order().lasting(TimeInForce.IOC));
        desk.place(order().lasting(TimeInForce.FOK));
        desk.place(buy(1).lasting(TimeInForce.IOC).seeing(100));
        desk.place(order());
        desk.place(order());
        desk.place(order());

        desk.place(order().lasting(TimeInForce.IOC));
        assertThat(desk.refusal(order().place())).isEqualTo(RejectReason.TOO_MANY_OPEN_ORDERS);
    }

    @Test
    void endOfAnOrderMakesRoomForTheNext() {
        long first = desk.place(order());
        long second = desk.place(order());
        desk.place(order());

        desk.settle(
                0, new LedgerItem.Refused(1, first, RejectReason.MARKET_BUSY, 1_000_000, START));
        desk.place(order());
        desk.settle(
                0,
                new LedgerItem.Accepted(2, second, true, START),
                new LedgerItem.Ended(0, second, EndReason.EXPIRED, 1_000_000, START));
        desk.place(order());

        assertThat(desk.refusal(order().place())).isEqualTo(RejectReason.TOO_MANY_OPEN_ORDERS);
    }

    @Test
    void stopsCountAmongOrdersAndForThemselvesUntilTheyAreTriggered() {
        long first = desk.place(stop());
        desk.place(stop());
        assertThat(desk.refusal(stop().place())).isEqualTo(RejectReason.TOO_MANY_STOPS);

        desk.settle(
                0,
                new LedgerItem.Accepted(1, first, true, START),
                new LedgerItem.Triggered(first, START));
        desk.place(stop());

        assertThat(desk.refusal(stop().place())).isEqualTo(RejectReason.TOO_MANY_STOPS);
        assertThat(desk.refusal(order().place())).isEqualTo(RejectReason.TOO_MANY_OPEN_ORDERS);
        desk.settle(
                0,
                new LedgerItem.Ended(0, first, EndReason.MARKET_REMAINDER, heldBy(first), START));
        desk.place(order());
        assertThat(desk.refusal(order().place())).isEqualTo(RejectReason.TOO_MANY_OPEN_ORDERS);
    }

    private long heldBy(long orderId) {
        return desk.logic().state().openOrders.get(orderId).held;
    }

    @Test
    void countsAreTheSameAfterARestart() {
        long triggered = desk.place(stop());
        desk.place(stop());
        desk.place(order());
        desk.settle(
                0,
                new LedgerItem.Accepted(1, triggered, true, START),
                new LedgerItem.Triggered(triggered, START));

        desk.restart();

        assertThat(desk.refusal(order().place())).isEqualTo(RejectReason.TOO_MANY_OPEN_ORDERS);
        desk.settle(
                0,
                new LedgerItem.Ended(
                        0, triggered, EndReason.MARKET_REMAINDER, heldBy(triggered), START));
        desk.place(stop());
        assertThat(desk.refusal(stop().place())).isEqualTo(RejectReason.TOO_MANY_STOPS);
    }

    @Test
    void unlimitedAccountHasNoneAndKeepsItsOrdersWhenItBecomesStandard() {
        desk.ask(new LedgerCommand.SetTier(ANN, AccountTier.UNLIMITED, "admin"));
        for (int i = 0; i < 5; i++) {
            desk.place(order());
            desk.place(stop());
        }

        desk.ask(new LedgerCommand.SetTier(ANN, AccountTier.STANDARD, "admin"));

        assertThat(desk.refusal(order().place())).isEqualTo(RejectReason.TOO_MANY_OPEN_ORDERS);
        assertThat(desk.logic().state().openOrders).hasSize(10);
    }

    @Test
    void replacedOrderMakesRoomForOneOther() {
        long old = desk.place(order());
        desk.place(order());
        desk.place(order());

        assertThat(desk.ask(replace(old))).isInstanceOf(Routed.Replacing.class);
        assertThat(desk.refusal(replace(old))).isEqualTo(RejectReason.TOO_MANY_OPEN_ORDERS);
    }

    private static LedgerCommand.Replace replace(long orderId) {
        return new LedgerCommand.Replace(order().place(), orderId, "", false);
    }

    @Test
    void bothOrdersOfAListCount() {
        desk.place(order());
        long second = desk.place(order());
        LedgerCommand list = new LedgerCommand.PlaceList(
                stop().place(), buy(1).at(100).postOnly().place());

        assertThat(desk.refusal(list)).isEqualTo(RejectReason.TOO_MANY_OPEN_ORDERS);
        desk.settle(
                0,
                new LedgerItem.Refused(1, second, RejectReason.MARKET_BUSY, heldBy(second), START));
        assertThat(desk.ask(list)).isInstanceOf(Routed.ForwardedList.class);
    }

    @Test
    void repeatedPlaceIsNoFurtherOrder() {
        desk.place(order());
        desk.place(order());
        desk.place(order().as("a"));

        assertThat(desk.ask(order().as("a").place())).isInstanceOf(Routed.Joined.class);
    }
}
