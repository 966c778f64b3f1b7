package exchange.accounts;

import static exchange.accounts.Fixtures.START;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchange.market.AccountTier;
import exchange.market.EndReason;
import exchange.market.FeeLevel;
import exchange.market.FundsRequestKind;
import exchange.market.FundsRequestStatus;
import exchange.market.OrderConditions;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.market.TransferIds;
import exchange.sequencer.Batch;
import exchange.sequencer.EntityState;
import exchange.sequencer.LedgerItem;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The journal's bytes of every version ever stored are in golden files, and are read for ever. */
final class LedgerFactsTest {

    @Test
    void versionOneIsWrittenAndReadAsItEverWas() throws IOException {
        Batch batch = new Batch();
        batch.begin(START);
        LedgerFactWriter writer = new LedgerFactWriter();
        everyKind().forEach(fact -> writer.write(fact, batch));

        assertThat(HexFormat.of().formatHex(batch.facts().toBytes()))
                .isEqualTo(golden("facts-1.hex"));
        assertThat(decoded(HexFormat.of().parseHex(golden("facts-1.hex")))).isEqualTo(everyKind());
    }

    @Test
    void stateOfVersionOneIsWrittenAndReadAsItEverWas() throws IOException {
        EntityState<LedgerCommand> state = new EntityState<>(new LedgerLogic(0, 4));
        Batch batch = new Batch();
        batch.begin(START);
        LedgerFactWriter writer = new LedgerFactWriter();
        everyKind().forEach(fact -> writer.write(fact, batch));
        state.logic().apply(batch.facts().toBytes(), START);
        PackedWriter out = new PackedWriter(1_024);
        state.logic().write(out);

        assertThat(HexFormat.of().formatHex(out.toBytes())).isEqualTo(golden("state-1.hex"));

        LedgerLogic restored = new LedgerLogic(0, 4);
        restored.read(new PackedReader(HexFormat.of().parseHex(golden("state-1.hex"))));
        PackedWriter again = new PackedWriter(1_024);
        restored.write(again);
        assertThat(again.toBytes()).isEqualTo(out.toBytes());
    }

    @Test
    void batchWithoutFactsIsEmpty() {
        assertThat(decoded(new byte[0])).isEmpty();
    }

    @Test
    void whatNoVersionKnowsIsABug() {
        assertThatThrownBy(() -> decoded(new byte[] {2}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> decoded(new byte[] {1, 31}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("header 31");
    }

    static List<LedgerFact> everyKind() {
        return List.of(
                new LedgerFact.AssetDefined(Fixtures.USD),
                new LedgerFact.AssetDefined(Fixtures.BTC),
                new LedgerFact.MarketKnown(Fixtures.BTC_USD),
                new LedgerFact.Deposited(2, 1, "USD", 1_000_000_000_000L, "signup/2", "sign-up"),
                new LedgerFact.Deposited(4, 1, "BTC", Long.MAX_VALUE - 100_000_005L, "r", "admin"),
                new LedgerFact.Deposited(4, 2, "USD", 5_000_000_000L, "s", "admin"),
                held(2, 2, 1, "a", Side.SELL.opposite(), TimeInForce.GTC, 10_025, 7, 701_750_000L),
                held(4, 3, 2, "", Side.BUY, TimeInForce.IOC, 10_020, 3, 300_600_000L),
                held(2, 3, 3, "b", Side.BUY, TimeInForce.FOK, 10_020, 1, 100_200_000L),
                new LedgerFact.OrderHeld(
                        4,
                        4,
                        4,
                        "m",
                        "BTC-USD",
                        Side.SELL,
                        OrderType.MARKET,
                        TimeInForce.GTC,
                        false,
                        SelfTradePrevention.EXPIRE_BOTH,
                        0,
                        0,
                        200_500_000L,
                        100_000_000L,
                        1_000,
                        2_000,
                        START + 5),
                new LedgerFact.CancelSent(2, 1, "BTC-USD"),
                settled(2, 4, Side.BUY, 0, new LedgerItem.Accepted(1, 1, false, START)),
                settled(
                        2,
                        5,
                        Side.BUY,
                        0,
                        new LedgerItem.Fill(
                                1,
                                1,
                                false,
                                10_020,
                                2,
                                200_400_000L,
                                2_000_000,
                                4_000,
                                100_000,
                                5,
                                4,
                                START)),
                settled(2, 6, Side.BUY, 0, new LedgerItem.Rested(1, START)),
                settled(4, 5, Side.BUY, 0, new LedgerItem.Accepted(2, 2, false, START + 1)),
                settled(
                        4,
                        6,
                        Side.BUY,
                        993_995,
                        new LedgerItem.Fill(
                                2,
                                2,
                                true,
                                10_020,
                                3,
                                300_600_000L,
                                1_000_000,
                                6_000,
                                0,
                                0,
                                0,
                                START + 1)),
                settled(
                        2,
                        7,
                        Side.BUY,
                        0,
                        new LedgerItem.Refused(
                                3, 3, RejectReason.FOK_NOT_FILLABLE, 100_200_000L, START + 1)),
                settled(
                        4,
                        7,
                        Side.SELL,
                        0,
                        new LedgerItem.Ended(
                                0, 4, EndReason.MARKET_REMAINDER, 100_000_000L, START + 1)),
                settled(
                        2,
                        8,
                        Side.BUY,
                        0,
                        new LedgerItem.CancelRefused(5, 1, RejectReason.UNKNOWN_ORDER, START + 2)),
                new LedgerFact.TombstoneSet(2, "never", START + 15_000),
                new LedgerFact.OrderHeld(
                        2,
                        9,
                        5,
                        "s",
                        "BTC-USD",
                        Side.BUY,
                        OrderType.STOP_LIMIT,
                        TimeInForce.GTD,
                        false,
                        SelfTradePrevention.DECREMENT,
                        10_100,
                        10,
                        0,
                        1_010_000_000L,
                        1_000,
                        2_000,
                        START + 5,
                        OrderConditions.of(10_090, 3, START + 60_000)),
                settled(2, 10, Side.BUY, 0, new LedgerItem.Accepted(6, 5, true, START + 2)),
                settled(2, 11, Side.BUY, 0, new LedgerItem.Triggered(5, START + 3)),
                settled(
                        2,
                        12,
                        Side.BUY,
                        0,
                        new LedgerItem.Decremented(5, 4, 404_000_000L, START + 3)),
                new LedgerFact.AmendSent(
                        2, 13, 5, "BTC-USD", Side.BUY, 10_200, 11, 108_000_000L, START + 9),
                settled(
                        2,
                        14,
                        Side.BUY,
                        0,
                        new LedgerItem.Amended(7, 5, 10_200, 7, 108_000_000L, 0, true, START + 4)),
                new LedgerFact.MassCancelSent(2, 6, "BTC-USD", true, false),
                new LedgerFact.SelfTradePreventionSet(4, 8, SelfTradePrevention.EXPIRE_BOTH),
                new LedgerFact.TierSet(4, 9, AccountTier.UNLIMITED, "ann"),
                settled(
                        2,
                        15,
                        Side.SELL,
                        0,
                        new LedgerItem.AmendRefused(
                                8, 1, 2, Side.SELL, RejectReason.UNKNOWN_ORDER, 0, START + 4)),
                new LedgerFact.ReplaceHeld(
                        (LedgerFact.OrderHeld) held(
                                2, 16, 7, "x", Side.BUY, TimeInForce.GTC, 10_200, 8, 102_000_000L),
                        5,
                        true,
                        816_000_000L),
                settled(
                        2,
                        17,
                        Side.BUY,
                        0,
                        new LedgerItem.Ended(
                                0, 5, EndReason.USER_CANCELED, 0, 714_000_000L, 7, START + 5)),
                listed(10, 9, OrderType.LIMIT, 10_300, 2_000_000),
                listed(11, 10, OrderType.STOP_LIMIT, 10_000, 0),
                settled(4, 12, Side.SELL, 0, new LedgerItem.Accepted(10, 9, true, START + 5)),
                new TransferFact.LedgersMet(4),
                sent(18, 1, 1, "rent"),
                sent(19, 2, 3, "gift"),
                sent(20, 3, 4, "lunch"),
                new TransferFact.TransferReceived(4, 13, 3, 2, "USD", 500, "lunch", "thanks"),
                new TransferFact.TransferCompleted(2, 21, 3),
                new TransferFact.TransferReceived(
                        4, 14, TransferIds.of(3, 7), 1, "USD", 70, "r", ""),
                new TransferFact.TransferRefused(
                        TransferIds.of(3, 8), 1, RejectReason.BALANCE_LIMIT),
                new TransferFact.TransferCompleted(2, 22, 1),
                new TransferFact.TransferReturned(2, 23, 2, "USD", 500, 0, RejectReason.TOO_LATE),
                sent(24, 4, 3, "again"),
                new FeeFact.FeeLevelSet(
                        2, 25, new FeeLevel(1, 800_000, 900_000), 20_000, "100000.5 USD", "daily"),
                new FeeFact.FeesOverridden(
                        2, 26, new FeeOverride("BTC-USD", 100, 200, START + 5), "ann", "deal"),
                new FeeFact.FeesOverridden(4, 15, new FeeOverride("", 0, 0, 0), "ann", "maker"),
                new FeeFact.FeeOverrideEnded(4, 16, "", "ann", "over"),
                requested(4, 17, 1, FundsRequestKind.WITHDRAWAL, 1_000),
                requested(4, 18, 2, FundsRequestKind.WITHDRAWAL, 2_000),
                decided(4, 19, 1, FundsRequestKind.WITHDRAWAL, 1_000),
                requested(4, 20, 3, FundsRequestKind.ADJUSTMENT, -7),
                decided(4, 21, 3, FundsRequestKind.ADJUSTMENT, -7),
                new MoneyFact.FreezeSet(4, 22, true, "bob", "a lost key"),
                new LedgerFact.Deposited(6, 1, "USD", 5, "t", "admin"),
                new MoneyFact.AccountReset(
                        6, 2, List.of(new AssetAmount("USD", -2)), "again", "eve"),
                new TimerFact.CancelTimerSet(2, "client", START + 5_000, START),
                new TimerFact.CancelTimerSet(4, "client", START + 6_000, START + 1),
                new TimerFact.CancelTimerReached(4, 23, "client"));
    }

    private static LedgerFact sent(long sequence, long counter, long to, String reference) {
        return new TransferFact.TransferSent(
                2,
                sequence,
                TransferIds.of(0, counter),
                to,
                "USD",
                500,
                reference,
                "thanks",
                START + 10_000,
                "ann");
    }

    private static LedgerFact requested(
            long account, long sequence, long id, FundsRequestKind kind, long amount) {
        FundsTerms terms = RandomMoney.terms(id, kind, amount, "r" + id);
        return new MoneyFact.FundsRequested(account, sequence, terms, "ann");
    }

    private static LedgerFact decided(
            long account, long sequence, long id, FundsRequestKind kind, long amount) {
        FundsTerms terms = RandomMoney.terms(id, kind, amount, "r" + id);
        return new MoneyFact.FundsDecided(
                account, sequence, terms, FundsRequestStatus.APPROVED, "bob", "paid");
    }

    private static LedgerFact listed(
            long sequence, long orderId, OrderType type, long priceTicks, long held) {
        return new LedgerFact.OrderHeld(
                4,
                sequence,
                orderId,
                "",
                "BTC-USD",
                Side.SELL,
                type,
                TimeInForce.GTC,
                type == OrderType.LIMIT,
                SelfTradePrevention.NONE,
                priceTicks,
                2,
                0,
                held,
                1_000,
                2_000,
                START + 10_000,
                OrderConditions.of(type.isStop() ? 10_010 : 0, 0, 0, 8));
    }

    private static LedgerFact held(
            long account,
            long sequence,
            long orderId,
            String clientOrderId,
            Side side,
            TimeInForce lifetime,
            long priceTicks,
            long quantityLots,
            long held) {
        return new LedgerFact.OrderHeld(
                account,
                sequence,
                orderId,
                clientOrderId,
                "BTC-USD",
                side,
                OrderType.LIMIT,
                lifetime,
                lifetime == TimeInForce.GTC,
                SelfTradePrevention.EXPIRE_MAKER,
                priceTicks,
                quantityLots,
                0,
                held,
                1_000,
                2_000,
                START + 10_000);
    }

    private static LedgerFact settled(
            long account, long sequence, Side side, long overflowed, LedgerItem line) {
        return new LedgerFact.Settled(account, sequence, "BTC-USD", side, overflowed, line);
    }

    private static List<LedgerFact> decoded(byte[] facts) {
        List<LedgerFact> read = new ArrayList<>();
        LedgerFacts.decode(facts, START, read::add);
        return read;
    }

    private static String golden(String name) throws IOException {
        try (var in = LedgerFactsTest.class.getResourceAsStream("/golden/ledger/" + name)) {
            if (in == null) {
                return "missing " + name;
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("\\s", "");
        }
    }
}
