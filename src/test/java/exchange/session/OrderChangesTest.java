package exchange.session;

import static exchange.session.OrderChange.Status.CANCELED;
import static exchange.session.OrderChange.Status.FILLED;
import static exchange.session.OrderChange.Status.PARTIALLY_FILLED;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.accounts.LedgerFact;
import exchange.market.EndReason;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.sequencer.LedgerItem;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

final class OrderChangesTest {
    private static final long ORDER = 5;

    private final OrderChanges changes = new OrderChanges("BTC-USD");
    private final List<OrderChange> told = new ArrayList<>();

    @Test
    void eachFillIsToldAndTheLastOneIsFilled() {
        held(OrderType.LIMIT, 100);
        settled(new LedgerItem.Accepted(1, ORDER, false, 10));
        settled(fill(30, 70, 11));
        settled(new LedgerItem.Rested(ORDER, 11));
        settled(fill(70, 0, 12));

        assertThat(told)
                .containsExactly(change(PARTIALLY_FILLED, 30, 70, 11), change(FILLED, 70, 0, 12));
    }

    @Test
    void cancelTellsWhatWasLeft() {
        held(OrderType.LIMIT, 100);
        settled(fill(30, 70, 11));
        settled(ended(EndReason.USER_CANCELED, 12));

        assertThat(told)
                .containsExactly(change(PARTIALLY_FILLED, 30, 70, 11), change(CANCELED, 0, 70, 12));
    }

    @Test
    void orderNeverHeardOfEndsWithAnUnknownRest() {
        settled(ended(EndReason.USER_CANCELED, 12));

        assertThat(told)
                .containsExactly(new OrderChange(ORDER, CANCELED, 0, OptionalLong.empty(), 12));
    }

    @Test
    void marketOrderThatFillsEndsWithFilled() {
        held(OrderType.MARKET, 0);
        settled(fill(30, 0, 11));
        settled(fill(20, 0, 12));
        assertThat(told).containsExactly(change(PARTIALLY_FILLED, 30, 0, 11));
        settled(ended(EndReason.FILLED, 12));

        assertThat(told)
                .containsExactly(change(PARTIALLY_FILLED, 30, 0, 11), change(FILLED, 20, 0, 12));
    }

    @Test
    void marketOrderThatFindsTooLittleIsCanceledAfterItsFills() {
        held(OrderType.MARKET, 100);
        settled(fill(30, 70, 11));
        settled(ended(EndReason.MARKET_REMAINDER, 12));

        assertThat(told)
                .containsExactly(change(PARTIALLY_FILLED, 30, 70, 11), change(CANCELED, 0, 70, 12));
    }

    @Test
    void marketOrderOnAnEmptyBookIsCanceled() {
        held(OrderType.MARKET, 100);
        settled(ended(EndReason.MARKET_REMAINDER, 12));

        assertThat(told).containsExactly(change(CANCELED, 0, 100, 12));
    }

    @Test
    void refusedOrdersAndOtherMarketsAreNotTold() {
        held(OrderType.LIMIT, 100);
        settled(new LedgerItem.Refused(1, ORDER, RejectReason.POST_ONLY_WOULD_TRADE, 5, 10));
        settled(new LedgerItem.CancelRefused(2, ORDER, RejectReason.UNKNOWN_ORDER, 10));
        changes.heard(event(settlement("ETH-USD", fill(1, 0, 10))), told::add);

        assertThat(told).isEmpty();
    }

    private void held(OrderType type, long lots) {
        changes.heard(
                event(new LedgerFact.OrderHeld(
                        7,
                        1,
                        ORDER,
                        "",
                        "BTC-USD",
                        Side.BUY,
                        type,
                        TimeInForce.GTC,
                        false,
                        SelfTradePrevention.NONE,
                        1,
                        lots,
                        0,
                        1,
                        0,
                        0,
                        99)),
                told::add);
    }

    private void settled(LedgerItem line) {
        changes.heard(event(settlement("BTC-USD", line)), told::add);
    }

    private static LedgerFact settlement(String symbol, LedgerItem line) {
        return new LedgerFact.Settled(7, 2, symbol, Side.BUY, 0, line);
    }

    private static AccountEvent event(LedgerFact fact) {
        return new AccountEvent(7, 1, 10, fact);
    }

    private static LedgerItem fill(long lots, long leaves, long time) {
        return new LedgerItem.Fill(ORDER, 1, true, 1, lots, 1, 1, 0, 0, leaves, 0, time);
    }

    private static LedgerItem ended(EndReason reason, long time) {
        return new LedgerItem.Ended(0, ORDER, reason, 1, time);
    }

    private static OrderChange change(
            OrderChange.Status status, long filled, long leaves, long time) {
        return new OrderChange(ORDER, status, filled, OptionalLong.of(leaves), time);
    }
}
