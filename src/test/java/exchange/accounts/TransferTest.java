package exchange.accounts;

import static exchange.accounts.Fixtures.ANN;
import static exchange.accounts.Fixtures.BOB;
import static exchange.accounts.Fixtures.START;
import static exchange.accounts.Fixtures.STRANGER;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.RejectReason;
import exchange.market.TransferIds;
import exchange.market.TransferStatus;
import exchange.sequencer.EntityState;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.List;

/** Money between two accounts, of one ledger or of two that tell each other over a link. */
final class TransferTest {
    private static final long FUNDS = 1_000;

    /** Ann and Bob are here, the stranger is there. */
    private final LedgerDesk here = LedgerDesk.open(FUNDS);

    private final LedgerDesk there = new LedgerDesk(3, ClosedOrders.Window.STANDARD);

    TransferTest() {
        there.define();
        here.ask(new LedgerCommand.MeetLedgers());
        there.ask(new LedgerCommand.MeetLedgers());
    }

    @AfterEach
    void everyStateIsWhatItsJournalLeadsTo() {
        for (LedgerDesk desk : List.of(here, there)) {
            byte[] live = desk.stateHash();
            desk.state().ledger.requireZeroSums();
            assertThat(desk.replayed().stateHash()).isEqualTo(live);
            EntityState<LedgerCommand> copy = EntityState.of(desk.snapshot(), desk.newLogic());
            assertThat(copy.stateHash()).isEqualTo(live);
        }
    }

    private static LedgerCommand.Transfer transfer(long to, long amount, String reference) {
        return new LedgerCommand.Transfer(
                ANN, to, "USD", amount, reference, "thanks", START + 10_000, "ann");
    }

    private static TransferView view(
            long counter, long to, long amount, String reference, TransferStatus status) {
        return new TransferView(
                TransferIds.of(0, counter), ANN, to, "USD", amount, reference, status, "", START);
    }

    private static long usd(LedgerDesk desk, long account) {
        return desk.state().available(account, 0);
    }

    /** What has left one ledger and not reached the other. */
    private BigInteger clearing() {
        return here.state()
                .ledger
                .transfers()
                .total(0)
                .toBigInteger()
                .add(there.state().ledger.transfers().total(0).toBigInteger());
    }

    @Test
    void withinAPartitionItIsCompleteAtOnce() {
        Object answer = here.ask(transfer(BOB, 300, "r"));

        assertThat(answer)
                .isEqualTo(new LedgerReply.Transferred(
                        view(1, BOB, 300, "r", TransferStatus.COMPLETED), false));
        assertThat(usd(here, ANN)).isEqualTo(FUNDS - 300);
        assertThat(usd(here, BOB)).isEqualTo(FUNDS + 300);
        assertThat(clearing()).isZero();
        List<LedgerFact> facts = here.facts();
        long id = TransferIds.of(0, 1);
        assertThat(facts.subList(facts.size() - 3, facts.size()))
                .containsExactly(
                        new TransferFact.TransferSent(
                                ANN, 4, id, BOB, "USD", 300, "r", "thanks", START + 10_000, "ann"),
                        new TransferFact.TransferReceived(
                                BOB, 4, id, ANN, "USD", 300, "r", "thanks"),
                        new TransferFact.TransferCompleted(ANN, 5, id));
    }

    @Test
    void betweenPartitionsTheOtherLedgerHasTheLastWord() {
        Object sent = here.ask(transfer(STRANGER, 300, "r"));
        assertThat(sent)
                .isEqualTo(new Routed.TransferOnItsWay(
                        view(1, STRANGER, 300, "r", TransferStatus.PENDING), false));
        assertThat(clearing()).isEqualTo(300);
        assertThat(usd(here, ANN)).isEqualTo(FUNDS - 300);

        there.takeFrom(here);
        assertThat(usd(there, STRANGER)).isEqualTo(300);
        assertThat(clearing()).isZero();

        here.takeFrom(there);
        assertThat(here.ask(new LedgerCommand.GetTransfer(ANN, "r", 0)))
                .isEqualTo(new LedgerReply.Transferred(
                        view(1, STRANGER, 300, "r", TransferStatus.COMPLETED), false));
        assertThat(here.lastFact())
                .isEqualTo(new TransferFact.TransferCompleted(ANN, 5, TransferIds.of(0, 1)));
    }

    @Test
    void referenceCountsOnce() {
        here.ask(transfer(STRANGER, 300, "r"));

        Object again = here.ask(transfer(STRANGER, 300, "r"));
        there.takeFrom(here);
        here.takeFrom(there);
        there.takeFrom(here);
        Object later = here.ask(transfer(STRANGER, 300, "r"));

        assertThat(again)
                .isEqualTo(new Routed.TransferOnItsWay(
                        view(1, STRANGER, 300, "r", TransferStatus.PENDING), true));
        assertThat(later)
                .isEqualTo(new LedgerReply.Transferred(
                        view(1, STRANGER, 300, "r", TransferStatus.COMPLETED), true));
        assertThat(usd(here, ANN)).isEqualTo(FUNDS - 300);
        assertThat(usd(there, STRANGER)).isEqualTo(300);
        assertThat(here.refusal(transfer(STRANGER, 301, "r")))
                .isEqualTo(RejectReason.DUPLICATE_REFERENCE);
        assertThat(here.refusal(transfer(BOB, 300, "r")))
                .isEqualTo(RejectReason.DUPLICATE_REFERENCE);
    }

    @Test
    void whatIsNotSentLeavesNoTrace() {
        int facts = here.facts().size();

        assertThat(here.refusal(transfer(BOB, FUNDS + 1, "r")))
                .isEqualTo(RejectReason.INSUFFICIENT_FUNDS);
        assertThat(here.refusal(transfer(ANN, 1, "r"))).isEqualTo(RejectReason.OWN_ACCOUNT);
        assertThat(here.refusal(transfer(0, 1, "r"))).isEqualTo(RejectReason.UNKNOWN_RECEIVER);
        assertThat(here.refusal(transfer(BOB, 0, "r"))).isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(here.refusal(transfer(BOB, 1, ""))).isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(here.refusal(transfer(BOB, 1, "r".repeat(201))))
                .isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(here.refusal(
                        new LedgerCommand.Transfer(ANN, BOB, "XRP", 1, "r", "", START + 1, "ann")))
                .isEqualTo(RejectReason.UNKNOWN_ASSET);
        assertThat(there.refusal(transfer(BOB, 1, "r"))).isEqualTo(RejectReason.INVALID_FIELD);
        here.advance(10_001);
        assertThat(here.refusal(transfer(BOB, 1, "r"))).isEqualTo(RejectReason.TOO_LATE);

        assertThat(here.facts()).hasSize(facts);
        assertThat(here.ask(new LedgerCommand.GetTransfer(ANN, "r", START + 10_000)))
                .isEqualTo(new LedgerReply.NotFound(true));
        assertThat(here.ask(new LedgerCommand.GetTransfer(ANN, "r", START + 10_001)))
                .isEqualTo(new LedgerReply.NotFound(false));
    }

    @Test
    void whatTheReceiverCannotHoldIsRefusedOrComesBack() {
        here.deposit(BOB, "USD", Long.MAX_VALUE - FUNDS - 5, "much");
        there.deposit(STRANGER, "USD", Long.MAX_VALUE - 5, "much");

        assertThat(here.refusal(transfer(BOB, 6, "near"))).isEqualTo(RejectReason.BALANCE_LIMIT);
        here.ask(transfer(STRANGER, 6, "far"));
        there.takeFrom(here);
        assertThat(clearing()).isEqualTo(6);
        here.takeFrom(there);

        assertThat(clearing()).isZero();
        assertThat(usd(here, ANN)).isEqualTo(FUNDS);
        assertThat(here.lastFact())
                .isEqualTo(new TransferFact.TransferReturned(
                        ANN, 5, TransferIds.of(0, 1), "USD", 6, 0, RejectReason.BALANCE_LIMIT));
        LedgerReply.Transferred again =
                (LedgerReply.Transferred) here.ask(transfer(STRANGER, 6, "far"));
        assertThat(again.transfer().status()).isEqualTo(TransferStatus.RETURNED);
        assertThat(again.transfer().reason()).isEqualTo("BALANCE_LIMIT");
    }

    @Test
    void whatArrivesTooLateComesBackAndOverflowsWhereThereIsNoRoom() {
        here.ask(transfer(STRANGER, 300, "r"));
        here.deposit(ANN, "USD", Long.MAX_VALUE - FUNDS + 300 - 100, "much");
        there.advance(10_001);

        there.takeFrom(here);
        here.takeFrom(there);

        assertThat(usd(there, STRANGER)).isZero();
        assertThat(usd(here, ANN)).isEqualTo(Long.MAX_VALUE);
        assertThat(here.lastFact())
                .isEqualTo(new TransferFact.TransferReturned(
                        ANN, 6, TransferIds.of(0, 1), "USD", 300, 200, RejectReason.TOO_LATE));
        assertThat(clearing()).isZero();
    }

    @Test
    void ledgersThatHaveNotMetSendNothing() {
        LedgerDesk alone = LedgerDesk.open(FUNDS);

        assertThat(alone.refusal(transfer(STRANGER, 1, "r"))).isEqualTo(RejectReason.OVERLOADED);
        assertThat(alone.ask(transfer(BOB, 1, "r"))).isInstanceOf(LedgerReply.Transferred.class);
    }

    @Test
    void marketsThatComeLaterHaveTheNextLinks() {
        LedgerDesk early = new LedgerDesk();
        early.ask(new LedgerCommand.DefineAsset(Fixtures.USD));
        early.ask(new LedgerCommand.DefineAsset(Fixtures.BTC));
        early.ask(new LedgerCommand.DefineMarket(Fixtures.BTC_USD));
        early.ask(new LedgerCommand.MeetLedgers());
        int facts = early.facts().size();
        early.ask(new LedgerCommand.MeetLedgers());
        assertThat(early.facts()).hasSize(facts);
        early.ask(new LedgerCommand.DefineAsset(Fixtures.ETH));
        early.ask(new LedgerCommand.DefineMarket(Fixtures.ETH_USD));
        early.deposit(ANN, "USD", FUNDS * Fixtures.TICK_LOT, "d");

        early.restart();
        early.place(Fixtures.buy(1).at(1).in("ETH-USD"));
        early.restart();
        early.ask(transfer(STRANGER, 1, "r"));
        there.takeFrom(early);

        assertThat(early.logic().peers()).containsExactly("BTC-USD", "1", "2", "3", "ETH-USD");
        assertThat(early.sent(4, 1)).hasSize(1);
        assertThat(usd(there, STRANGER)).isEqualTo(1);
    }
}
