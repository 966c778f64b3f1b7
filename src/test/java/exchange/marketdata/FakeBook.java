package exchange.marketdata;

import akka.actor.typed.ActorRef;

import exchange.book.BookCommand;
import exchange.book.BookFacts;
import exchange.book.BookFeed;
import exchange.book.BookLogic;
import exchange.book.BookReply;
import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.OrderIds;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.matching.DepthLevel;
import exchange.sequencer.Batch;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.BookItem;
import exchange.sequencer.BookItems;
import exchange.sequencer.EntityLogic;
import exchange.sequencer.EntityState;
import exchange.sequencer.FrontMessage;
import exchange.sequencer.LinkEnd;
import exchange.sequencer.Links;
import exchange.sequencer.Push;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A book's real decisions with a journal in memory. Its pushes can be lost, and its answers come
 * when the test says so.
 */
final class FakeBook implements BookFeed.Source {
    static final String SYMBOL = "BTC-USD";
    static final MarketRules RULES = new MarketRules(
            SYMBOL,
            new Asset("BTC", 10),
            new Asset("USD", 10),
            1,
            2,
            1,
            8,
            0,
            Long.MAX_VALUE,
            0,
            0,
            0,
            MarketState.OPEN);

    private final BookLogic logic = new BookLogic(SYMBOL, 1);
    private final EntityState<BookCommand> entity = new EntityState<>(logic);
    private final List<BatchEvent> journal = new ArrayList<>();
    private final Batch batch = new Batch();
    private final List<CompletableFuture<BookReply>> snapshots = new ArrayList<>();
    private ActorRef<Push> ear;
    private long items;
    private long offset;
    private boolean deaf;
    private boolean slow;
    private boolean unreadable;

    FakeBook() {
        batch.begin(1_000);
        logic.decide(new BookCommand.DefineMarket(RULES), batch);
        commit();
    }

    private void commit() {
        BatchEvent event = entity.seal(batch);
        journal.add(event);
        push(new Push.Committed(SYMBOL, event));
    }

    private synchronized void push(Push push) {
        if (ear != null && !deaf) {
            ear.tell(push);
        }
    }

    /** Places an order and commits it as one batch; returns its id. */
    synchronized long place(Side side, long price, long lots) {
        long held = side == Side.BUY ? price * lots : lots * 100;
        long orderId = OrderIds.of(0, items + 1);
        decide(new BookItem.Place(
                orderId,
                1,
                side,
                OrderType.LIMIT,
                TimeInForce.GTC,
                false,
                SelfTradePrevention.NONE,
                price,
                lots,
                0,
                held,
                0,
                0,
                Long.MAX_VALUE));
        return orderId;
    }

    /** The best resting orders of both sides, as the book itself says. */
    synchronized BookReply.Queues resting() {
        return (BookReply.Queues) logic.query(new BookCommand.GetQueues(), 0);
    }

    /** The last public sequence number. */
    synchronized long sequence() {
        return ((BookReply.Depth) logic.query(new BookCommand.GetDepth(1), 0)).sequence();
    }

    /** All trades so far. */
    synchronized List<PublicTrade> trades() {
        List<PublicTrade> trades = new ArrayList<>();
        journal.forEach(event -> BookFacts.decode(
                event.content().facts(),
                event.time(),
                (fact, sequence) -> PublicTrade.of(fact, event.time()).ifPresent(trades::add)));
        return trades;
    }

    /** Batches are this much later from now on. */
    synchronized void later(long millis) {
        offset += millis;
    }

    synchronized void cancel(long orderId) {
        decide(new BookItem.Cancel(orderId, 1));
    }

    private void decide(BookItem item) {
        items++;
        LinkEnd link = new Links().to(0);
        new BookItems.Writer().write(link, item);
        link.closeRun();
        EntityLogic.Items run = logic.open(0, link.runsFrom(1, 1).getFirst());
        batch.begin(1_000 + offset + items);
        run.decideNext(batch);
        commit();
    }

    /** Pushes are lost from now on. */
    synchronized void losePushes(boolean newDeaf) {
        deaf = newDeaf;
    }

    /** Snapshots are answered only by {@link #answerSnapshots} from now on. */
    synchronized void holdSnapshots() {
        slow = true;
    }

    synchronized void answerSnapshots() {
        slow = false;
        snapshots.forEach(each -> each.complete(now()));
        snapshots.clear();
    }

    synchronized void refuseSnapshots() {
        snapshots.forEach(each -> each.completeExceptionally(new IllegalStateException("moved")));
        snapshots.clear();
    }

    synchronized int snapshotsAsked() {
        return snapshots.size();
    }

    /** The journal cannot be read from now on. */
    synchronized void breakJournal(boolean newUnreadable) {
        unreadable = newUnreadable;
    }

    /** A batch that no software can read. */
    synchronized void pushRubbish() {
        byte[] rubbish = {2, 0, 0, 99};
        push(new Push.Committed(
                SYMBOL,
                new BatchEvent(
                        1, journal.size() + 1, 0, new byte[BatchEvent.HASH_BYTES], rubbish)));
    }

    /** What a book's front says once a second. */
    synchronized void sayLast() {
        push(new Push.Last(SYMBOL, journal.size()));
    }

    synchronized List<DepthLevel> levels(Side side) {
        BookReply.Depth depth = (BookReply.Depth) logic.query(new BookCommand.GetDepth(1_000), 0);
        return side == Side.BUY ? depth.bids() : depth.asks();
    }

    private BookReply now() {
        return (BookReply) logic.query(new BookCommand.GetSnapshot(), 0);
    }

    @Override
    public synchronized void tell(FrontMessage message) {
        ear = ((FrontMessage.Subscribe) message).subscriber();
        sayLast();
    }

    @Override
    public synchronized CompletionStage<BookReply> snapshot() {
        CompletableFuture<BookReply> reply = new CompletableFuture<>();
        if (slow) {
            snapshots.add(reply);
        } else {
            reply.complete(now());
        }
        return reply;
    }

    @Override
    public synchronized CompletionStage<BookReply> auction() {
        BookReply reply = (BookReply) logic.query(new BookCommand.GetAuction(), 0);
        return CompletableFuture.completedStage(reply);
    }

    @Override
    public synchronized CompletionStage<BookReply> queues() {
        return CompletableFuture.completedStage(
                (BookReply) logic.query(new BookCommand.GetQueues(), 0));
    }

    synchronized void change(MarketState state) {
        items++;
        batch.begin(1_000 + offset + items);
        logic.decide(new BookCommand.ChangeState(state, "a test", "tester", 0), batch);
        commit();
    }

    @Override
    public synchronized CompletionStage<List<BatchEvent>> read(long from, long to) {
        return unreadable
                ? CompletableFuture.failedFuture(new IllegalStateException("no database"))
                : CompletableFuture.completedFuture(
                        List.copyOf(journal.subList((int) from - 1, (int) to)));
    }
}
