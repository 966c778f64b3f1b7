package exchange.accounts;

import static exchange.accounts.Fixtures.ANN;
import static exchange.accounts.Fixtures.LOT;
import static exchange.accounts.Fixtures.TICK_LOT;
import static exchange.accounts.Fixtures.buy;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;

import exchange.market.EndReason;
import exchange.market.OrderStatus;
import exchange.market.RejectReason;
import exchange.sequencer.FrontRole.Failure;
import exchange.sequencer.LedgerItem;
import exchange.sequencer.LedgerItems;
import exchange.sequencer.LinkEnd;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Who is answered when. The ledger behind is a desk; the book's lines are made by hand. */
final class LedgerRoleTest {
    private static final ActorTestKit KIT = ActorTestKit.create();

    private final TestProbe<EdgeReplies> edge = KIT.createTestProbe(EdgeReplies.class);
    private final LedgerRole role = new LedgerRole();
    private final LedgerDesk desk = LedgerDesk.open(1_000_000 * LOT);
    private final LinkEnd link = new LinkEnd();
    private final LedgerItems.Writer writer = new LedgerItems.Writer();
    private long orderId;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void commandsGoToTheQueueInTheirOrder() {
        LedgerCommand first = buy(1).at(1).place();
        LedgerCommand second = new LedgerCommand.GetTotals();
        List<Object> asked = new java.util.ArrayList<>();

        role.received(
                new EdgeRequests(
                        edge.getRef(),
                        List.of(new EdgeRequest(7, first), new EdgeRequest(8, second))),
                (command, ticket) -> asked.addAll(List.of(command, ticket)));

        assertThat(asked)
                .containsExactly(
                        first, new Ticket(edge.getRef(), 7), second, new Ticket(edge.getRef(), 8));
        assertThat(role.waitsForPeers(first)).isFalse();
        assertThat(role.waitsForPeers(second)).isTrue();
    }

    @Test
    void placeThatRestsIsAnsweredAtOnce() {
        ask(1, buy(5).at(100).as("a").place());

        arrive(new LedgerItem.Accepted(1, orderId, true, 9));

        LedgerReply.OrderResult result =
                (LedgerReply.OrderResult) answers().get(0).reply();
        assertThat(result.order().status()).isEqualTo(OrderStatus.OPEN);
        assertThat(result.fills()).isEmpty();
        assertThat(result.duplicate()).isFalse();
    }

    @Test
    void placeThatTradesIsAnsweredWhenItsOutcomeIsComplete() {
        ask(1, buy(5).at(100).as("a").place());
        ask(2, buy(5).at(100).as("a").place());

        arrive(new LedgerItem.Accepted(1, orderId, false, 9));
        arrive(fill(1, 2, 3));
        edge.expectNoMessage();
        arrive(fill(2, 3, 0));

        List<EdgeReply> answers = answers();
        LedgerReply.OrderResult first = (LedgerReply.OrderResult) answers.get(0).reply();
        LedgerReply.OrderResult again = (LedgerReply.OrderResult) answers.get(1).reply();
        assertThat(first.order().status()).isEqualTo(OrderStatus.FILLED);
        assertThat(first.fills()).hasSize(2);
        assertThat(again.order()).isEqualTo(first.order());
        assertThat(again.fills()).isEmpty();
        assertThat(again.duplicate()).isTrue();
    }

    @Test
    void duplicateWhoseOutcomeCameWhileItWasDecidedIsAnsweredToo() {
        ask(1, buy(5).at(100).as("a").place());
        role.batchBegins();
        Object joined = desk.ask(buy(5).at(100).as("a").place());
        arrive(new LedgerItem.Accepted(1, orderId, true, 9));
        assertThat(answers()).extracting(EdgeReply::id).containsExactly(1L);

        answered(2, buy(5).at(100).as("a").place(), joined);

        assertThat(answers()).extracting(EdgeReply::id).containsExactly(2L);
    }

    @Test
    void refusalOfTheBookIsTold() {
        ask(1, buy(5).at(100).place());

        arrive(new LedgerItem.Refused(1, orderId, RejectReason.MARKET_HALTED, 1, 9));

        assertThat(answers())
                .containsExactly(
                        new EdgeReply(1, new LedgerReply.Refused(RejectReason.MARKET_HALTED, "")));
    }

    @Test
    void cancelIsAnsweredWithTheOrderAsItLeftIt() {
        ask(1, buy(5).at(100).place());
        arrive(new LedgerItem.Accepted(1, orderId, true, 9));
        answers();
        desk.settle(0, new LedgerItem.Accepted(1, orderId, true, 9));
        role.batchBegins();
        LedgerCommand cancel = new LedgerCommand.Cancel(ANN, orderId, "", false);
        Object forwarded = desk.ask(cancel);
        arrive(fill(1, 2, 3));

        answered(2, cancel, forwarded);
        arrive(new LedgerItem.Ended(2, orderId, EndReason.USER_CANCELED, 300 * TICK_LOT, 11));

        OrderView order = ((LedgerReply.Canceled) answers().get(0).reply()).order();
        assertThat(order.status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(order.filledLots()).isEqualTo(2);
        assertThat(order.reason()).isEqualTo("USER_CANCELED");
    }

    @Test
    void cancelThatCameTooLateIsTold() {
        ask(1, buy(5).at(100).place());
        ask(2, new LedgerCommand.Cancel(ANN, orderId, "", false));

        arrive(new LedgerItem.Refused(1, orderId, RejectReason.TOO_LATE, 1, 9));
        arrive(new LedgerItem.CancelRefused(2, orderId, RejectReason.UNKNOWN_ORDER, 9));

        assertThat(answers())
                .containsExactly(
                        new EdgeReply(1, new LedgerReply.Refused(RejectReason.TOO_LATE, "")));
        assertThat(answers())
                .containsExactly(
                        new EdgeReply(2, new LedgerReply.Refused(RejectReason.UNKNOWN_ORDER, "")));
    }

    @Test
    void linesThatComeTwiceCountOnce() {
        ask(1, buy(5).at(100).place());
        arrive(new LedgerItem.Accepted(1, orderId, false, 9));
        arrive(fill(1, 2, 3));

        role.itemsArrived(0, "BTC-USD", link.runsFrom(2, 1).get(0), 1);
        arrive(new LedgerItem.Rested(orderId, 9));

        LedgerReply.OrderResult result =
                (LedgerReply.OrderResult) answers().get(0).reply();
        assertThat(result.order().filledLots()).isEqualTo(2);
        assertThat(result.fills()).hasSize(1);
    }

    @Test
    void whoWaitsAtAnEntityThatMovesIsToldToAskAgain() {
        ask(1, buy(5).at(100).place());
        ask(2, new LedgerCommand.Cancel(ANN, orderId, "", false));

        role.moved();
        role.flush();

        assertThat(answers())
                .containsExactlyInAnyOrder(
                        new EdgeReply(1, new LedgerReply.Moved()),
                        new EdgeReply(2, new LedgerReply.Moved()));
        arrive(new LedgerItem.Accepted(1, orderId, true, 9));
        edge.expectNoMessage();
    }

    @Test
    void everyFailureHasItsReply() {
        for (Failure failure : Failure.values()) {
            role.failed(new Ticket(edge.getRef(), failure.ordinal()), buy(1).place(), failure);
        }
        role.flush();

        assertThat(answers())
                .extracting(EdgeReply::reply)
                .containsExactly(
                        new LedgerReply.Unknown(),
                        new LedgerReply.Refused(RejectReason.INTERNAL, ""),
                        new LedgerReply.Moved(),
                        new LedgerReply.Refused(RejectReason.OVERLOADED, ""),
                        new LedgerReply.Refused(RejectReason.UNAVAILABLE, ""),
                        new LedgerReply.Refused(RejectReason.READ_ONLY, ""),
                        new LedgerReply.Refused(RejectReason.UNAVAILABLE, ""));
    }

    private void ask(long id, LedgerCommand command) {
        role.batchBegins();
        answered(id, command, desk.ask(command));
    }

    private void answered(long id, LedgerCommand command, Object answer) {
        role.answered(new Ticket(edge.getRef(), id), command, answer);
        if (answer instanceof Routed.Forwarded routed) {
            orderId = routed.order().orderId();
        }
        role.flush();
    }

    private void arrive(LedgerItem item) {
        long number = writer.write(link, item);
        link.closeRun();
        role.itemsArrived(0, "BTC-USD", link.runsFrom(number, 1).get(0), number);
        role.flush();
    }

    private LedgerItem fill(long trade, long lots, long leaves) {
        return new LedgerItem.Fill(
                orderId,
                trade,
                false,
                100,
                lots,
                lots * 100 * TICK_LOT,
                lots * LOT,
                0,
                0,
                leaves,
                0,
                10);
    }

    private List<EdgeReply> answers() {
        return edge.receiveMessage().replies();
    }
}
