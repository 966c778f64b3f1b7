package exchange.book;

import exchange.market.EndReason;
import exchange.market.MarketState;
import exchange.sequencer.Batch;
import exchange.sequencer.BookItem;
import exchange.sequencer.BookItems;
import exchange.sequencer.EntityLogic;
import exchange.sequencer.Links;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;
import exchange.sequencer.Run;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The decisions of one market's book: orders that ledgers send, and what admins ask. Its peers are
 * the ledger partitions, peer index = partition. Owns its state; journals nothing by itself.
 */
public final class BookLogic implements EntityLogic<BookCommand> {
    /** Lines that a ledger may have not taken before its places are refused MARKET_BUSY. */
    public static final int UNSETTLED_LINES_MAX = 100_000;

    /**
     * How often one order may match as it comes; what it has left then is canceled, so that no
     * command makes more than a batch and its answer can carry.
     */
    public static final int MATCHES_PER_ORDER = 1_000;

    private static final int ORDERS_PER_TICK = 1_000;
    private static final long AT_ONCE = 0;

    private final List<String> peers;
    private final BookState state;
    private final Journal journal;
    private final Endings endings;
    private final MatchDecisions matching;
    private final MarketDecisions market;
    private final OrderDecisions orders;
    private final BookQueries queries;

    /** The book of that market, before its first fact. */
    public BookLogic(String symbol, int partitions) {
        this(symbol, partitions, UNSETTLED_LINES_MAX, ORDERS_PER_TICK, MATCHES_PER_ORDER);
    }

    BookLogic(
            String symbol, int partitions, int unsettledLinesMax, int expiriesMax, int matchesMax) {
        peers = IntStream.range(0, partitions).mapToObj(Integer::toString).toList();
        state = new BookState(partitions, matchesMax);
        journal = new Journal(state);
        endings = new Endings(state, journal, expiriesMax);
        matching = new MatchDecisions(state, journal, endings, matchesMax, this::stopMarket);
        market = new MarketDecisions(symbol, state, journal, endings, matching);
        orders = new OrderDecisions(
                state,
                journal,
                endings,
                matching,
                new PlaceRefusals(state, partitions, unsettledLinesMax));
        queries = new BookQueries(symbol, state);
    }

    /** The orders know nothing of the market's states but this. */
    private void stopMarket() {
        market.stop();
    }

    BookState state() {
        return state;
    }

    @Override
    public void decide(BookCommand command, Batch batch) {
        begin(batch);
        batch.answer(
                switch (command) {
                    case BookCommand.DefineMarket define -> market.define(define);
                    case BookCommand.ChangeState change -> market.changeState(change);
                    case BookCommand.ChangeRules change -> market.changeRules(change);
                    case BookCommand.Query query -> queries.answer(query, batch.time());
                });
    }

    /** What the time demands comes first. */
    private void begin(Batch batch) {
        journal.into(batch);
        matching.begin();
        endings.expire();
    }

    @Override
    public boolean isQuery(BookCommand command) {
        return command instanceof BookCommand.Query;
    }

    @Override
    public Object query(BookCommand command, long time) {
        if (command instanceof BookCommand.Query query) {
            return queries.answer(query, time);
        }
        throw new IllegalArgumentException("not a query: " + command);
    }

    @Override
    public Items open(int peer, Run run) {
        return new OrderItems(run);
    }

    private final class OrderItems implements Items {
        private final BookItems.Reader reader;

        private OrderItems(Run run) {
            reader = new BookItems.Reader(run);
        }

        @Override
        public boolean hasNext() {
            return reader.hasNext();
        }

        @Override
        public void decideNext(Batch batch) {
            BookItem item = reader.next();
            begin(batch);
            market.advance();
            matching.goOn();
            orders.decide(reader.number(), item);
        }

        @Override
        public boolean refuseNext(Batch batch) {
            BookItem item = reader.next();
            journal.into(batch);
            orders.refuse(reader.number(), item);
            return true;
        }

        @Override
        public void skipNext() {
            reader.next();
        }
    }

    @Override
    public void tick(Batch batch) {
        begin(batch);
        market.advance();
        matching.goOn();
        if (isEmptying()) {
            endings.endAll(EndReason.MARKET_DELISTED, ORDERS_PER_TICK);
        }
    }

    @Override
    public long nextDeadline() {
        return isEmptying() || !state.triggered().isEmpty()
                ? AT_ONCE
                : Math.min(market.nextDeadline(), state.book().nextExpiry());
    }

    private boolean isEmptying() {
        return state.rules()
                        .filter(rules -> rules.state() == MarketState.DELISTED)
                        .isPresent()
                && state.book().orderCount() > 0;
    }

    @Override
    public void apply(byte[] facts, long time) {
        BookFacts.decode(facts, time, (fact, sequence) -> state.apply(fact, time));
    }

    @Override
    public List<String> peers() {
        return peers;
    }

    @Override
    public Links links() {
        return state.links();
    }

    @Override
    public void write(PackedWriter out) {
        PackedState.write(out, state);
    }

    @Override
    public void read(PackedReader in) {
        PackedState.read(in, state);
    }
}
