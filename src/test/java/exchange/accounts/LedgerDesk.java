package exchange.accounts;

import exchange.market.RejectReason;
import exchange.sequencer.Batch;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.BookItem;
import exchange.sequencer.BookItems;
import exchange.sequencer.EntityLogic;
import exchange.sequencer.EntitySnapshot;
import exchange.sequencer.EntityState;
import exchange.sequencer.LedgerItem;
import exchange.sequencer.LedgerItems;
import exchange.sequencer.LinkEnd;
import exchange.sequencer.LinkEnds;
import exchange.sequencer.Run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One ledger partition run by hand: a test gives commands and a book's lines, closes batches and
 * moves the clock; the desk keeps the journal and checks that replay comes to the same.
 */
final class LedgerDesk {
    final int partition;
    final ClosedOrders.Window window;
    final List<BatchEvent> journal = new ArrayList<>();
    long time = Fixtures.START;

    private final Map<Integer, LinkEnd> bookEnds = new HashMap<>();
    private final Map<Integer, LedgerItems.Writer> writers = new HashMap<>();
    private final Batch batch = new Batch();
    private EntityState<LedgerCommand> state;
    private LedgerLogic logic;

    LedgerDesk() {
        this(0, ClosedOrders.Window.STANDARD);
    }

    LedgerDesk(int partition, ClosedOrders.Window window) {
        this.partition = partition;
        this.window = window;
        logic = newLogic();
        state = new EntityState<>(logic);
        batch.begin(time);
    }

    /** A desk with all assets and both markets, and so much for Ann and Bob of each asset. */
    static LedgerDesk open(long units) {
        LedgerDesk desk = new LedgerDesk();
        desk.define();
        for (long account : new long[] {Fixtures.ANN, Fixtures.BOB}) {
            for (String asset : List.of("USD", "BTC", "ETH")) {
                if (units > 0) {
                    desk.deposit(account, asset, units, asset);
                }
            }
        }
        return desk;
    }

    void define() {
        ask(new LedgerCommand.DefineAsset(Fixtures.USD));
        ask(new LedgerCommand.DefineAsset(Fixtures.BTC));
        ask(new LedgerCommand.DefineAsset(Fixtures.ETH));
        ask(new LedgerCommand.DefineMarket(Fixtures.BTC_USD));
        ask(new LedgerCommand.DefineMarket(Fixtures.ETH_USD));
    }

    LedgerLogic newLogic() {
        return new LedgerLogic(partition, Fixtures.PARTITIONS, window);
    }

    LedgerLogic logic() {
        return logic;
    }

    LedgerState state() {
        return logic.state();
    }

    /** Decides one command in a batch of its own, or answers a query, and commits. */
    Object ask(LedgerCommand command) {
        Object answer = decide(command);
        commit();
        return answer;
    }

    /** Decides without committing: the next command is of the same batch. */
    Object decide(LedgerCommand command) {
        if (logic.isQuery(command)) {
            return logic.query(command, time);
        }
        logic.decide(command, batch);
        return batch.answers().get(batch.answers().size() - 1);
    }

    void commit() {
        if (batch.factCount() > 0 || state.linksMoved()) {
            journal.add(state.seal(batch));
        }
        batch.begin(time);
    }

    void advance(long millis) {
        commit();
        time += millis;
        batch.begin(time);
    }

    LedgerReply deposit(long account, String asset, long units, String reference) {
        return (LedgerReply)
                ask(new LedgerCommand.Deposit(account, asset, units, reference, "test"));
    }

    /** Places and returns the order's id; fails the test when the ledger refuses. */
    long place(Fixtures.PlaceOf place) {
        Object answer = ask(place.place());
        if (answer instanceof Routed.Forwarded forwarded) {
            return forwarded.order().orderId();
        }
        throw new AssertionError("not forwarded: " + answer);
    }

    RejectReason refusal(LedgerCommand command) {
        Object answer = ask(command);
        if (answer instanceof LedgerReply.Refused refused) {
            return refused.reason();
        }
        throw new AssertionError("not refused: " + answer);
    }

    /** Takes lines of the book with that index, as one run, and commits. */
    void settle(int peer, LedgerItem... lines) {
        take(peer, List.of(lines));
        commit();
    }

    void take(int peer, List<LedgerItem> lines) {
        LinkEnd end = bookEnds.computeIfAbsent(peer, each -> new LinkEnd());
        LedgerItems.Writer writer = writers.computeIfAbsent(peer, each -> new LedgerItems.Writer());
        long first = end.made() + 1;
        lines.forEach(line -> writer.write(end, line));
        end.closeRun();
        for (Run run : end.runsFrom(first, Integer.MAX_VALUE)) {
            EntityLogic.Items items = logic.open(peer, run);
            for (long number = run.first(); items.hasNext(); number++) {
                items.decideNext(batch);
                LinkEnds.take(logic.links().to(peer), number);
            }
        }
    }

    /** Takes all that another ledger has sent and this one has not taken yet, and commits. */
    void takeFrom(LedgerDesk other) {
        int peer = state().peers.ledger(other.partition);
        LinkEnd theirs = other.logic().links().to(other.state().peers.ledger(partition));
        long first = logic.links().to(peer).taken() + 1;
        for (Run run : theirs.runsFrom(first, Integer.MAX_VALUE)) {
            EntityLogic.Items items = logic.open(peer, run);
            for (long number = run.first(); items.hasNext(); number++) {
                if (number < first) {
                    items.skipNext();
                } else {
                    items.decideNext(batch);
                    LinkEnds.take(logic.links().to(peer), number);
                }
            }
        }
        commit();
    }

    /** What the ledger has sent to the book with that index, from that number on. */
    List<BookItem> sent(int peer, long from) {
        List<BookItem> items = new ArrayList<>();
        for (Run run : logic.links().to(peer).runsFrom(from, Integer.MAX_VALUE)) {
            BookItems.Reader reader = new BookItems.Reader(run);
            while (reader.hasNext()) {
                BookItem item = reader.next();
                if (reader.number() >= from) {
                    items.add(item);
                }
            }
        }
        return items;
    }

    void acknowledge(int peer, long upTo) {
        LinkEnds.acknowledge(logic.links().to(peer), upTo);
    }

    List<LedgerFact> facts() {
        List<LedgerFact> facts = new ArrayList<>();
        for (BatchEvent event : journal) {
            LedgerFacts.decode(event.content().facts(), event.time(), facts::add);
        }
        return facts;
    }

    LedgerFact lastFact() {
        List<LedgerFact> facts = facts();
        return facts.get(facts.size() - 1);
    }

    byte[] stateHash() {
        commit();
        return state.stateHash();
    }

    /** The state that the journal alone leads to. */
    EntityState<LedgerCommand> replayed() {
        EntityState<LedgerCommand> replayed = new EntityState<>(newLogic());
        journal.forEach(replayed::apply);
        return replayed;
    }

    EntitySnapshot snapshot() {
        commit();
        return state.snapshot();
    }

    /** Goes on from a snapshot, as after a restart. */
    void restart() {
        commit();
        logic = newLogic();
        state = EntityState.of(state.snapshot(), logic);
    }
}
