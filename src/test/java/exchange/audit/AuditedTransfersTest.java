package exchange.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchange.accounts.LedgerFact;
import exchange.accounts.TransferFact;
import exchange.market.Asset;
import exchange.market.RejectReason;
import exchange.market.TransferIds;
import exchange.sequencer.LinkEnd;
import exchange.sequencer.TransferItem;
import exchange.sequencer.TransferItems;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** What the audit makes of money between accounts; 2 and 4 are of partition 0, 1 is of 3. */
final class AuditedTransfersTest {
    private static final long HERE = TransferIds.of(0, 1);

    private final AuditedTransfers links = new AuditedTransfers();
    private final AuditedMoney money = new AuditedMoney(0, 4);
    private final LinkEnd here = new LinkEnd();
    private final LinkEnd there = new LinkEnd();

    @BeforeEach
    void deposit() {
        money.apply(new LedgerFact.AssetDefined(new Asset("USD", 2)));
        money.apply(new LedgerFact.Deposited(2, 1, "USD", 100, "d", "test"));
    }

    private void send(TransferItem item) {
        TransferItems.write(here, item);
        here.closeRun();
        links.collect(0, 3, here);
    }

    private void answer(TransferItem item) {
        TransferItems.write(there, item);
        there.closeRun();
        links.collect(3, 0, there);
    }

    private static TransferItem credit() {
        return new TransferItem.Credit(HERE, 2, 1, "USD", 50, "r", "", 9);
    }

    private static TransferFact received(long amount) {
        return new TransferFact.TransferReceived(1, 1, HERE, 2, "USD", amount, "r", "");
    }

    private static TransferFact.TransferSent sent(long to, long amount) {
        return new TransferFact.TransferSent(2, 2, HERE, to, "USD", amount, "r", "", 9, "ann");
    }

    private static TransferFact returned(long sequence, long amount) {
        return new TransferFact.TransferReturned(
                2, sequence, HERE, "USD", amount, 0, RejectReason.TOO_LATE);
    }

    @Test
    void moneyIsOnItsWayUntilItIsTaken() {
        send(credit());
        assertThat(links.moneyInFlight()).isEqualTo(Map.of("USD", BigInteger.valueOf(50)));
        assertThat(links.inFlight()).isEqualTo(1);

        links.take(0, 3, 1, received(50));
        assertThat(links.moneyInFlight()).isEmpty();
        assertThat(links.taken(0, 3)).isEqualTo(1);

        answer(new TransferItem.Credited(HERE));
        assertThat(links.moneyInFlight()).isEmpty();
        links.take(3, 0, 1, new TransferFact.TransferCompleted(2, 3, HERE));
        assertThat(links.inFlight()).isZero();
    }

    @Test
    void moneyThatIsRefusedIsOnItsWayBack() {
        send(credit());
        links.take(0, 3, 1, new TransferFact.TransferRefused(HERE, 2, RejectReason.TOO_LATE));
        assertThat(links.moneyInFlight()).isEmpty();

        answer(new TransferItem.Refused(HERE, RejectReason.TOO_LATE));
        assertThat(links.moneyInFlight()).isEqualTo(Map.of("USD", BigInteger.valueOf(50)));

        links.take(3, 0, 1, returned(3, 50));
        assertThat(links.moneyInFlight()).isEmpty();
    }

    @Test
    void whatIsOnItsWayIsStillOwedToItsSender() {
        LinksAudit all = new LinksAudit();
        LedgerAudit ledger = new LedgerAudit("Ledger|0", 0, 4, symbol -> null, all.transfers());
        all.add(0, ledger);
        ledger.money().apply(new LedgerFact.AssetDefined(new Asset("USD", 2)));
        ledger.money().apply(new LedgerFact.Deposited(2, 1, "USD", 100, "d", "test"));
        ledger.money().apply(sent(1, 50));
        TransferItems.write(here, credit());
        here.closeRun();
        all.transfers().collect(0, 3, here);

        assertThat(all.liabilities())
                .containsExactly(new Liabilities.OfAsset(
                        new Asset("USD", 2),
                        List.of(new Liabilities.Balance(2, BigInteger.valueOf(100)))));
    }

    @Test
    void whatIsTakenMustBeWhatWasSent() {
        assertBad(() -> links.take(0, 3, 1, received(50)), "never made");
        send(credit());
        assertBad(() -> links.take(0, 3, 1, received(51)), "taken as");
        send(new TransferItem.Credited(HERE));
        assertBad(() -> links.take(0, 3, 2, returned(3, 50)), "taken as");
    }

    @Test
    void withinAPartitionNothingStaysOnItsWay() {
        money.apply(sent(4, 50));
        assertBad(money::endBatch, "not received within the partition");

        money.apply(new TransferFact.TransferReceived(4, 1, HERE, 2, "USD", 50, "r", ""));
        money.apply(new TransferFact.TransferCompleted(2, 3, HERE));
        money.endBatch();

        assertThat(money.system("clearing/transfers", "USD")).isZero();
        assertThat(money.account(4).available("USD")).isEqualTo(50);
    }

    @Test
    void moneyIsNeitherMadeNorSentTwice() {
        assertBad(() -> money.apply(sent(4, 101)), "cannot change by -101");
        assertBad(() -> received(4, 50), "is received as");
        assertBad(() -> money.apply(returned(3, 50)), "is not on its way");
    }

    @Test
    void whatComesBackIsWhatWasSent() {
        money.apply(sent(1, 50));
        money.endBatch();
        assertThat(money.system("clearing/transfers", "USD")).isEqualTo(50);

        assertBad(() -> money.apply(returned(3, 51)), "comes back as");
    }

    private void received(long account, long amount) {
        money.apply(new TransferFact.TransferReceived(account, 1, HERE, 2, "USD", amount, "r", ""));
    }

    private static void assertBad(Runnable check, String why) {
        assertThatThrownBy(check::run).isInstanceOf(BadBatch.class).hasMessageContaining(why);
    }
}
