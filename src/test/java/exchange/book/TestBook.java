package exchange.book;

import exchange.market.MarketRules;
import exchange.market.OrderIds;
import exchange.sequencer.Batch;
import exchange.sequencer.BatchContent;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.BookItem;
import exchange.sequencer.BookItems;
import exchange.sequencer.EntityLogic;
import exchange.sequencer.EntityState;
import exchange.sequencer.LedgerItem;
import exchange.sequencer.LedgerItems;
import exchange.sequencer.LinkEnd;
import exchange.sequencer.PackedWriter;
import exchange.sequencer.Run;

import java.util.ArrayList;
import java.util.List;

/** A book without its actor: decides batches by hand, keeps the events it would journal. */
final class TestBook {
    static final int PARTITIONS = 4;

    final BookLogic logic;
    final EntityState<BookCommand> entity;
    final List<BatchEvent> events = new ArrayList<>();
    private final Batch batch = new Batch();
    private final long[] numbers = new long[PARTITIONS];
    private final long[] committed = new long[PARTITIONS];
    private final BookItems.Writer writer = new BookItems.Writer();
    private final int matchesMax;
    private int factsBefore;
    long time = 1_000;

    TestBook() {
        this(new BookLogic(Orders.RULES.symbol(), PARTITIONS));
    }

    TestBook(BookLogic logic) {
        this(logic, new EntityState<>(logic), BookLogic.MATCHES_PER_ORDER);
    }

    private TestBook(BookLogic logic, EntityState<BookCommand> entity, int matchesMax) {
        this.matchesMax = matchesMax;
        this.logic = logic;
        this.entity = entity;
        batch.begin(time);
    }

    /** A book of the given market that is open and empty. */
    static TestBook of(MarketRules rules) {
        return of(rules, BookLogic.MATCHES_PER_ORDER);
    }

    /** The same, where an order may match only so often as it comes. */
    static TestBook of(MarketRules rules, int matchesMax) {
        BookLogic logic = logic(rules.symbol(), matchesMax);
        TestBook book = new TestBook(logic, new EntityState<>(logic), matchesMax);
        book.ask(new BookCommand.DefineMarket(rules));
        return book;
    }

    private static BookLogic logic(String symbol, int matchesMax) {
        return new BookLogic(symbol, PARTITIONS, BookLogic.UNSETTLED_LINES_MAX, 1_000, matchesMax);
    }

    static TestBook open() {
        return of(Orders.RULES);
    }

    /** Decides one item within the open batch and returns its facts. */
    List<BookFact> decide(BookItem item) {
        return decide(item, false);
    }

    List<BookFact> decide(BookItem item, boolean refuse) {
        int before = facts(batch.facts().toBytes(), batch.time()).size();
        take(item, refuse);
        List<BookFact> facts = facts(batch.facts().toBytes(), batch.time());
        return facts.subList(before, facts.size());
    }

    /** Does within the open batch what time demands; returns its facts. */
    List<BookFact> tick() {
        int before = facts(batch.facts().toBytes(), batch.time()).size();
        logic.tick(batch);
        List<BookFact> facts = facts(batch.facts().toBytes(), batch.time());
        return facts.subList(before, facts.size());
    }

    /** Decides or refuses one item within the open batch. */
    void take(BookItem item, boolean refuse) {
        int partition = OrderIds.partition(item.orderId());
        EntityLogic.Items items = logic.open(partition, run(partition, item));
        if (refuse) {
            items.refuseNext(batch);
        } else {
            items.decideNext(batch);
        }
    }

    private Run run(int partition, BookItem item) {
        LinkEnd end = new LinkEnd();
        writer.write(end, item);
        end.closeRun();
        numbers[partition]++;
        return new Run(numbers[partition], 1, end.runsFrom(1, 1).get(0).items());
    }

    /** The number that the item decided last has on its ledger's link. */
    long number(int partition) {
        return numbers[partition];
    }

    /** Commits the open batch and begins the next; returns its lines, partition by partition. */
    List<LedgerItem> commit() {
        events.add(entity.seal(batch));
        List<LedgerItem> lines = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            LinkEnd end = logic.links().to(partition);
            for (Run run : end.runsFrom(committed[partition] + 1, Integer.MAX_VALUE)) {
                LedgerItems.Reader reader = new LedgerItems.Reader(run);
                while (reader.hasNext()) {
                    lines.add(reader.next());
                }
            }
            committed[partition] = end.made();
        }
        batch.begin(time);
        return lines;
    }

    /** Decides and commits the items as one batch; returns its lines. */
    List<LedgerItem> send(BookItem... items) {
        for (BookItem item : items) {
            decide(item);
        }
        return commit();
    }

    /** Decides and commits a command, or answers a query. */
    BookReply ask(BookCommand command) {
        if (logic.isQuery(command)) {
            return (BookReply) logic.query(command, time);
        }
        BookReply reply = decide(command);
        commit();
        return reply;
    }

    /** The facts of the command or item decided last within the open batch. */
    List<BookFact> lastFacts() {
        List<BookFact> facts = facts(batch.facts().toBytes(), batch.time());
        return facts.subList(factsBefore, facts.size());
    }

    /** Decides a command within the open batch. */
    BookReply decide(BookCommand command) {
        factsBefore = batch.factCount();
        logic.decide(command, batch);
        return (BookReply) batch.answers().get(batch.answers().size() - 1);
    }

    /** The next batch has this time. */
    void setTime(long newTime) {
        time = newTime;
        batch.begin(time);
    }

    /** The ledger of that partition has taken its lines up to here. */
    void acknowledge(int partition, long upTo) {
        BatchContent content = new BatchContent(
                List.of(), 0, List.of(new BatchContent.Progress(partition, 0, upTo)), new byte[0]);
        BatchEvent event = new BatchEvent(
                BatchEvent.VERSION, entity.sequence() + 1, time, entity.hash(), content.pack());
        entity.apply(event);
        events.add(event);
    }

    List<BookFact> facts(int event) {
        return facts(events.get(event).content().facts(), events.get(event).time());
    }

    static List<BookFact> facts(byte[] packed, long time) {
        List<BookFact> facts = new ArrayList<>();
        BookFacts.decode(packed, time, (fact, sequence) -> facts.add(fact));
        return facts;
    }

    /** A book that goes on from this one's snapshot; the open batch must be empty. */
    TestBook restored() {
        BookLogic fresh = logic(Orders.RULES.symbol(), matchesMax);
        TestBook book = new TestBook(fresh, EntityState.of(entity.snapshot(), fresh), matchesMax);
        book.events.addAll(events);
        System.arraycopy(numbers, 0, book.numbers, 0, PARTITIONS);
        System.arraycopy(committed, 0, book.committed, 0, PARTITIONS);
        book.setTime(time);
        return book;
    }

    byte[] stateBytes() {
        PackedWriter out = new PackedWriter(1024);
        logic.write(out);
        return out.toBytes();
    }
}
