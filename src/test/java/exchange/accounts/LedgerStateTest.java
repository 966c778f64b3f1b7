package exchange.accounts;

import static exchange.accounts.Fixtures.ANN;
import static exchange.accounts.Fixtures.LOT;
import static exchange.accounts.Fixtures.START;
import static exchange.accounts.Fixtures.buy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchange.market.OrderStatus;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.sequencer.Batch;
import exchange.sequencer.LedgerItem;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;
import exchange.sequencer.Run;

import org.junit.jupiter.api.Test;

/** A ledger's state: how it is told apart, replayed, and kept from nonsense. */
final class LedgerStateTest {
    private static final long RICH = 1_000_000 * LOT;

    @Test
    void stateHashTellsStatesApart() {
        LedgerDesk desk = LedgerDesk.open(0);
        Object before = desk.ask(new LedgerCommand.GetStateHash());

        desk.deposit(ANN, "USD", 1, "r");

        assertThat(desk.ask(new LedgerCommand.GetStateHash())).isNotEqualTo(before);
        assertThat(((LedgerReply.StateHash) before).sha256()).hasSize(64);
    }

    @Test
    void fullHouseOfTombstonesTakesNoMore() {
        LedgerDesk desk = LedgerDesk.open(0);
        for (int i = 0; i < Tombstones.COUNT_MAX; i++) {
            desk.decide(new LedgerCommand.Cancel(ANN, 0, "t" + i, true));
        }
        LedgerCommand another = new LedgerCommand.Cancel(ANN, 0, "another", true);
        desk.commit();

        assertThat(desk.refusal(another)).isEqualTo(RejectReason.OVERLOADED);
        desk.advance(15_001);
        assertThat(desk.refusal(another)).isEqualTo(RejectReason.UNKNOWN_ORDER);
        assertThat(desk.state().tombstones.isFull(desk.time)).isFalse();
    }

    @Test
    void ledgerAsksForNoTimer() {
        LedgerLogic logic = new LedgerLogic(0, 4);
        logic.tick(new Batch());

        assertThat(logic.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void queriesAreNotDecidedAndCommandsAreNotQueries() {
        LedgerDesk desk = LedgerDesk.open(0);
        LedgerCommand query = new LedgerCommand.GetTotals();
        LedgerCommand command = new LedgerCommand.DefineAsset(Fixtures.USD);

        assertThat(desk.logic().isQuery(query)).isTrue();
        assertThat(desk.logic().isQuery(command)).isFalse();
        assertThatThrownBy(() -> desk.logic().decide(query, new Batch()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> desk.logic().query(command, 0))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void linesAreSkippedButNeverRefused() {
        LedgerDesk desk = LedgerDesk.open(RICH);
        long order = desk.place(buy(1).at(10));
        PackedWriter out = new PackedWriter(64);
        exchange.sequencer.LedgerItems.Writer writer = new exchange.sequencer.LedgerItems.Writer();
        writer.write(out, new LedgerItem.Accepted(1, 999, true, START));
        writer.write(out, new LedgerItem.Accepted(1, 998, true, START));
        writer.write(out, new LedgerItem.Accepted(1, order, true, START));

        exchange.sequencer.EntityLogic.Items items =
                desk.logic().open(0, new Run(1, 3, out.toBytes()));
        Batch batch = new Batch();
        batch.begin(START);
        items.skipNext();
        assertThat(items.refuseNext(batch)).isFalse();
        items.decideNext(batch);

        assertThat(items.hasNext()).isFalse();
        assertThat(batch.factCount()).isEqualTo(1);
        assertThat(desk.state().order(order).status).isEqualTo(OrderStatus.OPEN);
    }

    @Test
    void stateOfAnotherPartitionOrVersionIsRefused() {
        PackedWriter out = new PackedWriter(64);
        LedgerDesk.open(RICH).logic().write(out);
        byte[] newer = out.toBytes();
        newer[0] = 2;

        assertThatThrownBy(() -> new LedgerLogic(1, 4).read(new PackedReader(out.toBytes())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("partition 0");
        assertThatThrownBy(() -> new LedgerLogic(0, 4).read(new PackedReader(newer)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    void factsThatDoNotFollowAreRefused() {
        LedgerDesk desk = LedgerDesk.open(RICH);
        LedgerFact.OrderHeld held = new LedgerFact.OrderHeld(
                ANN,
                4,
                2,
                "",
                "BTC-USD",
                Side.BUY,
                OrderType.LIMIT,
                TimeInForce.GTC,
                false,
                SelfTradePrevention.NONE,
                1,
                1,
                0,
                1,
                0,
                0,
                START);

        assertThatThrownBy(() -> desk.state().apply(held, START)).hasMessageContaining("took 0");
        assertThatThrownBy(() -> desk.state()
                        .apply(new LedgerFact.Deposited(ANN, 5, "USD", 1, "r", "t"), START))
                .hasMessageContaining("numbered 5");
        assertThatThrownBy(() -> desk.state()
                        .apply(
                                new LedgerFact.Settled(
                                        ANN,
                                        4,
                                        "BTC-USD",
                                        Side.BUY,
                                        0,
                                        new LedgerItem.Rested(77, START)),
                                START))
                .hasMessageContaining("no open order");
    }
}
