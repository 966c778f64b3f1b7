package exchange.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.AccountTier;
import exchange.market.Asset;
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
import exchange.sequencer.Batch;
import exchange.sequencer.LedgerItem;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

import java.util.ArrayList;
import java.util.List;

final class LedgerFactsProperties {

    @Property(tries = 500)
    void everyFactComesBackAsItWas(
            @ForAll("facts") List<LedgerFact> facts,
            @ForAll @LongRange(max = 4_000_000_000_000L) long time) {
        LedgerFactWriter writer = new LedgerFactWriter();
        Batch batch = new Batch();
        for (int round = 0; round < 2; round++) {
            batch.begin(time);
            facts.forEach(fact -> writer.write(fact, batch));

            List<LedgerFact> read = new ArrayList<>();
            LedgerFacts.decode(batch.facts().toBytes(), time, read::add);

            assertThat(read).isEqualTo(facts);
            assertThat(batch.factCount()).isEqualTo(facts.size());
        }
    }

    @Provide
    Arbitrary<List<LedgerFact>> facts() {
        Arbitrary<LedgerFact> replaced = Combinators.combine(
                        held(), numbers(2), Arbitraries.of(true, false))
                .as((order, n, must) ->
                        new LedgerFact.ReplaceHeld(order, n.get(0), must, n.get(1)));
        Arbitrary<LedgerFact> held = held().map(each -> each);
        return Arbitraries.oneOf(simple(), held, replaced, settled()).list().ofMaxSize(30);
    }

    private static Arbitrary<LedgerFact> simple() {
        return Combinators.combine(
                        numbers(4), texts(), symbols(), Arbitraries.integers().between(0, 18))
                .flatAs((n, text, symbol, scale) -> Arbitraries.of(
                        new LedgerFact.AssetDefined(new Asset("ABC", scale)),
                        new LedgerFact.MarketKnown(Fixtures.BTC_USD),
                        new LedgerFact.Deposited(n.get(0), n.get(1), symbol, n.get(2), text, text),
                        new LedgerFact.CancelSent(n.get(0), n.get(1), symbol),
                        new LedgerFact.AmendSent(
                                n.get(0), n.get(1), n.get(2), symbol, Side.SELL, n.get(3), 7, 8, 9),
                        new LedgerFact.SelfTradePreventionSet(
                                n.get(0), n.get(1), SelfTradePrevention.DECREMENT),
                        new FeeFact.FeeLevelSet(
                                n.get(0), n.get(1), new FeeLevel(2, scale, 5), 3, text, text),
                        new FeeFact.FeesOverridden(
                                n.get(0),
                                n.get(1),
                                new FeeOverride(symbol, scale, 7, n.get(2)),
                                text,
                                text),
                        new FeeFact.FeeOverrideEnded(n.get(0), n.get(1), symbol, text, text),
                        new TimerFact.CancelTimerSet(n.get(0), text, n.get(1), n.get(2)),
                        new TimerFact.CancelTimerReached(n.get(0), n.get(1), text),
                        new TransferFact.LedgersMet(4),
                        new TransferFact.TransferSent(
                                n.get(0), n.get(1), n.get(2), n.get(3), "USD", 1, text, text, 7,
                                text),
                        new TransferFact.TransferReceived(
                                n.get(0), n.get(1), n.get(2), n.get(3), "USD", 1, text, text),
                        new TransferFact.TransferRefused(n.get(0), n.get(1), RejectReason.TOO_LATE),
                        new TransferFact.TransferCompleted(n.get(0), n.get(1), n.get(2)),
                        new TransferFact.TransferReturned(
                                n.get(0), n.get(1), n.get(2), "USD", 1, 2, RejectReason.TOO_LATE),
                        new LedgerFact.TierSet(n.get(0), n.get(1), AccountTier.UNLIMITED, text),
                        new MoneyFact.FundsRequested(n.get(0), n.get(1), terms(n, text), text),
                        new MoneyFact.FundsDecided(
                                n.get(0),
                                n.get(1),
                                terms(n, text),
                                FundsRequestStatus.REFUSED,
                                text,
                                text),
                        new MoneyFact.FreezeSet(n.get(0), n.get(1), scale > 9, text, text),
                        new MoneyFact.AccountReset(
                                n.get(0),
                                n.get(1),
                                List.of(
                                        new AssetAmount("USD", -n.get(2)),
                                        new AssetAmount("BTC", n.get(3))),
                                text,
                                text),
                        new LedgerFact.MassCancelSent(n.get(0), n.get(1), symbol, true, false),
                        new LedgerFact.TombstoneSet(n.get(0), text, n.get(1))));
    }

    private static FundsTerms terms(List<Long> n, String text) {
        return new FundsTerms(n.get(2), FundsRequestKind.ADJUSTMENT, "USD", -n.get(3), text, text);
    }

    private static Arbitrary<LedgerFact.OrderHeld> held() {
        Arbitrary<LedgerFact.OrderHeld> plain = Combinators.combine(
                        numbers(8), texts(), symbols(), Arbitraries.integers().between(0, 100_000))
                .as((n, text, symbol, fee) -> new LedgerFact.OrderHeld(
                        n.get(0),
                        n.get(1),
                        n.get(2),
                        text,
                        symbol,
                        Side.BUY,
                        OrderType.LIMIT,
                        TimeInForce.GTC,
                        false,
                        SelfTradePrevention.NONE,
                        n.get(3),
                        n.get(4),
                        n.get(5),
                        n.get(6),
                        fee,
                        100_000 - fee,
                        n.get(7)));
        return Combinators.combine(
                        plain,
                        Arbitraries.of(Side.class),
                        Arbitraries.of(OrderType.class),
                        Arbitraries.of(TimeInForce.class),
                        Arbitraries.of(SelfTradePrevention.class),
                        Arbitraries.of(true, false),
                        numbers(3))
                .as((h, side, type, lifetime, prevention, postOnly, n) -> new LedgerFact.OrderHeld(
                        h.account(),
                        h.accountSequence(),
                        h.orderId(),
                        h.clientOrderId(),
                        h.symbol(),
                        side,
                        type,
                        lifetime,
                        postOnly,
                        prevention,
                        h.priceTicks(),
                        h.quantityLots(),
                        h.amount(),
                        h.held(),
                        h.makerFee(),
                        h.takerFee(),
                        h.notAfter(),
                        OrderConditions.of(n.get(0), n.get(1), n.get(2))));
    }

    private static Arbitrary<LedgerFact> settled() {
        Arbitrary<LedgerItem> lines = Combinators.combine(
                        numbers(8), Arbitraries.of(true, false), Arbitraries.of(EndReason.class))
                .flatAs((n, flag, reason) -> Arbitraries.of(
                        new LedgerItem.Accepted(n.get(0), n.get(1), flag, n.get(2)),
                        new LedgerItem.Rested(n.get(0), n.get(1)),
                        new LedgerItem.Triggered(n.get(0), n.get(1)),
                        new LedgerItem.Amended(
                                n.get(0), n.get(1), n.get(2), n.get(3), n.get(4), n.get(5), flag,
                                n.get(6)),
                        new LedgerItem.AmendRefused(
                                n.get(0),
                                n.get(1),
                                n.get(2),
                                Side.SELL,
                                RejectReason.AMEND_PENDING,
                                n.get(3),
                                n.get(4)),
                        new LedgerItem.MassCanceled(n.get(0), n.get(1), n.get(2), n.get(3)),
                        new LedgerItem.Decremented(n.get(0), n.get(1), n.get(2), n.get(3)),
                        new LedgerItem.Ended(n.get(0), n.get(1), reason, n.get(2), n.get(3)),
                        new LedgerItem.Ended(
                                n.get(0), n.get(1), reason, n.get(2), n.get(4), 1, n.get(3)),
                        new LedgerItem.Refused(
                                n.get(0), n.get(1), RejectReason.INTERNAL, n.get(2), n.get(3)),
                        new LedgerItem.CancelRefused(
                                n.get(0), n.get(1), RejectReason.UNKNOWN_ORDER, n.get(2)),
                        new LedgerItem.Fill(
                                n.get(0), n.get(1), flag, n.get(2), n.get(3), n.get(4), n.get(5),
                                n.get(6), n.get(7), 0, n.get(0), n.get(1))));
        return Combinators.combine(numbers(3), symbols(), Arbitraries.of(Side.class), lines)
                .as((n, symbol, side, line) ->
                        new LedgerFact.Settled(n.get(0), n.get(1), symbol, side, n.get(2), line));
    }

    private static Arbitrary<List<Long>> numbers(int count) {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(0, 300),
                        Arbitraries.longs().between(0, 1L << 53),
                        Arbitraries.of(0L, Long.MAX_VALUE))
                .list()
                .ofSize(count);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().ofMaxLength(36);
    }

    private static Arbitrary<String> symbols() {
        return Arbitraries.of("BTC-USD", "ETH-USD", "ETH-BTC");
    }
}
