package exchange.accounts;

import static exchange.accounts.Fixtures.ANN;
import static exchange.accounts.Fixtures.BOB;
import static exchange.accounts.Fixtures.LOT;
import static exchange.accounts.Fixtures.TICK_LOT;
import static exchange.accounts.Fixtures.buy;
import static exchange.accounts.Fixtures.sell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchange.market.EndReason;
import exchange.market.OrderStatus;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.sequencer.LedgerItem;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.List;

/** What a book's lines do to balances and orders. Ann and Bob have 1,000 lots of each asset. */
final class SettlingTest {
    private static final long FUNDS = 1_000 * LOT;

    private LedgerDesk desk;

    @BeforeEach
    void openDesk() {
        desk = LedgerDesk.open(FUNDS);
    }

    @Test
    void tradeMovesBothAssetsOfBothSidesAndTheFees() {
        long maker = desk.place(sell(10).at(90).by(BOB));
        long taker = desk.place(buy(4).at(100));

        desk.settle(
                0,
                new LedgerItem.Accepted(1, maker, true, desk.time),
                new LedgerItem.Accepted(2, taker, false, desk.time),
                new LedgerItem.Fill(
                        taker,
                        1,
                        false,
                        90,
                        4,
                        360 * TICK_LOT,
                        4 * LOT,
                        8_000,
                        40 * TICK_LOT,
                        0,
                        0,
                        desk.time),
                new LedgerItem.Fill(
                        maker, 1, true, 90, 4, 4 * LOT, 360 * TICK_LOT, 3_600, 0, 6, 0, desk.time));

        assertThat(balance(ANN, "USD")).isEqualTo(new Balance("USD", FUNDS - 360 * TICK_LOT, 0));
        assertThat(balance(ANN, "BTC")).isEqualTo(new Balance("BTC", FUNDS + 4 * LOT - 8_000, 0));
        assertThat(balance(BOB, "USD"))
                .isEqualTo(new Balance("USD", FUNDS + 360 * TICK_LOT - 3_600, 0));
        assertThat(balance(BOB, "BTC")).isEqualTo(new Balance("BTC", FUNDS - 10 * LOT, 6 * LOT));
        assertThat(total("fees", "USD")).isEqualTo(3_600);
        assertThat(total("fees", "BTC")).isEqualTo(8_000);
        assertThat(total("clearing/BTC-USD", "USD")).isZero();
        assertThat(total("clearing/BTC-USD", "BTC")).isZero();
        assertThat(status(taker)).isEqualTo(OrderStatus.FILLED);
        assertThat(status(maker)).isEqualTo(OrderStatus.PARTIALLY_FILLED);
    }

    @Test
    void everyFactOfAnAccountHasItsNextNumber() {
        long order = desk.place(buy(4).at(100));
        List<LedgerItem> lines = List.of(
                new LedgerItem.Accepted(1, order, false, desk.time),
                new LedgerItem.Fill(
                        order, 1, false, 100, 1, 100 * TICK_LOT, LOT, 0, 0, 3, 0, desk.time),
                new LedgerItem.Rested(order, desk.time),
                new LedgerItem.CancelRefused(2, order, RejectReason.UNKNOWN_ORDER, desk.time),
                new LedgerItem.Ended(3, order, EndReason.USER_CANCELED, 300 * TICK_LOT, desk.time));

        desk.settle(0, lines.toArray(LedgerItem[]::new));

        List<LedgerFact> facts = desk.facts();
        assertThat(facts.subList(facts.size() - 5, facts.size()))
                .containsExactly(
                        new LedgerFact.Settled(ANN, 5, "BTC-USD", Side.BUY, 0, lines.get(0)),
                        new LedgerFact.Settled(ANN, 6, "BTC-USD", Side.BUY, 0, lines.get(1)),
                        new LedgerFact.Settled(ANN, 7, "BTC-USD", Side.BUY, 0, lines.get(2)),
                        new LedgerFact.Settled(ANN, 8, "BTC-USD", Side.BUY, 0, lines.get(3)),
                        new LedgerFact.Settled(ANN, 9, "BTC-USD", Side.BUY, 0, lines.get(4)));
        assertThat(desk.ask(new LedgerCommand.GetOpenOrders(ANN, "")))
                .isEqualTo(new LedgerReply.Orders(List.of(), 9));
    }

    @Test
    void marketOrderIsEndedByItsOwnLine() {
        long filled = desk.place(buy(2).seeing(100));
        long stopped = desk.place(sell(5).by(BOB));

        desk.settle(
                0,
                new LedgerItem.Accepted(1, filled, false, desk.time),
                new LedgerItem.Fill(
                        filled, 1, false, 100, 2, 200 * TICK_LOT, 2 * LOT, 0, 0, 0, 0, desk.time));
        assertThat(status(filled)).isEqualTo(OrderStatus.PARTIALLY_FILLED);

        desk.settle(
                0,
                new LedgerItem.Ended(0, filled, EndReason.FILLED, 20 * TICK_LOT, desk.time),
                new LedgerItem.Accepted(2, stopped, false, desk.time),
                new LedgerItem.Ended(0, stopped, EndReason.MARKET_REMAINDER, 5 * LOT, desk.time));

        assertThat(status(filled)).isEqualTo(OrderStatus.FILLED);
        assertThat(view(filled).reason()).isEmpty();
        assertThat(status(stopped)).isEqualTo(OrderStatus.CANCELED);
        assertThat(view(stopped).reason()).isEqualTo("MARKET_REMAINDER");
        assertThat(balance(ANN, "USD").held()).isZero();
        assertThat(balance(BOB, "BTC")).isEqualTo(new Balance("BTC", FUNDS, 0));
    }

    @Test
    void refusalOfTheBookReleasesTheHold() {
        long order = desk.place(buy(4).at(100));

        desk.settle(
                0,
                new LedgerItem.Refused(
                        1, order, RejectReason.MARKET_HALTED, 400 * TICK_LOT, desk.time));

        assertThat(balance(ANN, "USD")).isEqualTo(new Balance("USD", FUNDS, 0));
        assertThat(status(order)).isEqualTo(OrderStatus.REJECTED);
        assertThat(view(order).reason()).isEqualTo("MARKET_HALTED");
    }

    @Test
    void fillBeyondWhatABalanceTakesOverflowsAndIsJournaled() {
        desk.deposit(ANN, "BTC", Long.MAX_VALUE - FUNDS - 10, "more");
        long order = desk.place(buy(1).at(100));
        LedgerItem fill = new LedgerItem.Fill(
                order, 1, false, 100, 1, 100 * TICK_LOT, LOT, 100, 0, 0, 0, desk.time);

        desk.settle(0, new LedgerItem.Accepted(1, order, false, desk.time), fill);

        long overflow = LOT - 100 - 10;
        assertThat(balance(ANN, "BTC")).isEqualTo(new Balance("BTC", Long.MAX_VALUE, 0));
        assertThat(total("overflow", "BTC")).isEqualTo(overflow);
        assertThat(desk.lastFact())
                .isEqualTo(new LedgerFact.Settled(ANN, 7, "BTC-USD", Side.BUY, overflow, fill));
        assertThat(desk.replayed().stateHash()).isEqualTo(desk.stateHash());
    }

    @Test
    void sumsForShowStopAtTheLargestLong() {
        assertThat(OrderLines.sum(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(OrderLines.sum(1, 2)).isEqualTo(3);
    }

    @Test
    void cancelThatCameTooLateChangesNothingButTheNumber() {
        long order = desk.place(buy(4).at(100));
        desk.settle(0, new LedgerItem.Accepted(1, order, true, desk.time));
        desk.settle(0, new LedgerItem.Ended(0, order, EndReason.ADMIN_CANCELED, 400 * TICK_LOT, 5));
        OrderView closed = view(order);

        LedgerItem late = new LedgerItem.CancelRefused(2, order, RejectReason.UNKNOWN_ORDER, 9);
        desk.settle(0, late);

        assertThat(view(order)).isEqualTo(closed);
        assertThat(desk.lastFact())
                .isEqualTo(new LedgerFact.Settled(ANN, 7, "BTC-USD", Side.BUY, 0, late));
    }

    @Test
    void lateCancelOfAnOrderNobodyRemembersIsPassedOver() {
        int facts = desk.facts().size();

        desk.settle(0, new LedgerItem.CancelRefused(1, 999, RejectReason.UNKNOWN_ORDER, 5));

        assertThat(desk.facts()).hasSize(facts);
        assertThat(desk.logic().links().to(0).taken()).isEqualTo(1);
    }

    @Test
    void lineThatContradictsWhatIsKnownIsABug() {
        long order = desk.place(buy(4).at(100));

        assertBug(0, new LedgerItem.Accepted(1, 999, true, 5), "not open there");
        assertBug(1, new LedgerItem.Accepted(1, order, true, 5), "ETH-USD");
        assertBug(0, ended(order, 399 * TICK_LOT), "still held");
    }

    @Test
    void lineThatTakesMoreThanTheHoldIsABug() {
        desk.place(buy(4).at(100));
        long second = desk.place(buy(4).at(100));

        assertBug(0, ended(second, 400 * TICK_LOT + 1), "used and released");
    }

    private static LedgerItem ended(long order, long released) {
        return new LedgerItem.Ended(0, order, EndReason.USER_CANCELED, released, 5);
    }

    private void assertBug(int peer, LedgerItem line, String text) {
        assertThatThrownBy(() -> desk.settle(peer, line))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(text);
    }

    private Balance balance(long account, String asset) {
        LedgerReply.Balances balances =
                (LedgerReply.Balances) desk.ask(new LedgerCommand.GetBalances(account));
        return balances.balances().stream()
                .filter(each -> each.asset().equals(asset))
                .findFirst()
                .orElseThrow();
    }

    private long total(String account, String asset) {
        LedgerReply.Totals totals = (LedgerReply.Totals) desk.ask(new LedgerCommand.GetTotals());
        return totals.totals().stream()
                .filter(each -> each.account().equals(account) && each.asset().equals(asset))
                .map(LedgerReply.Total::units)
                .mapToLong(BigInteger::longValueExact)
                .findFirst()
                .orElseThrow();
    }

    private OrderView view(long orderId) {
        return desk.state().order(orderId).view();
    }

    private OrderStatus status(long orderId) {
        return view(orderId).status();
    }
}
