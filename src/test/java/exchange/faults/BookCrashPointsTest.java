package exchange.faults;

import static exchange.faults.RealExchange.BOOK;
import static exchange.faults.RealOrders.BUYER;
import static exchange.faults.RealOrders.SELLER;
import static exchange.faults.RealOrders.buy;
import static exchange.faults.RealOrders.notional;
import static exchange.faults.RealOrders.sell;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerReply;
import exchange.accounts.OrderView;
import exchange.book.BookCommand;
import exchange.book.BookFact;
import exchange.market.OrderStatus;
import exchange.market.RejectReason;
import exchange.sequencer.Batch;
import exchange.sequencer.BookItem;
import exchange.sequencer.BookItems;
import exchange.sequencer.EntityLogic;
import exchange.sequencer.FrontMessage.LinkMessage;
import exchange.sequencer.LedgerItem;
import exchange.sequencer.Run;
import exchange.testkit.HeldCommits;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Where a book or a link can break: one test per place, over a real PostgreSQL. */
final class BookCrashPointsTest extends RealCrashes {
    private static final long POISON = 13;

    // the link to the book

    @Test
    void orderLostOnItsWayIsSentAgain() throws Exception {
        AtomicInteger lost = new AtomicInteger();
        exchange.wire((to, message) ->
                to.equals(BOOK) && carriesItems(message) && lost.getAndIncrement() < 2 ? 0 : 1);

        OrderView order = exchange.placed(buy("a", 10));

        assertThat(lost.get()).isGreaterThanOrEqualTo(2);
        assertThat(order.status()).isEqualTo(OrderStatus.OPEN);
        assertThat(exchange.settled().book(BookFact.Accepted.class)).hasSize(1);
    }

    @Test
    void orderThatArrivesTwiceIsTakenOnce() throws Exception {
        exchange.wire((to, message) -> to.equals(BOOK) ? 2 : 1);

        OrderView first = exchange.placed(buy("a", 10));
        OrderView second = exchange.placed(buy("b", 10));

        assertThat(first.status()).isEqualTo(OrderStatus.OPEN);
        assertThat(second.status()).isEqualTo(OrderStatus.OPEN);
        assertThat(exchange.settled().book(BookFact.Accepted.class)).hasSize(2);
    }

    @Test
    void orderOvertakenByTheNextIsTakenFirstAllTheSame() throws Exception {
        ConcurrentLinkedQueue<LinkMessage> late = new ConcurrentLinkedQueue<>();
        exchange.wire((to, message) -> {
            if (to.equals(BOOK) && carriesItems(message) && message.first() == 1) {
                late.add(message);
                return 0;
            }
            return 1;
        });
        CompletableFuture<LedgerReply> first = exchange.ask(buy("a", 10));
        exchange.await(journal -> !late.isEmpty());
        CompletableFuture<LedgerReply> second = exchange.ask(buy("b", 10));
        exchange.await(journal -> holds(journal).size() == 2);
        exchange.mendWire();
        exchange.deliver(BOOK, late.peek());

        CompletableFuture.allOf(first, second).join();

        assertThat(exchange.settled().book(BookFact.Accepted.class))
                .extracting(BookFact.Accepted::orderId)
                .containsExactly(
                        exchange.order(buy("a", 10)).orderId(),
                        exchange.order(buy("b", 10)).orderId());
    }

    // the book

    @Test
    void bookThatEndsBeforeItsCommitTakesTheOrderOnce() throws Exception {
        LedgerCommand.Place place = buy("a", 10);
        exchange.wire((to, message) -> to.equals(BOOK) && carriesItems(message) ? 0 : 1);
        CompletableFuture<LedgerReply> answer = exchange.ask(place);
        exchange.await(journal -> holds(journal).size() == 1);
        HeldCommits commits = HeldCommits.hold(database, Duration.ofSeconds(2));
        exchange.mendWire();
        commits.awaitOne();
        exchange.kill(BOOK);
        commits.abort();
        commits.release();
        assertThat(exchange.journal().book(BookFact.Accepted.class)).isEmpty();
        exchange.start(BOOK);

        LedgerReply reply = answer.join();

        assertThat(reply).isInstanceOf(LedgerReply.OrderResult.class);
        assertThat(exchange.settled().book(BookFact.Accepted.class)).hasSize(1);
    }

    @Test
    void bookThatEndsAfterItsCommitStillTellsItsTrades() throws Exception {
        exchange.placed(sell("s", 10));
        exchange.settled();
        Runnable ends = exchange.dies(BOOK, RealCrashes::carriesItems);
        CompletableFuture<LedgerReply> answer = exchange.ask(buy("a", 10));
        ends.run();
        assertThat(exchange.journal().book(BookFact.Traded.class)).hasSize(1);
        assertThat(fills(exchange.journal())).isZero();
        exchange.mendWire();
        exchange.start(BOOK);

        LedgerReply.OrderResult result = (LedgerReply.OrderResult) answer.join();

        assertThat(result.order().status()).isEqualTo(OrderStatus.FILLED);
        RealJournal journal = exchange.settled();
        assertThat(journal.book(BookFact.Traded.class)).hasSize(1);
        assertThat(fills(journal)).isEqualTo(2);
    }

    private static long fills(RealJournal journal) {
        return journal.ledger(LedgerFact.Settled.class).stream()
                .filter(each -> each.line() instanceof LedgerItem.Fill)
                .count();
    }

    // the link back

    @Test
    void settlementLostOnItsWayIsSentAgain() throws Exception {
        exchange.placed(sell("s", 10));
        AtomicInteger lost = new AtomicInteger();
        exchange.wire((to, message) ->
                message.from().equals(BOOK) && carriesItems(message) && lost.getAndIncrement() < 3
                        ? 0
                        : 1);

        OrderView order = exchange.placed(buy("a", 10));

        assertThat(lost.get()).isGreaterThanOrEqualTo(3);
        assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(fills(exchange.settled())).isEqualTo(2);
    }

    @Test
    void settlementThatArrivesTwiceTakesEffectOnce() throws Exception {
        exchange.placed(sell("s", 10));
        exchange.wire((to, message) -> message.from().equals(BOOK) ? 2 : 1);

        OrderView order = exchange.placed(buy("a", 10));

        assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(fills(exchange.settled())).isEqualTo(2);
    }

    @Test
    void settlementWhoseAcknowledgementIsLostIsSentAgainAfterARestartAndIgnored() throws Exception {
        exchange.wire((to, message) -> to.equals(BOOK) && !carriesItems(message) ? 0 : 1);
        exchange.placed(sell("s", 10));
        exchange.placed(buy("a", 10));
        RealJournal before = exchange.settled();
        exchange.kill(BOOK);
        exchange.mendWire();
        exchange.start(BOOK);

        RealJournal journal = exchange.await(each -> each.audit.unacknowledged() == 0);

        assertThat(before.audit.unacknowledged()).isPositive();
        assertThat(journal.audit.finding()).isEmpty();
        assertThat(fills(journal)).isEqualTo(2);
    }

    // both

    @Test
    void ledgerAndBookThatEndTogetherAgreeAgain() throws Exception {
        exchange.placed(sell("s", 10));
        exchange.settled();
        LedgerCommand.Place place = buy("a", 10);
        Runnable ends = exchange.dies(BOOK, RealCrashes::carriesItems);
        exchange.ask(place);
        ends.run();
        exchange.kill("0");
        exchange.mendWire();
        exchange.start("0");
        exchange.start(BOOK);

        RealJournal journal = exchange.await(each -> fills(each) == 2);

        assertThat(exchange.settled().audit.finding()).isEmpty();
        assertThat(journal.book(BookFact.Traded.class)).hasSize(1);
        assertThat(exchange.order(place).status()).isEqualTo(OrderStatus.FILLED);
        assertThat(exchange.held(BUYER, "USD")).isZero();
    }

    // races and poison

    @Test
    void cancelThatMeetsTheFillReleasesExactlyWhatIsLeft() throws Exception {
        OrderView whole = exchange.placed(sell("s", 10));
        OrderView part = exchange.placed(sell("t", 10));
        exchange.wire((to, message) -> message.from().equals("1") && carriesItems(message) ? 0 : 1);
        CompletableFuture<LedgerReply> tooLate = exchange.ask(cancel(whole));
        CompletableFuture<LedgerReply> inTime = exchange.ask(cancel(part));
        exchange.await(journal -> journal.ledger(LedgerFact.CancelSent.class).size() == 2);
        OrderView bought = exchange.placed(buy("a", 14));
        exchange.mendWire();

        LedgerReply refused = tooLate.join();
        OrderView canceled = ((LedgerReply.Canceled) inTime.join()).order();

        assertThat(bought.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(refused).isEqualTo(new LedgerReply.Refused(RejectReason.UNKNOWN_ORDER, ""));
        assertThat(canceled.status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(canceled.filledLots()).isEqualTo(4);
        exchange.settled();
        assertThat(exchange.held(SELLER, "BTC")).isZero();
    }

    private static LedgerCommand.Cancel cancel(OrderView order) {
        return new LedgerCommand.Cancel(order.account(), order.orderId(), "", false);
    }

    @Test
    void orderThatCannotBeDecidedIsRefusedAloneAndItsHoldReleased() throws Exception {
        exchange.end();
        exchange = new RealExchange(kit, database, suffix(), Poisoned::new);
        CompletableFuture<LedgerReply> before = exchange.ask(buy("a", 10));
        CompletableFuture<LedgerReply> poisoned = exchange.ask(buy("p", POISON));
        CompletableFuture<LedgerReply> after = exchange.ask(buy("b", 10));

        assertThat(poisoned.join()).isEqualTo(new LedgerReply.Refused(RejectReason.INTERNAL, ""));
        assertThat(before.join()).isInstanceOf(LedgerReply.OrderResult.class);
        assertThat(after.join()).isInstanceOf(LedgerReply.OrderResult.class);
        assertThat(exchange.settled().book(BookFact.Accepted.class)).hasSize(2);
        assertThat(exchange.held(BUYER, "USD")).isEqualTo(notional(20));
    }

    /** A book with a mistake: it throws at every order of thirteen lots. */
    private static final class Poisoned extends WrappedLogic<BookCommand> {
        Poisoned(EntityLogic<BookCommand> own) {
            super(own);
        }

        @Override
        public Items open(int peer, Run run) {
            BookItems.Reader items = new BookItems.Reader(run);
            return new WrappedItems(own.open(peer, run)) {
                @Override
                public void decideNext(Batch batch) {
                    if (items.next() instanceof BookItem.Place place
                            && place.quantityLots() == POISON) {
                        throw new IllegalStateException("thirteen lots");
                    }
                    own.decideNext(batch);
                }

                @Override
                public boolean refuseNext(Batch batch) {
                    items.next();
                    return own.refuseNext(batch);
                }

                @Override
                public void skipNext() {
                    items.next();
                    own.skipNext();
                }
            };
        }
    }
}
