package exchange.accounts;

import static exchange.accounts.Fixtures.ANN;
import static exchange.accounts.Fixtures.START;
import static exchange.accounts.Fixtures.STRANGER;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.RejectReason;
import exchange.market.TransferIds;
import exchange.market.TransferStatus;
import exchange.sequencer.LinkEnd;
import exchange.sequencer.TransferItem;
import exchange.sequencer.TransferItems;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Who is told when what became of money that went to another ledger. */
final class WaitingTransfersTest {
    private static final int PEER = 4;
    private static final long ID = TransferIds.of(0, 1);

    private final List<EdgeReply> heard = new ArrayList<>();
    private final Edge edge = replies -> heard.addAll(replies.replies());
    private final LedgerRole role = new LedgerRole();
    private final LinkEnd link = new LinkEnd();
    private static final LedgerCommand.Transfer TRANSFER =
            new LedgerCommand.Transfer(ANN, STRANGER, "USD", 5, "r", "", START + 10_000, "ann");

    private void answered(long id, boolean duplicate) {
        Routed answer = new Routed.TransferOnItsWay(view(TransferStatus.PENDING, ""), duplicate);
        role.answered(new Ticket(edge, id), TRANSFER, answer);
        role.flush();
    }

    private static TransferView view(TransferStatus status, String reason) {
        return new TransferView(ID, ANN, STRANGER, "USD", 5, "r", status, reason, START);
    }

    private void arrive(TransferItem item) {
        long number = TransferItems.write(link, item);
        link.closeRun();
        role.itemsArrived(PEER, "3", link.runsFrom(number, 1).get(0), number);
        role.flush();
    }

    @Test
    void outcomeIsToldToAllWhoWait() {
        answered(1, false);
        answered(2, true);
        arrive(new TransferItem.Credited(ID + 1));
        assertThat(heard).isEmpty();

        arrive(new TransferItem.Credited(ID));

        TransferView completed = view(TransferStatus.COMPLETED, "");
        assertThat(heard)
                .containsExactly(
                        new EdgeReply(1, new LedgerReply.Transferred(completed, false)),
                        new EdgeReply(2, new LedgerReply.Transferred(completed, true)));
    }

    @Test
    void returnIsToldWithItsReason() {
        answered(1, false);

        arrive(new TransferItem.Refused(ID, RejectReason.BALANCE_LIMIT));

        assertThat(heard)
                .containsExactly(new EdgeReply(
                        1,
                        new LedgerReply.Transferred(
                                view(TransferStatus.RETURNED, "BALANCE_LIMIT"), false)));
    }

    @Test
    void whoeverJoinsLateHearsWhatCameWhileHisBatchWasOnItsWay() {
        role.batchBegins();
        arrive(new TransferItem.Credited(ID));

        answered(1, true);

        assertThat(heard).hasSize(1);
        role.batchBegins();
        answered(2, true);
        assertThat(heard).hasSize(1);
    }

    @Test
    void whoeverWaitsWhenTheLedgerMovesAsksAgain() {
        answered(1, false);

        role.moved();
        role.flush();
        arrive(new TransferItem.Credited(ID));

        assertThat(heard).containsExactly(new EdgeReply(1, new LedgerReply.Moved()));
    }
}
