package exchange.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import exchange.accounts.LedgerFact;
import exchange.market.Asset;
import exchange.market.EndReason;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.sequencer.LedgerItem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/** One lot at one tick costs 10,000 units; a lot is 1,000,000 units; the maker's fee is 0.1 %. */
final class AuditedMoneyTest {
    private static final long ANN = 2;
    private static final Asset USD = new Asset("USD", 10);
    private static final Asset BTC = new Asset("BTC", 10);
    private static final MarketRules RULES = rules(1);

    private final AuditedMoney money = new AuditedMoney(0, 4);

    @Test
    void honestDayAddsUp() {
        before().forEach(money::apply);
        money.apply(settled(3, new LedgerItem.Accepted(1, 1, true, 5)));
        money.apply(settled(4, fill(2, 1_800_000, 2_000_000, 2_000, 200_000, 3)));
        money.apply(new LedgerFact.CancelSent(ANN, 1, "BTC-USD"));
        money.apply(settled(5, new LedgerItem.Rested(1, 5)));
        money.apply(settled(6, new LedgerItem.CancelRefused(2, 1, RejectReason.INTERNAL, 5)));
        money.apply(settled(7, new LedgerItem.Ended(3, 1, EndReason.USER_CANCELED, 3_000_000, 5)));

        AuditedAccount ann = money.accounts().get(ANN);
        assertThat(ann.available("USD")).isEqualTo(98_200_000);
        assertThat(ann.held("USD")).isZero();
        assertThat(ann.available("BTC")).isEqualTo(1_998_000);
        assertThat(money.system("fees", "BTC")).isEqualTo(BigInteger.valueOf(2_000));
        assertThat(money.system("clearing/BTC-USD", "USD"))
                .isEqualTo(BigInteger.valueOf(1_800_000));
        assertThat(money.openOrders()).isEmpty();
    }

    static Stream<Arguments> wrongFacts() {
        LedgerItem.Fill fill = fill(2, 1_800_000, 2_000_000, 2_000, 200_000, 3);
        return Stream.of(
                wrong("twice", new LedgerFact.AssetDefined(USD)),
                wrong("changes its tick", new LedgerFact.MarketKnown(rules(5))),
                wrong("not defined", new LedgerFact.MarketKnown(foreign())),
                wrong("nobody defined", deposit(3, "EUR", 1, "s")),
                wrong("a deposit of 0", deposit(3, "USD", 0, "s")),
                wrong("counts twice", deposit(3, "USD", 1, "r")),
                wrong("numbered 4", deposit(4, "USD", 1, "s")),
                wrong("cannot change by", deposit(3, "USD", Long.MAX_VALUE, "s")),
                wrong("nobody defined X-Y", held(3, 2, "X-Y", 5_000_000, 1_000)),
                wrong("the next is", held(3, 3, "BTC-USD", 5_000_000, 1_000)),
                wrong("has rates of 999", held(3, 2, "BTC-USD", 5_000_000, 999)),
                wrong("needs a hold", held(3, 2, "BTC-USD", 5_000_001, 1_000)),
                wrong("is not open", new LedgerFact.CancelSent(ANN, 9, "BTC-USD")),
                wrong("is not open", new LedgerFact.CancelSent(4, 1, "BTC-USD")),
                wrong("is not open", settled(3, new LedgerItem.Rested(9, 5))),
                wrong(
                        "settled as another",
                        new LedgerFact.Settled(
                                ANN, 3, "BTC-USD", Side.SELL, 0, new LedgerItem.Rested(1, 5))),
                wrong("moves", settled(3, fill(2, 1_800_001, 2_000_000, 2_000, 199_999, 3))),
                wrong("moves", settled(3, fill(2, 1_800_000, 2_000_001, 2_000, 200_000, 3))),
                wrong("fee", settled(3, fill(2, 1_800_000, 2_000_000, 1_999, 200_000, 3))),
                wrong("lots", settled(3, fill(2, 1_800_000, 2_000_000, 2_000, 200_000, 2))),
                wrong("for a rest", settled(3, fill(2, 1_800_000, 2_000_000, 2_000, 199_999, 3))),
                wrong(
                        "overflows by",
                        new LedgerFact.Settled(ANN, 3, "BTC-USD", Side.BUY, 1_998_001, fill)),
                wrong(
                        "release of 4999999",
                        settled(
                                3,
                                new LedgerItem.Refused(
                                        1, 1, RejectReason.TOO_LATE, 4_999_999, 5))));
    }

    @ParameterizedTest
    @MethodSource("wrongFacts")
    void wrongFactIsFound(String what, LedgerFact fact) {
        before().forEach(money::apply);

        assertThatThrownBy(() -> money.apply(fact))
                .isInstanceOf(BadBatch.class)
                .hasMessageContaining(what);
    }

    @Test
    void overflowIsKeptForItsOwner() {
        before().forEach(money::apply);
        money.apply(new LedgerFact.Settled(
                ANN,
                3,
                "BTC-USD",
                Side.BUY,
                8_000,
                fill(2, 1_800_000, 2_000_000, 2_000, 200_000, 3)));

        assertThat(money.system("overflow", "BTC")).isEqualTo(BigInteger.valueOf(8_000));
        assertThat(money.accounts().get(ANN).available("BTC")).isEqualTo(1_990_000);
    }

    /** USD, BTC, their market, a deposit of 100,000,000 USD and a BUY of 5 lots at 100. */
    private static List<LedgerFact> before() {
        return List.of(
                new LedgerFact.AssetDefined(USD),
                new LedgerFact.AssetDefined(BTC),
                new LedgerFact.MarketKnown(RULES),
                deposit(1, "USD", 100_000_000, "r"),
                held(2, 1, "BTC-USD", 5_000_000, 1_000),
                new LedgerFact.TombstoneSet(ANN, "never", 9));
    }

    private static Arguments wrong(String what, LedgerFact fact) {
        return arguments(what, fact);
    }

    private static MarketRules rules(long tick) {
        return new MarketRules(
                "BTC-USD",
                BTC,
                USD,
                tick,
                2,
                1,
                4,
                0,
                Long.MAX_VALUE,
                1_000,
                2_000,
                0,
                MarketState.OPEN);
    }

    private static MarketRules foreign() {
        return new MarketRules(
                "BTC-EUR", BTC, new Asset("EUR", 10), 1, 2, 1, 4, 0, 1, 0, 0, 0, MarketState.OPEN);
    }

    private static LedgerFact deposit(long sequence, String asset, long amount, String reference) {
        return new LedgerFact.Deposited(ANN, sequence, asset, amount, reference, "test");
    }

    private static LedgerFact held(
            long sequence, long orderId, String symbol, long held, int makerFee) {
        return new LedgerFact.OrderHeld(
                ANN,
                sequence,
                orderId,
                "",
                symbol,
                Side.BUY,
                OrderType.LIMIT,
                TimeInForce.GTC,
                false,
                SelfTradePrevention.NONE,
                100,
                5,
                0,
                held,
                makerFee,
                2_000,
                9);
    }

    private static LedgerFact settled(long sequence, LedgerItem line) {
        return new LedgerFact.Settled(ANN, sequence, "BTC-USD", Side.BUY, 0, line);
    }

    /** A fill of the maker at 90. */
    private static LedgerItem.Fill fill(
            long lots, long used, long received, long fee, long released, long leaves) {
        return new LedgerItem.Fill(
                1, 1, true, 90, lots, used, received, fee, released, leaves, 0, 5);
    }
}
