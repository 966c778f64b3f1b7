package exchange.accounts;

import static exchange.accounts.Fixtures.ANN;
import static exchange.accounts.Fixtures.BOB;
import static exchange.accounts.Fixtures.BTC_USD;
import static exchange.accounts.Fixtures.LOT;
import static exchange.accounts.Fixtures.START;
import static exchange.accounts.Fixtures.TICK_LOT;
import static exchange.accounts.Fixtures.buy;
import static exchange.accounts.Fixtures.sell;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.AccountTier;
import exchange.market.EndReason;
import exchange.market.MarketState;
import exchange.market.OrderIds;
import exchange.market.OrderStatus;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.sequencer.BookItem;
import exchange.sequencer.LedgerItem;

import org.junit.jupiter.api.Test;

import java.util.List;

final class LedgerCommandsTest {
    private static final long RICH = 1_000_000 * LOT;

    @Test
    void definitionsAreIdempotent() {
        LedgerDesk desk = LedgerDesk.open(0);
        int facts = desk.facts().size();

        desk.define();

        assertThat(desk.facts()).hasSize(facts);
        assertThat(desk.logic().peers()).containsExactly("BTC-USD", "ETH-USD");
    }

    @Test
    void otherLimitsChangeAMarketAndItsStateDoesNot() {
        LedgerDesk desk = LedgerDesk.open(RICH);
        int facts = desk.facts().size();

        desk.ask(new LedgerCommand.DefineMarket(BTC_USD.withState(MarketState.HALTED)));
        assertThat(desk.facts()).hasSize(facts);

        desk.ask(new LedgerCommand.DefineMarket(
                Fixtures.limits(BTC_USD, 5 * TICK_LOT, 100 * TICK_LOT)));
        assertThat(desk.refusal(buy(1).at(1).place())).isEqualTo(RejectReason.MIN_NOTIONAL);
        assertThat(desk.logic().peers()).containsExactly("BTC-USD", "ETH-USD");
    }

    @Test
    void placeHoldsFundsAndGoesToItsBook() {
        LedgerDesk desk = LedgerDesk.open(RICH);

        Object answer = desk.ask(buy(5).at(100)
                .as("a")
                .before(START + 7)
                .postOnly()
                .preventing(SelfTradePrevention.EXPIRE_TAKER)
                .place());

        OrderView order = new OrderView(
                1,
                ANN,
                "a",
                "BTC-USD",
                Side.BUY,
                OrderType.LIMIT,
                TimeInForce.GTC,
                true,
                SelfTradePrevention.EXPIRE_TAKER,
                100,
                5,
                0,
                OrderStatus.PENDING,
                0,
                0,
                0,
                "BTC",
                "",
                START,
                START);
        assertThat(answer).isEqualTo(new Routed.Forwarded(0, 1, order));
        assertThat(desk.sent(0, 1))
                .containsExactly(new BookItem.Place(
                        1,
                        ANN,
                        Side.BUY,
                        OrderType.LIMIT,
                        TimeInForce.GTC,
                        true,
                        SelfTradePrevention.EXPIRE_TAKER,
                        100,
                        5,
                        0,
                        500 * TICK_LOT,
                        1_000,
                        2_000,
                        START + 7));
        assertThat(desk.lastFact())
                .isEqualTo(new LedgerFact.OrderHeld(
                        ANN,
                        4,
                        1,
                        "a",
                        "BTC-USD",
                        Side.BUY,
                        OrderType.LIMIT,
                        TimeInForce.GTC,
                        true,
                        SelfTradePrevention.EXPIRE_TAKER,
                        100,
                        5,
                        0,
                        500 * TICK_LOT,
                        1_000,
                        2_000,
                        START + 7));
        assertThat(balance(desk, ANN, 0))
                .isEqualTo(new Balance("USD", RICH - 500 * TICK_LOT, 500 * TICK_LOT));
    }

    @Test
    void ordersAreNumberedWithinTheirPartition() {
        LedgerDesk desk = new LedgerDesk(3, ClosedOrders.Window.STANDARD);
        desk.define();
        long account = Fixtures.account(3, 0);
        desk.deposit(account, "BTC", RICH, "r");

        assertThat(desk.place(sell(1).at(1).by(account))).isEqualTo(OrderIds.of(3, 1));
        assertThat(desk.place(sell(1).at(1).by(account).in("BTC-USD")))
                .isEqualTo(OrderIds.of(3, 2));
    }

    @Test
    void cancelGoesToTheBookOfItsOrder() {
        LedgerDesk desk = LedgerDesk.open(RICH);
        desk.place(buy(5).at(100));
        long order = desk.place(buy(5).at(100).as("a").in("ETH-USD"));

        Object byId = desk.ask(new LedgerCommand.Cancel(ANN, order, "", false));
        Object byClientId = desk.ask(new LedgerCommand.Cancel(ANN, 0, "a", true));

        OrderView view = desk.state().order(order).view();
        assertThat(byId).isEqualTo(new Routed.Forwarded(1, 2, view));
        assertThat(byClientId).isEqualTo(new Routed.Forwarded(1, 3, view));
        assertThat(desk.sent(1, 2))
                .containsExactly(new BookItem.Cancel(order, ANN), new BookItem.Cancel(order, ANN));
    }

    @Test
    void orderOfAnotherOrClosedOrderCannotBeCanceled() {
        LedgerDesk desk = LedgerDesk.open(RICH);
        long order = desk.place(buy(5).at(100).as("a"));

        assertThat(desk.refusal(new LedgerCommand.Cancel(BOB, order, "", false)))
                .isEqualTo(RejectReason.UNKNOWN_ORDER);
        assertThat(desk.refusal(new LedgerCommand.Cancel(BOB, 0, "a", false)))
                .isEqualTo(RejectReason.UNKNOWN_ORDER);

        desk.settle(
                0, new LedgerItem.Refused(1, order, RejectReason.TOO_LATE, 500 * TICK_LOT, START));
        assertThat(desk.refusal(new LedgerCommand.Cancel(ANN, order, "", false)))
                .isEqualTo(RejectReason.UNKNOWN_ORDER);
        assertThat(desk.refusal(new LedgerCommand.Cancel(ANN, 0, "a", true)))
                .isEqualTo(RejectReason.UNKNOWN_ORDER);
    }

    @Test
    void bookThatAcknowledgesNothingGetsNoMorePlacesAndThenNoMoreCancels() {
        LedgerDesk desk = LedgerDesk.open(RICH);
        long order = 0;
        for (int i = 0; i < 6_144; i++) {
            order = (desk.decide(buy(1).at(1).place()) instanceof Routed.Forwarded forwarded)
                    ? forwarded.order().orderId()
                    : 0;
        }
        LedgerCommand cancel = new LedgerCommand.Cancel(ANN, order, "", false);

        assertThat(desk.refusal(buy(1).at(1).place())).isEqualTo(RejectReason.MARKET_BUSY);
        assertThat(desk.ask(buy(1).at(1).in("ETH-USD").place()))
                .isInstanceOf(Routed.Forwarded.class);
        for (int i = 0; i < 2_048; i++) {
            assertThat(desk.decide(cancel)).isInstanceOf(Routed.Forwarded.class);
        }
        assertThat(desk.refusal(cancel)).isEqualTo(RejectReason.MARKET_BUSY);

        desk.acknowledge(0, 2_049);
        assertThat(desk.ask(buy(1).at(1).place())).isInstanceOf(Routed.Forwarded.class);
    }

    @Test
    void depositCountsOnceForEver() {
        LedgerDesk desk = LedgerDesk.open(0);

        LedgerReply first = desk.deposit(ANN, "USD", 500, "wire-1");
        LedgerReply other = desk.deposit(BOB, "USD", 300, "wire-1");
        desk.advance(1_000_000_000);
        desk.restart();
        LedgerReply again = desk.deposit(ANN, "USD", 500, "wire-1");

        Balance balance = new Balance("USD", 500, 0);
        assertThat(first).isEqualTo(new LedgerReply.Deposited(ANN, "USD", 500, balance, false));
        assertThat(other)
                .isEqualTo(new LedgerReply.Deposited(
                        BOB, "USD", 300, new Balance("USD", 300, 0), false));
        assertThat(again).isEqualTo(new LedgerReply.Deposited(ANN, "USD", 500, balance, true));
    }

    @Test
    void depositMayFillABalanceToTheLastUnit() {
        LedgerDesk desk = LedgerDesk.open(RICH);
        desk.place(buy(5).at(100));

        LedgerReply reply = desk.deposit(ANN, "USD", Long.MAX_VALUE - RICH, "all");

        assertThat(reply).isInstanceOf(LedgerReply.Deposited.class);
        assertThat(desk.refusal(new LedgerCommand.Deposit(ANN, "USD", 1, "one", "test")))
                .isEqualTo(RejectReason.BALANCE_LIMIT);
    }

    @Test
    void questionAboutAnOrderGetsWhatIsKnown() {
        LedgerDesk desk = LedgerDesk.open(RICH);
        long order = desk.place(buy(5).at(100).as("a"));
        LedgerCommand byId = new LedgerCommand.GetOrder(ANN, order);
        LedgerCommand byClientId = new LedgerCommand.GetOrderByClientId(ANN, "a", 0);

        assertThat(desk.ask(byId)).isEqualTo(new LedgerReply.Pending("a"));
        assertThat(desk.ask(byClientId)).isEqualTo(new LedgerReply.Pending("a"));
        assertThat(desk.ask(new LedgerCommand.GetOpenOrders(ANN, "")))
                .isEqualTo(new LedgerReply.Orders(List.of(), 4));

        desk.settle(0, new LedgerItem.Accepted(1, order, true, START + 3));
        LedgerReply result =
                new LedgerReply.OrderResult(desk.state().order(order).view(), List.of(), false);
        assertThat(desk.ask(byId)).isEqualTo(result);
        assertThat(desk.ask(byClientId)).isEqualTo(result);
        assertThat(desk.ask(new LedgerCommand.GetOrder(BOB, order)))
                .isEqualTo(new LedgerReply.NotFound(false));
    }

    @Test
    void unknownClientOrderIdIsFinalOnceItsPlaceWouldBeTooLate() {
        LedgerDesk desk = LedgerDesk.open(0);

        assertThat(desk.ask(new LedgerCommand.GetOrderByClientId(ANN, "a", START)))
                .isEqualTo(new LedgerReply.NotFound(false));
        assertThat(desk.ask(new LedgerCommand.GetOrderByClientId(ANN, "a", START - 1)))
                .isEqualTo(new LedgerReply.NotFound(true));
        assertThat(desk.ask(new LedgerCommand.GetOrderByClientId(ANN, "a", 0)))
                .isEqualTo(new LedgerReply.NotFound(false));
    }

    @Test
    void openOrdersComeOldestFirstAndByMarket() {
        LedgerDesk desk = LedgerDesk.open(RICH);
        long first = rested(desk, 0, buy(1).at(10));
        long second = rested(desk, 1, buy(1).at(10).in("ETH-USD"));
        long third = rested(desk, 0, buy(1).at(10));
        long fourth = rested(desk, 0, buy(1).at(10));
        rested(desk, 0, buy(1).at(10).by(BOB));
        desk.settle(
                0, new LedgerItem.Ended(0, third, EndReason.ADMIN_CANCELED, 10 * TICK_LOT, START));

        assertThat(openIds(desk, "")).containsExactly(first, second, fourth);
        assertThat(openIds(desk, "ETH-USD")).containsExactly(second);
        assertThat(openIds(desk, "X-Y")).isEmpty();
        desk.restart();
        assertThat(openIds(desk, "")).containsExactly(first, second, fourth);
    }

    @Test
    void unknownAccountHasNothing() {
        LedgerDesk desk = LedgerDesk.open(0);

        assertThat(desk.ask(new LedgerCommand.GetBalances(ANN)))
                .isEqualTo(new LedgerReply.Balances(
                        List.of(
                                new Balance("USD", 0, 0),
                                new Balance("BTC", 0, 0),
                                new Balance("ETH", 0, 0)),
                        0));
        assertThat(desk.ask(new LedgerCommand.GetOpenOrders(ANN, "")))
                .isEqualTo(new LedgerReply.Orders(List.of(), 0));
        assertThat(desk.state().owners.size()).isZero();
    }

    private static List<Long> openIds(LedgerDesk desk, String symbol) {
        LedgerReply.Orders orders =
                (LedgerReply.Orders) desk.ask(new LedgerCommand.GetOpenOrders(ANN, symbol));
        return orders.orders().stream().map(OrderView::orderId).toList();
    }

    private static long rested(LedgerDesk desk, int peer, Fixtures.PlaceOf place) {
        long id = desk.place(place);
        desk.settle(peer, new LedgerItem.Accepted(1, id, true, START));
        return id;
    }

    private static Balance balance(LedgerDesk desk, long account, int asset) {
        return ((LedgerReply.Balances) desk.ask(new LedgerCommand.GetBalances(account)))
                .balances()
                .get(asset);
    }

    @Test
    void orderThatDoesNotSayItsSelfTradePreventionGetsTheAccounts() {
        LedgerDesk desk = LedgerDesk.open(RICH);
        desk.decide(
                new LedgerCommand.SetSelfTradePrevention(ANN, SelfTradePrevention.EXPIRE_MAKER));

        desk.decide(buy(1).at(100).by(ANN).preventingAsTheAccount().as("a").place());
        desk.decide(buy(1).at(100).by(ANN).as("b").place());
        Object again = desk.decide(
                buy(1).at(100).by(ANN).preventingAsTheAccount().as("a").place());

        assertThat(desk.decide(new LedgerCommand.GetSettings(ANN)))
                .isEqualTo(new LedgerReply.Settings(
                        SelfTradePrevention.EXPIRE_MAKER, AccountTier.STANDARD));
        desk.commit();
        assertThat(desk.facts().stream()
                        .filter(LedgerFact.OrderHeld.class::isInstance)
                        .map(fact -> ((LedgerFact.OrderHeld) fact).selfTradePrevention()))
                .containsExactly(SelfTradePrevention.EXPIRE_MAKER, SelfTradePrevention.NONE);
        assertThat(again).isInstanceOf(Routed.Joined.class);
    }
}
