package exchange.faults;

import static exchange.faults.RealOrders.BUYER;
import static exchange.faults.RealOrders.SELLER;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.accounts.TransferFact;
import exchange.market.TransferStatus;
import exchange.testkit.HeldCommits;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Where money between two ledgers can break off: one test per place, over a real PostgreSQL. The
 * sender's account is of ledger 0, the receiver's of ledger 1.
 */
final class TransferCrashPointsTest extends RealCrashes {
    private static final long AMOUNT = 12_345;
    private static final Duration LONG = Duration.ofSeconds(2);

    private final LedgerCommand.Transfer transfer = new LedgerCommand.Transfer(
            BUYER, SELLER, "USD", AMOUNT, "rent", "", System.currentTimeMillis() + 600_000, "test");

    private LedgerReply.Transferred insist() {
        return (LedgerReply.Transferred) exchange.insist(transfer);
    }

    /** Sent once, received once, nothing on its way, and no unit more or fewer than before. */
    private void arrivedOnce(long sender, long receiver) throws Exception {
        RealJournal journal = exchange.settled();
        assertThat(journal.ledger(TransferFact.TransferSent.class)).hasSize(1);
        assertThat(journal.ledger(TransferFact.TransferReceived.class)).hasSize(1);
        assertThat(journal.ledger(TransferFact.TransferCompleted.class)).hasSize(1);
        assertThat(usd(BUYER)).isEqualTo(sender - AMOUNT);
        assertThat(usd(SELLER)).isEqualTo(receiver + AMOUNT);
    }

    private long usd(long account) {
        return exchange.balance(account, "USD").available();
    }

    @Test
    void senderThatEndsBeforeItsCommitHasSentNothing() throws Exception {
        long sender = usd(BUYER);
        long receiver = usd(SELLER);
        HeldCommits commits = HeldCommits.hold(database, LONG);
        CompletableFuture<LedgerReply> first = exchange.ask(transfer);
        commits.awaitOne();
        exchange.kill("0");
        commits.abort();
        commits.release();
        assertThat(exchange.journal().ledger(TransferFact.TransferSent.class)).isEmpty();
        exchange.start("0");

        LedgerReply.Transferred again = insist();

        assertThat(first).isNotDone();
        assertThat(again.transfer().status()).isEqualTo(TransferStatus.COMPLETED);
        arrivedOnce(sender, receiver);
    }

    @Test
    void senderThatEndsAfterItsCommitStillSendsTheMoney() throws Exception {
        long sender = usd(BUYER);
        long receiver = usd(SELLER);
        Runnable ends = exchange.dies("0", RealCrashes::carriesItems);
        CompletableFuture<LedgerReply> first = exchange.ask(transfer);
        ends.run();
        RealJournal journal = exchange.journal();
        assertThat(journal.ledger(TransferFact.TransferSent.class)).hasSize(1);
        assertThat(journal.ledger(TransferFact.TransferReceived.class)).isEmpty();
        assertThat(journal.audit.finding()).isEmpty();
        exchange.mendWire();
        exchange.start("0");

        LedgerReply.Transferred again = insist();

        assertThat(first).isNotDone();
        assertThat(again.duplicate()).isTrue();
        arrivedOnce(sender, receiver);
    }

    @Test
    void receiverThatEndsBeforeItsCommitTakesTheMoneyOnce() throws Exception {
        long sender = usd(BUYER);
        long receiver = usd(SELLER);
        exchange.wire((to, message) -> to.equals("1") && message.count() > 0 ? 0 : 1);
        CompletableFuture<LedgerReply> first = exchange.ask(transfer);
        exchange.await(each -> each.ledger(TransferFact.TransferSent.class).size() == 1);
        HeldCommits commits = HeldCommits.hold(database, LONG);
        exchange.mendWire();
        commits.awaitOne();
        exchange.kill("1");
        commits.abort();
        commits.release();
        assertThat(exchange.journal().ledger(TransferFact.TransferReceived.class))
                .isEmpty();
        exchange.start("1");

        LedgerReply.Transferred reply = (LedgerReply.Transferred) first.join();

        assertThat(reply.transfer().status()).isEqualTo(TransferStatus.COMPLETED);
        arrivedOnce(sender, receiver);
    }

    @Test
    void receiverThatEndsAfterItsCommitStillTellsTheSender() throws Exception {
        long sender = usd(BUYER);
        long receiver = usd(SELLER);
        Runnable ends = exchange.dies("1", RealCrashes::carriesItems);
        CompletableFuture<LedgerReply> first = exchange.ask(transfer);
        ends.run();
        RealJournal journal = exchange.journal();
        assertThat(journal.ledger(TransferFact.TransferReceived.class)).hasSize(1);
        assertThat(journal.ledger(TransferFact.TransferCompleted.class)).isEmpty();
        exchange.mendWire();
        exchange.start("1");

        LedgerReply.Transferred reply = (LedgerReply.Transferred) first.join();

        assertThat(reply.transfer().status()).isEqualTo(TransferStatus.COMPLETED);
        arrivedOnce(sender, receiver);
    }

    @Test
    void messagesThatComeTwiceMoveTheMoneyOnce() throws Exception {
        long sender = usd(BUYER);
        long receiver = usd(SELLER);
        exchange.wire((to, message) -> 3);

        LedgerReply.Transferred reply = insist();

        assertThat(reply.transfer().status()).isEqualTo(TransferStatus.COMPLETED);
        arrivedOnce(sender, receiver);
    }

    @Test
    void moneyThatIsNotTakenComesBackOnceAlthoughBothEnd() throws Exception {
        long sender = usd(BUYER);
        exchange.insist(new LedgerCommand.Deposit(
                SELLER, "USD", Long.MAX_VALUE - usd(SELLER) - 1, "full", "test"));
        Runnable ends = exchange.dies("1", RealCrashes::carriesItems);
        exchange.ask(transfer);
        ends.run();
        exchange.kill("0");
        exchange.mendWire();
        exchange.start("1");
        exchange.start("0");

        exchange.await(each -> each.ledger(TransferFact.TransferReturned.class).size() == 1);
        LedgerReply.Transferred again = insist();

        assertThat(again.transfer().status()).isEqualTo(TransferStatus.RETURNED);
        assertThat(again.transfer().reason()).isEqualTo("BALANCE_LIMIT");
        RealJournal journal = exchange.settled();
        assertThat(journal.ledger(TransferFact.TransferReceived.class)).isEmpty();
        assertThat(journal.ledger(TransferFact.TransferRefused.class)).hasSize(1);
        assertThat(usd(BUYER)).isEqualTo(sender);
        assertThat(usd(SELLER)).isEqualTo(Long.MAX_VALUE - 1);
    }
}
