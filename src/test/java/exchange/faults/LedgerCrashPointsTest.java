package exchange.faults;

import static exchange.faults.RealOrders.BUYER;
import static exchange.faults.RealOrders.buy;
import static exchange.faults.RealOrders.notional;
import static exchange.faults.RealOrders.sell;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;

import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerReply;
import exchange.accounts.OrderView;
import exchange.book.BookFact;
import exchange.market.OrderStatus;
import exchange.market.RejectReason;
import exchange.sequencer.FrontMessage;
import exchange.sequencer.LedgerItem;
import exchange.testkit.HeldCommits;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Where a ledger or its journal can break: one test per place, over a real PostgreSQL. */
final class LedgerCrashPointsTest extends RealCrashes {
    private static final Duration LONG = Duration.ofSeconds(2);

    @Test
    void ledgerThatEndsBeforeItsCommitHasHeldNothing() throws Exception {
        LedgerCommand.Place place = buy("a", 10);
        HeldCommits commits = HeldCommits.hold(database, LONG);
        CompletableFuture<LedgerReply> first = exchange.ask(place);
        commits.awaitOne();
        exchange.kill("0");
        commits.abort();
        commits.release();
        assertThat(holds(exchange.journal())).isEmpty();
        exchange.start("0");

        OrderView order = exchange.placed(place);

        assertThat(first).isNotDone();
        assertThat(order.status()).isEqualTo(OrderStatus.OPEN);
        assertThat(holds(exchange.settled())).hasSize(1);
        assertThat(exchange.held(BUYER, "USD")).isEqualTo(notional(10));
    }

    @Test
    void ledgerThatEndsAfterItsCommitStillSendsItsOrder() throws Exception {
        LedgerCommand.Place place = buy("a", 10);
        Runnable ends = exchange.dies("0", RealCrashes::carriesItems);
        CompletableFuture<LedgerReply> first = exchange.ask(place);
        ends.run();
        assertThat(holds(exchange.journal())).hasSize(1);
        assertThat(exchange.journal().book(BookFact.Accepted.class)).isEmpty();
        exchange.mendWire();
        exchange.start("0");

        RealJournal journal =
                exchange.await(each -> !each.book(BookFact.Accepted.class).isEmpty());
        LedgerReply.OrderResult again = (LedgerReply.OrderResult) exchange.insist(place);

        assertThat(first).isNotDone();
        assertThat(journal.book(BookFact.Accepted.class)).hasSize(1);
        assertThat(again.duplicate()).isTrue();
        assertThat(holds(exchange.settled())).hasSize(1);
    }

    @Test
    void commitWhoseAnswerIsLostIsToldAsUnknownAndFoundAgain() throws Exception {
        LedgerCommand.Place place = buy("a", 10);
        HeldCommits commits = HeldCommits.hold(database, Duration.ofMillis(500));
        CompletableFuture<LedgerReply> first = exchange.ask(place);
        commits.awaitOne();
        proxy.loseAnswers();
        exchange.await(journal -> holds(journal).size() == 1);
        commits.release();
        proxy.cut();

        assertThat(first.join()).isEqualTo(new LedgerReply.Unknown());
        LedgerReply.OrderResult again = (LedgerReply.OrderResult) exchange.insist(place);

        assertThat(again.duplicate()).isTrue();
        assertThat(again.order().status()).isEqualTo(OrderStatus.OPEN);
        assertThat(holds(exchange.settled())).hasSize(1);
    }

    @Test
    void commitThatFailsIsToldAsUnknownAndDoneOnceWhenAskedAgain() throws Exception {
        LedgerCommand.Place place = buy("a", 10);
        HeldCommits commits = HeldCommits.hold(database, LONG);
        CompletableFuture<LedgerReply> first = exchange.ask(place);
        commits.awaitOne();
        commits.abort();
        commits.release();

        assertThat(first.join()).isEqualTo(new LedgerReply.Unknown());
        LedgerReply.OrderResult again = (LedgerReply.OrderResult) exchange.insist(place);

        assertThat(again.duplicate()).isFalse();
        assertThat(holds(exchange.settled())).hasSize(1);
    }

    @Test
    void ledgerThatEndsBeforeItAcknowledgesTakesASettlementOnce() throws Exception {
        exchange.placed(sell("s", 10));
        Runnable ends =
                exchange.dies("0", message -> !carriesItems(message) && message.acknowledged() > 0);
        OrderView bought = exchange.placed(buy("a", 10));
        ends.run();
        exchange.mendWire();
        exchange.start("0");

        RealJournal journal = exchange.await(each -> each.audit.unacknowledged() == 0);

        assertThat(bought.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(journal.audit.finding()).isEmpty();
        assertThat(journal.book(BookFact.Traded.class)).hasSize(1);
        assertThat(fills(journal)).isEqualTo(2);
    }

    private static long fills(RealJournal journal) {
        return journal.ledger(LedgerFact.Settled.class).stream()
                .filter(each -> each.line() instanceof LedgerItem.Fill)
                .count();
    }

    @Test
    void sameClientOrderIdIsTheSameOrderAfterARestartAndOtherContentIsRefused() throws Exception {
        LedgerCommand.Place place = buy("a", 10);
        OrderView first = exchange.placed(place);
        exchange.settled();
        exchange.kill("0");
        exchange.start("0");

        LedgerReply.OrderResult again = (LedgerReply.OrderResult) exchange.insist(place);
        LedgerReply other = exchange.insist(buy("a", 11));

        assertThat(again.duplicate()).isTrue();
        assertThat(again.order().orderId()).isEqualTo(first.orderId());
        assertThat(other)
                .isEqualTo(new LedgerReply.Refused(
                        RejectReason.DUPLICATE_CLIENT_ORDER_ID, "client_order_id"));
        assertThat(holds(exchange.settled())).hasSize(1);
    }

    @Test
    void staleWriterBesideItsSuccessorForksNothing() throws Exception {
        exchange.placed(buy("a", 10));
        ActorRef<FrontMessage> stale = exchange.front("0");
        exchange.start("0");
        exchange.placed(buy("b", 10));
        LedgerCommand.Place place = buy("c", 10);

        LedgerReply byStale = exchange.ask(stale, place).join();
        exchange.placed(buy("d", 10));
        kit.stop(stale);
        OrderView order = exchange.placed(place);

        assertThat(byStale).isIn(new LedgerReply.Unknown(), new LedgerReply.Moved());
        assertThat(order.status()).isEqualTo(OrderStatus.OPEN);
        assertThat(holds(exchange.settled()))
                .extracting(LedgerFact.OrderHeld::clientOrderId)
                .containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    void journalThatIsOutAcknowledgesNothingAndLosesNothing() throws Exception {
        exchange.placed(sell("s", 10));
        exchange.settled();
        LedgerCommand.Place place = buy("a", 4);
        proxy.goDown();
        LedgerReply meanwhile = exchange.ask(place).join();
        RealJournal journal = exchange.journal();
        proxy.comeUp();

        OrderView bought = exchange.placed(place);

        assertThat(meanwhile).isEqualTo(new LedgerReply.Unknown());
        assertThat(holds(journal)).hasSize(1);
        assertThat(bought.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(exchange.settled().book(BookFact.Traded.class)).hasSize(1);
    }

    @Test
    void journalThatLostRowsWhichAPeerKnowsHaltsItsEntity() throws Exception {
        long kept = exchange.journal().rows("Ledger|0");
        exchange.placed(buy("a", 10));
        exchange.await(journal -> journal.audit.unacknowledged() == 0);
        exchange.kill("0");
        exchange.loseRows("Ledger|0", kept);
        exchange.start("0");

        LedgerReply read = exchange.insist(new LedgerCommand.GetBalances(BUYER));
        LedgerReply placed = exchange.insist(buy("b", 10));

        assertThat(read).isEqualTo(new LedgerReply.Refused(RejectReason.UNAVAILABLE, ""));
        assertThat(placed).isEqualTo(new LedgerReply.Refused(RejectReason.UNAVAILABLE, ""));
        assertThat(holds(exchange.journal())).isEmpty();
    }
}
