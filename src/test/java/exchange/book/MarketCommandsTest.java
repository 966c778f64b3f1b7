package exchange.book;

import static exchange.book.Orders.RULES;
import static exchange.book.Orders.buy;
import static exchange.book.Orders.sell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchange.market.AccountLimits;
import exchange.market.Asset;
import exchange.market.CircuitBreaker;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.OrderIds;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.matching.DepthLevel;
import exchange.sequencer.Batch;
import exchange.sequencer.BookItems;
import exchange.sequencer.EntityLogic;
import exchange.sequencer.LinkEnd;
import exchange.sequencer.Run;

import org.junit.jupiter.api.Test;

import java.util.List;

final class MarketCommandsTest {
    private static final CircuitBreaker BREAKER = new CircuitBreaker(100_000, 60_000, 0, 9_000);
    private static final AccountLimits LIMITS = new AccountLimits(5, 6, 0, 3_000_000);

    private final TestBook book = TestBook.open();

    @Test
    void marketIsDefinedOnceAndKeepsItsOwnRules() {
        MarketRules other = rules(7, 5, 9_000, MarketState.HALTED);

        assertThat(book.facts(0)).containsExactly(new BookFact.MarketDefined(RULES));
        assertThat(book.ask(new BookCommand.DefineMarket(other)))
                .isEqualTo(new BookReply.Rules(RULES));
        assertThat(book.facts(1)).isEmpty();
    }

    @Test
    void otherUnitsAreRefusedNamingBoth() {
        MarketRules other = new MarketRules(
                "ABC-XYZ",
                new Asset("ABC", 3),
                new Asset("XYZ", 4),
                8,
                1,
                1,
                2,
                0,
                1,
                0,
                0,
                0,
                MarketState.OPEN);

        assertThat(book.ask(new BookCommand.DefineMarket(other)))
                .isEqualTo(new BookReply.Refused(
                        RejectReason.INVALID_FIELD,
                        "ABC-XYZ keeps its units for ever: "
                                + "base is Asset[name=ABC, scale=2], "
                                + "found Asset[name=ABC, scale=3], "
                                + "quote is Asset[name=XYZ, scale=3], "
                                + "found Asset[name=XYZ, scale=4], "
                                + "tick is 0.7, found 0.8, lot is 0.5, found 0.01"));
    }

    @Test
    void rulesOfAnotherMarketAreRefused() {
        MarketRules other = new MarketRules(
                "ABD-XYZ",
                new Asset("ABD", 2),
                new Asset("XYZ", 3),
                7,
                1,
                5,
                1,
                0,
                1,
                0,
                0,
                0,
                MarketState.OPEN);

        assertThat(book.ask(new BookCommand.DefineMarket(other)))
                .isEqualTo(new BookReply.Refused(
                        RejectReason.INVALID_FIELD,
                        "this is the book of ABC-XYZ, found rules of ABD-XYZ"));
    }

    @Test
    void haltingIsJournaledOnce() {
        BookCommand halt = new BookCommand.ChangeState(MarketState.HALTED, "too hot", "ann", 0);

        book.ask(halt);
        BookReply again = book.ask(halt);

        assertThat(book.facts(1))
                .containsExactly(
                        new BookFact.MarketStateChanged(MarketState.HALTED, "too hot", "ann", 0));
        assertThat(book.facts(2)).isEmpty();
        assertThat(again).isEqualTo(new BookReply.Rules(RULES.withState(MarketState.HALTED)));
    }

    @Test
    void feesCollarAndLimitsMayChange() {
        BookCommand change =
                new BookCommand.ChangeRules(7, 8, 200_000, 10, 20, BREAKER, LIMITS, "ann");

        BookReply reply = book.ask(change);
        book.ask(change);

        assertThat(book.facts(1))
                .containsExactly(
                        new BookFact.RulesChanged(7, 8, 200_000, 10, 20, BREAKER, LIMITS, "ann"));
        assertThat(book.facts(2)).isEmpty();
        MarketRules now = ((BookReply.Rules) reply).rules();
        assertThat(List.of(now.makerFee(), now.takerFee(), now.collar()))
                .containsExactly(7, 8, 200_000);
        assertThat(List.of(now.minNotional(), now.maxNotional())).containsExactly(10L, 20L);
        assertThat(now.breaker()).isEqualTo(BREAKER);
        assertThat(now.limits()).isEqualTo(LIMITS);
        assertThat(now.sameUnits(RULES)).isTrue();
        assertThat(book.ask(new BookCommand.GetRules())).isEqualTo(reply);
    }

    @Test
    void rulesThatContradictThemselvesAreRefused() {
        assertThat(book.ask(new BookCommand.ChangeRules(7, 8, 0, 30, 20, BREAKER, LIMITS, "ann")))
                .isEqualTo(new BookReply.Refused(
                        RejectReason.INVALID_FIELD,
                        "ABC-XYZ: notional limits contradict each other"));
    }

    @Test
    void marketThatIsNotDefinedSaysSo() {
        TestBook empty = new TestBook();
        BookReply undefined =
                new BookReply.Refused(RejectReason.UNKNOWN_MARKET, "ABC-XYZ is not defined yet");

        assertThat(empty.ask(new BookCommand.ChangeState(MarketState.OPEN, "", "", 0)))
                .isEqualTo(undefined);
        assertThat(empty.ask(new BookCommand.ChangeRules(0, 0, 0, 0, 0, BREAKER, LIMITS, "")))
                .isEqualTo(undefined);
        assertThat(empty.ask(new BookCommand.GetRules())).isEqualTo(undefined);
        assertThat(empty.ask(new BookCommand.GetSnapshot())).isEqualTo(undefined);
        assertThat(empty.restored().stateBytes()).isEqualTo(empty.stateBytes());
    }

    @Test
    void depthShowsTheBestLevelsOfBothSides() {
        book.send(
                buy(3).at(99).place(1), buy(4).at(98).place(2), sell(5).at(101).place(3));
        book.send(sell(1).at(99).place(4));

        assertThat(book.ask(new BookCommand.GetDepth(1)))
                .isEqualTo(new BookReply.Depth(
                        List.of(new DepthLevel(99, 2)), List.of(new DepthLevel(101, 5)), 99, 4));
    }

    @Test
    void snapshotHoldsAllLevels() {
        book.send(
                buy(3).at(99).place(1), buy(4).at(98).place(2), sell(5).at(101).place(3));
        book.send(sell(1).at(99).place(4));

        BookReply.Snapshot snapshot = (BookReply.Snapshot) book.ask(new BookCommand.GetSnapshot());

        assertThat(PackedDepth.unpack(snapshot.bids()))
                .containsExactly(new DepthLevel(99, 2), new DepthLevel(98, 4));
        assertThat(PackedDepth.unpack(snapshot.asks())).containsExactly(new DepthLevel(101, 5));
        assertThat(snapshot.bidsComplete() && snapshot.asksComplete()).isTrue();
        assertThat(snapshot.rules()).isEqualTo(RULES);
        assertThat(List.of(
                        snapshot.lastPriceTicks(),
                        snapshot.tradeNumber(),
                        snapshot.sequence(),
                        snapshot.time()))
                .containsExactly(99L, 1L, 4L, 1_000L);
    }

    @Test
    void veryDeepSideIsCutAfterItsBestLevels() {
        for (int i = 1; i <= 60_000; i++) {
            book.take(buy(1_000_000_000).at(i).place(i), false);
        }
        book.commit();

        BookReply.Snapshot snapshot = (BookReply.Snapshot) book.ask(new BookCommand.GetSnapshot());

        assertThat(snapshot.bids().length)
                .isBetween(PackedDepth.BYTES_MAX - 20, PackedDepth.BYTES_MAX);
        assertThat(snapshot.bidsComplete()).isFalse();
        assertThat(snapshot.asksComplete()).isTrue();
        assertThat(PackedDepth.unpack(snapshot.bids()))
                .isEqualTo(book.logic
                        .state()
                        .book()
                        .levels(Side.BUY, PackedDepth.unpack(snapshot.bids()).size()));
    }

    @Test
    void restingOrdersComeInPagesById() {
        long other = OrderIds.of(1, 1);
        book.send(
                buy(3).at(99).by(5).place(2),
                sell(5).at(101).by(6).place(1),
                buy(4).at(98).by(7).placeAs(other));

        assertThat(book.ask(new BookCommand.GetOrders(0, 2)))
                .isEqualTo(new BookReply.Orders(
                        List.of(
                                new BookReply.RestingOrder(1, 6, 250),
                                new BookReply.RestingOrder(2, 5, 3 * 99 * 350)),
                        true));
        assertThat(book.ask(new BookCommand.GetOrders(2, 2)))
                .isEqualTo(new BookReply.Orders(
                        List.of(new BookReply.RestingOrder(other, 7, 4 * 98 * 350)), false));
    }

    @Test
    void healthCountsWhatMatters() {
        book.send(
                buy(3).at(99).place(1),
                buy(4).at(98).place(2),
                sell(5).at(101).placeAs(OrderIds.of(2, 1)));

        assertThat(book.ask(new BookCommand.GetHealth()))
                .isEqualTo(new BookReply.Health(
                        true, true, 3, 2, 1, 99, 101, 0, 3, List.of(2L, 0L, 1L, 0L)));
    }

    @Test
    void equalStatesHaveEqualHashes() {
        TestBook twin = TestBook.open();
        BookReply before = book.ask(new BookCommand.GetStateHash());
        assertThat(twin.ask(new BookCommand.GetStateHash())).isEqualTo(before);

        book.send(buy(3).at(99).place(1));
        twin.send(buy(3).at(99).place(1));

        assertThat(book.ask(new BookCommand.GetStateHash()))
                .isEqualTo(twin.ask(new BookCommand.GetStateHash()))
                .isNotEqualTo(before);
    }

    @Test
    void onlyQueriesAreAnsweredAsQueries() {
        BookCommand command = new BookCommand.DefineMarket(RULES);

        assertThat(book.logic.isQuery(command)).isFalse();
        assertThatThrownBy(() -> book.logic.query(command, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingIsDueByTimeYet() {
        Batch batch = new Batch();
        batch.begin(1);

        book.logic.tick(batch);

        assertThat(book.logic.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        assertThat(batch.factCount()).isZero();
    }

    @Test
    void peersAreThePartitionsByNumber() {
        assertThat(book.logic.peers()).containsExactly("0", "1", "2", "3");
    }

    @Test
    void itemsTakenBeforeArePassedOver() {
        EntityLogic.Items items = book.logic.open(0, runOf(1, 2));

        items.skipNext();
        Batch batch = new Batch();
        batch.begin(1_000);
        items.decideNext(batch);

        assertThat(items.hasNext()).isFalse();
        assertThat(book.logic.state().book().resting(1).exists()).isFalse();
        assertThat(book.logic.state().book().resting(2).exists()).isTrue();
    }

    private static Run runOf(long... counters) {
        LinkEnd end = new LinkEnd();
        BookItems.Writer writer = new BookItems.Writer();
        for (long counter : counters) {
            writer.write(end, buy(1).at(100).place(counter));
        }
        end.closeRun();
        return end.runsFrom(1, 1).get(0);
    }

    private static MarketRules rules(long tick, long lot, int fee, MarketState state) {
        return new MarketRules(
                RULES.symbol(),
                RULES.base(),
                RULES.quote(),
                tick,
                1,
                lot,
                1,
                5,
                50,
                fee,
                fee,
                0,
                state);
    }
}
