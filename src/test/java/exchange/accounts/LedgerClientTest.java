package exchange.accounts;

import static exchange.accounts.Fixtures.ANN;
import static exchange.accounts.Fixtures.BOB;
import static exchange.accounts.Fixtures.STRANGER;
import static exchange.accounts.Fixtures.buy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;

import exchange.market.OrderStatus;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.sequencer.FrontMessage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** An edge's door to the ledgers; probes play the fronts. Ann and Bob share a partition. */
final class LedgerClientTest {
    private static final ActorTestKit KIT = ActorTestKit.create();

    private final List<TestProbe<FrontMessage>> fronts =
            List.of(probe(), probe(), probe(), probe());
    private final LedgerClient client = new LedgerClient(
            KIT.spawn(LedgerClientActor.create(
                    4, (partition, message) -> fronts.get(partition).getRef().tell(message))),
            4);
    private ActorRef<EdgeReplies> replyTo;
    private final long deadline = System.currentTimeMillis() + 20_000;

    @AfterEach
    void close() {
        client.close();
    }

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private static TestProbe<FrontMessage> probe() {
        return KIT.createTestProbe(FrontMessage.class);
    }

    @Test
    void commandsGoToThePartitionOfTheirAccount() {
        client.ask(new LedgerCommand.Deposit(ANN, "USD", 1, "r", "t"), deadline);
        client.ask(new LedgerCommand.GetBalances(STRANGER), deadline);
        client.ask(new LedgerCommand.GetOpenOrders(STRANGER, ""), deadline);

        assertThat(received(0, 1).get(0).command()).isInstanceOf(LedgerCommand.Deposit.class);
        assertThat(received(3, 2))
                .extracting(EdgeRequest::command)
                .containsExactly(
                        new LedgerCommand.GetBalances(STRANGER),
                        new LedgerCommand.GetOpenOrders(STRANGER, ""));
        assertThat(client.partitions()).isEqualTo(4);
    }

    @Test
    void commandOfNoAccountNeedsAPartition() {
        assertThatThrownBy(() -> client.ask(new LedgerCommand.GetTotals(), deadline))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.ask(new LedgerCommand.DefineAsset(Fixtures.USD), deadline))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyPartitionIsAskedAndAnswersComeInTheirOrder() {
        CompletionStage<List<LedgerReply>> all =
                client.askAll(new LedgerCommand.GetStateHash(), deadline);

        for (int partition = 3; partition >= 0; partition--) {
            reply(partition, new LedgerReply.StateHash("" + partition));
        }

        assertThat(join(all))
                .isEqualTo(List.of(
                        new LedgerReply.StateHash("0"),
                        new LedgerReply.StateHash("1"),
                        new LedgerReply.StateHash("2"),
                        new LedgerReply.StateHash("3")));
    }

    @Test
    void everythingUnansweredIsSentAgainInItsOrderAfterAnUnknown() {
        LedgerCommand first = buy(1).at(1).as("a").place();
        LedgerCommand second = buy(1).at(1).as("b").by(BOB).place();
        CompletionStage<LedgerReply> firstAnswer = client.ask(first, deadline);
        CompletionStage<LedgerReply> secondAnswer = client.ask(second, deadline);
        List<EdgeRequest> sent = received(0, 2);

        reply(sent.get(1), new LedgerReply.Unknown());
        LedgerCommand later = new LedgerCommand.GetBalances(ANN);
        client.ask(later, deadline);

        List<EdgeRequest> again = received(0, 3);
        assertThat(again).extracting(EdgeRequest::command).containsExactly(first, second, later);
        reply(again.get(0), new LedgerReply.Pending("a"));
        reply(again.get(1), new LedgerReply.Pending("b"));
        assertThat(join(firstAnswer)).isEqualTo(new LedgerReply.Pending("a"));
        assertThat(join(secondAnswer)).isEqualTo(new LedgerReply.Pending("b"));
    }

    @Test
    void movedLedgerIsAskedAgainAndNothingElseIsSentTwice() {
        LedgerCommand command = new LedgerCommand.GetBalances(ANN);
        CompletionStage<LedgerReply> answer = client.ask(command, deadline);

        reply(0, new LedgerReply.Moved());
        reply(0, new LedgerReply.Done());

        assertThat(join(answer)).isEqualTo(new LedgerReply.Done());
        fronts.get(0).expectNoMessage(Duration.ofMillis(400));
    }

    @Test
    void silentLedgerIsAskedAgainAfterTwoSeconds() {
        client.ask(new LedgerCommand.GetBalances(ANN), deadline);
        List<EdgeRequest> first = received(0, 1);

        fronts.get(0).expectNoMessage(Duration.ofMillis(1_500));

        assertThat(received(0, 1))
                .extracting(EdgeRequest::command)
                .containsExactly(first.get(0).command());
    }

    @Test
    void afterItsDeadlineACommandIsUnknown() {
        CompletionStage<LedgerReply> answer =
                client.ask(new LedgerCommand.GetBalances(ANN), System.currentTimeMillis() + 50);

        assertThat(join(answer)).isEqualTo(new LedgerReply.Unknown());

        reply(0, new LedgerReply.Done());
    }

    @Test
    void cancelInDoubtThatFindsNoOpenOrderAsksWhetherItDidIt() {
        CompletionStage<LedgerReply> byId =
                client.ask(new LedgerCommand.Cancel(ANN, 7, "", false), deadline);
        List<EdgeRequest> sent = received(0, 1);
        reply(sent.get(0), new LedgerReply.Unknown());
        reply(0, new LedgerReply.Refused(RejectReason.UNKNOWN_ORDER, ""));

        EdgeRequest question = received(0, 1).get(0);
        assertThat(question.command()).isEqualTo(new LedgerCommand.GetOrder(ANN, 7));
        OrderView canceled = order(OrderStatus.CANCELED);
        reply(question, new LedgerReply.OrderResult(canceled, List.of(), false));

        assertThat(join(byId)).isEqualTo(new LedgerReply.Canceled(canceled));
    }

    @Test
    void cancelInDoubtOfAFilledOrderIsRefused() {
        LedgerReply refused = new LedgerReply.Refused(RejectReason.UNKNOWN_ORDER, "");
        CompletionStage<LedgerReply> answer =
                client.ask(new LedgerCommand.Cancel(ANN, 0, "a", true), deadline);
        reply(0, new LedgerReply.Unknown());
        reply(0, refused);

        EdgeRequest question = received(0, 1).get(0);
        assertThat(question.command()).isEqualTo(new LedgerCommand.GetOrderByClientId(ANN, "a", 0));
        LedgerReply filled =
                new LedgerReply.OrderResult(order(OrderStatus.FILLED), List.of(), false);
        reply(question, filled);

        assertThat(join(answer)).isEqualTo(refused);
    }

    @Test
    void closedClientKnowsNothingOfWhatIsUnanswered() {
        CompletionStage<LedgerReply> answer =
                client.ask(new LedgerCommand.GetOrder(ANN, 1), deadline);

        client.close();

        assertThat(join(answer)).isEqualTo(new LedgerReply.Unknown());
    }

    private static OrderView order(OrderStatus status) {
        return new OrderView(
                7,
                ANN,
                "a",
                "BTC-USD",
                Side.BUY,
                OrderType.LIMIT,
                TimeInForce.GTC,
                false,
                SelfTradePrevention.NONE,
                1,
                1,
                0,
                status,
                0,
                0,
                0,
                "BTC",
                "",
                1,
                1);
    }

    /** Collects so many requests, however many messages they come in. */
    private List<EdgeRequest> received(int partition, int count) {
        List<EdgeRequest> requests = new ArrayList<>();
        while (requests.size() < count) {
            requests.addAll(message(partition).requests());
        }
        return requests;
    }

    private EdgeRequests message(int partition) {
        EdgeRequests requests =
                (EdgeRequests) fronts.get(partition).receiveMessage(Duration.ofSeconds(10));
        replyTo = requests.replyTo();
        return requests;
    }

    /** Answers everything in the next message. */
    private void reply(int partition, LedgerReply reply) {
        EdgeRequests requests = message(partition);
        requests.requests()
                .forEach(each -> requests.replyTo()
                        .tell(new EdgeReplies(List.of(new EdgeReply(each.id(), reply)))));
    }

    private void reply(EdgeRequest request, LedgerReply reply) {
        replyTo.tell(new EdgeReplies(List.of(new EdgeReply(request.id(), reply))));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
