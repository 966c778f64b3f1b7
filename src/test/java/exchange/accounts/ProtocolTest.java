package exchange.accounts;

import static exchange.accounts.Fixtures.BTC_USD;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializers;

import com.typesafe.config.ConfigFactory;

import exchange.market.AccountTier;
import exchange.market.FeeLevel;
import exchange.market.FundsRequestKind;
import exchange.market.FundsRequestStatus;
import exchange.market.OrderStatus;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.market.TransferStatus;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every message between edges and ledgers survives the way to another node. */
final class ProtocolTest {
    private static final ActorTestKit KIT = ActorTestKit.create(
            "protocol", ConfigFactory.parseResources("exchange/serialization.conf"));

    private static final OrderView ORDER = new OrderView(
            1,
            2,
            "a",
            "BTC-USD",
            Side.BUY,
            OrderType.LIMIT,
            TimeInForce.IOC,
            true,
            SelfTradePrevention.EXPIRE_BOTH,
            3,
            4,
            0,
            OrderStatus.CANCELED,
            5,
            6,
            7,
            "BTC",
            "IOC_REMAINDER",
            8,
            9);

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    static List<LedgerCommand> commands() {
        return List.of(
                new LedgerCommand.DefineAsset(Fixtures.BTC),
                new LedgerCommand.DefineMarket(BTC_USD),
                new LedgerCommand.Deposit(1, "USD", 5, "r", "me"),
                Fixtures.buy(5)
                        .at(10)
                        .as("a")
                        .before(Long.MAX_VALUE)
                        .reusingClosed()
                        .place(),
                Fixtures.sell(0).worth(1L << 60).seeing(4).place(),
                Fixtures.buy(9).at(10).on(11, 3, 12).preventingAsTheAccount().place(),
                new LedgerCommand.Cancel(1, 2, "", true),
                new LedgerCommand.Amend(1, 2, "", "BTC-USD", 3, 4, 5),
                new LedgerCommand.MassCancel(1, "BTC-USD", true, false),
                new LedgerCommand.PlaceList(
                        Fixtures.sell(5).at(10).place(), Fixtures.sell(5).at(9).place()),
                new LedgerCommand.Replace(Fixtures.buy(5).at(10).place(), 2, "", true),
                new LedgerCommand.SetSelfTradePrevention(1, SelfTradePrevention.DECREMENT),
                new LedgerCommand.SetTier(1, AccountTier.UNLIMITED, "ann"),
                new LedgerCommand.SetCancelTimer(1, "client", 2, 3),
                new LedgerCommand.GetSettings(1),
                new FeeCommand.SetFeeLevel(1, new FeeLevel(1, 2, 3), 4, "5 USD", "daily"),
                new FeeCommand.OverrideFees(1, new FeeOverride("", 2, 3, 4), "ann", "why"),
                new FeeCommand.EndFeeOverride(1, "BTC-USD", "ann", "why"),
                new LedgerCommand.GetFees(1),
                new LedgerCommand.MeetLedgers(),
                new LedgerCommand.Transfer(1, 2, "USD", 3, "r", "n", 4, "ann"),
                new LedgerCommand.GetTransfer(1, "r", 2),
                new LedgerCommand.GetFreeze(1),
                new LedgerCommand.GetHolds(1, new HoldView.Place(HoldView.Kind.WITHDRAWAL, 2), 3),
                RandomMoney.withdrawal(1, 5, "w"),
                RandomMoney.adjustment(1, -5, "a"),
                new MoneyCommand.DecideFunds(
                        FundsRequestKind.ADJUSTMENT, 1, FundsRequestStatus.REFUSED, "no", "bob", 7),
                new MoneyCommand.CancelFunds(FundsRequestKind.WITHDRAWAL, 1, 2, "ann"),
                new MoneyCommand.SetFreeze(1, true, "lost key", "bob"),
                RandomMoney.reset(1, "r"),
                new LedgerCommand.GetBalances(1),
                new LedgerCommand.GetAccount(1),
                new LedgerCommand.GetOrder(1, 2),
                new LedgerCommand.GetOrderByClientId(1, "a", 3),
                new LedgerCommand.GetOpenOrders(1, ""),
                new LedgerCommand.GetTotals(),
                new LedgerCommand.GetStateHash());
    }

    static List<LedgerReply> replies() {
        return List.of(
                new LedgerReply.OrderResult(
                        ORDER, List.of(new FillView(1, true, 2, 3, 4, 5, 6, 7)), true),
                new LedgerReply.Canceled(ORDER),
                new LedgerReply.ListPlaced(ORDER, ORDER, true),
                new LedgerReply.Replaced(
                        new LedgerReply.Canceled(ORDER), LedgerReply.NOTHING_CANCELED),
                new LedgerReply.MassCanceled(3),
                new LedgerReply.Settings(SelfTradePrevention.DECREMENT, AccountTier.UNLIMITED),
                new LedgerReply.Refused(RejectReason.INSUFFICIENT_FUNDS, "quantity"),
                new LedgerReply.Pending("a"),
                new LedgerReply.NotFound(true),
                new LedgerReply.Balances(List.of(new Balance("USD", 1, 2)), 3),
                new LedgerReply.Orders(List.of(ORDER, ORDER), 4),
                new LedgerReply.AccountState(List.of(new Balance("USD", 1, 2)), List.of(ORDER), 3),
                new LedgerReply.Deposited(1, "USD", 2, new Balance("USD", 3, 4), true),
                new LedgerReply.Fees(
                        new FeeTerms(
                                new FeeLevel(1, 2, 3),
                                4,
                                List.of(new FeeOverride("BTC-USD", 5, 6, 7))),
                        8),
                new LedgerReply.Transferred(
                        new TransferView(
                                1, 2, 3, "USD", 4, "r", TransferStatus.RETURNED, "TOO_LATE", 5),
                        true),
                new LedgerReply.FundsRequestResult(
                        new FundsRequestView(
                                1,
                                RandomMoney.terms(2, FundsRequestKind.ADJUSTMENT, -3, "a"),
                                "ann",
                                4,
                                FundsRequestStatus.APPROVED,
                                "bob",
                                "yes",
                                5),
                        6,
                        true),
                new LedgerReply.HoldPage(
                        List.of(new HoldView(
                                new HoldView.Place(HoldView.Kind.ORDER, 1),
                                "BTC-USD",
                                "USD",
                                2,
                                3)),
                        true),
                new LedgerReply.FreezeResult(new Freeze(true, "bob", "lost key", 7)),
                new LedgerReply.Totals(List.of(new LedgerReply.Total(
                        "deposits", "USD", BigInteger.TWO.pow(100).negate()))),
                new LedgerReply.StateHash("00ff"),
                new LedgerReply.Done(),
                new LedgerReply.Unknown(),
                new LedgerReply.Moved());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandComesThrough(LedgerCommand command) {
        TestProbe<EdgeReplies> probe = KIT.createTestProbe(EdgeReplies.class);
        EdgeRequests requests =
                new EdgeRequests(probe.getRef(), List.of(new EdgeRequest(7, command)));

        assertThat(roundTrip(requests)).isEqualTo(requests);
    }

    @ParameterizedTest
    @MethodSource("replies")
    void replyComesThrough(LedgerReply reply) {
        EdgeReplies replies =
                new EdgeReplies(List.of(new EdgeReply(1, reply), new EdgeReply(2, reply)));

        assertThat(roundTrip(replies)).isEqualTo(replies);
    }

    @Test
    void everyKindOfMessageIsTried() {
        assertThat(kinds(commands())).containsAll(leaves(LedgerCommand.class));
        assertThat(kinds(replies())).containsAll(leaves(LedgerReply.class));
    }

    private static Set<Class<?>> kinds(List<?> messages) {
        return messages.stream().map(Object::getClass).collect(Collectors.toSet());
    }

    private static Set<Class<?>> leaves(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(each -> each.isSealed() ? leaves(each).stream() : Stream.of(each))
                .collect(Collectors.toSet());
    }

    private static Object roundTrip(Object message) {
        Serialization serialization = SerializationExtension.get(KIT.system());
        byte[] bytes = serialization.serialize(message).get();
        int serializer = serialization.findSerializerFor(message).identifier();
        String manifest =
                Serializers.manifestFor(serialization.findSerializerFor(message), message);
        return serialization.deserialize(bytes, serializer, manifest).get();
    }
}
