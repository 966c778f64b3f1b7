package exchange.faults;

import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerFacts;
import exchange.accounts.LedgerReply;
import exchange.audit.RunningAudit;
import exchange.book.BookCommand;
import exchange.book.BookFact;
import exchange.book.BookFacts;
import exchange.book.BookReply;
import exchange.market.AccountIds;
import exchange.market.MarketState;
import exchange.market.Side;
import exchange.marketdata.MarketDepth;
import exchange.matching.DepthLevel;
import exchange.sequencer.BatchContent;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.EntityState;
import exchange.sequencer.LedgerItem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What must hold whatever happens, looked at after every commit: money to the last unit, links,
 * numbers without gaps, one order for one name, priority, feeds. Knows of no planted bug.
 */
final class Checks {
    private static final int LEVELS = 1_000;

    private record TradeSide(String symbol, long tradeNumber) {}

    private final World world;
    private final RunningAudit audit = new RunningAudit(Cluster.PARTITIONS);
    private final Promises promises;
    private final Map<String, PriceTimePriority> priorities = new TreeMap<>();
    private final Map<String, OrderWishes> wishes = new TreeMap<>();
    private final List<OrderLimits> limits = new ArrayList<>();
    private final Map<String, byte[]> hashes = new HashMap<>();
    private final Map<TradeSide, Integer> unsettledSides = new HashMap<>();
    private final Map<String, MarketDepth> feeds = new TreeMap<>();
    private final Map<String, Long> heardUpTo = new TreeMap<>();
    private boolean isOver;

    Checks(World world) {
        this.world = world;
        this.promises = new Promises(world, audit);
        for (String symbol : List.of(Markets.BTC, Markets.ETH)) {
            priorities.put(symbol, new PriceTimePriority());
            wishes.put(symbol, new OrderWishes(promises::isUnlimited));
            feeds.put(symbol, new MarketDepth(LEVELS));
        }
        for (int partition = 0; partition < Cluster.PARTITIONS; partition++) {
            limits.add(new OrderLimits());
        }
    }

    Promises promises() {
        return promises;
    }

    private void require(boolean holds, Supplier<String> what) {
        if (!holds) {
            world.violated(what.get());
        }
    }

    /** A row is in the journal now, for ever. */
    void committed(String id, BatchEvent event) {
        if (isOver || world.violation().isPresent()) {
            return;
        }
        BatchContent content = event.content();
        world.history.note(
                id,
                () -> "batch " + event.sequence() + (content.isStarted() ? " Started" : "") + ", "
                        + content.factCount() + " facts");
        world.history.mix(event.bytes());
        if (world.history.isKept()) {
            noteFacts(id, content, event.time());
        }
        audit.take(id, event);
        if (id.startsWith("Ledger")) {
            int partition = Integer.parseInt(name(id));
            LedgerFacts.decode(
                    content.facts(),
                    event.time(),
                    fact -> ledgerFact(partition, fact, event.time()));
            rememberBalances(partition);
        } else {
            String symbol = name(id);
            BookFacts.decode(
                    content.facts(), event.time(), (fact, sequence) -> bookFact(symbol, fact));
            checkUncrossed(symbol);
        }
        if (audit.finding().isEmpty()) {
            audit.checkLinks(id);
        }
        audit.finding().ifPresent(finding -> world.violated(finding.toString()));
        hashes.put(id, audit.finding().isEmpty() ? audit.stateHash(id) : new byte[0]);
    }

    private void noteFacts(String id, BatchContent content, long time) {
        if (id.startsWith("Ledger")) {
            LedgerFacts.decode(content.facts(), time, fact -> world.history.detail(id, fact));
        } else {
            BookFacts.decode(
                    content.facts(), time, (fact, sequence) -> world.history.detail(id, fact));
        }
    }

    private static String name(String id) {
        return id.substring(id.indexOf('|') + 1);
    }

    private void rememberBalances(int partition) {
        for (long account : Markets.ACCOUNTS) {
            if (audit.finding().isEmpty()
                    && AccountIds.partition(account, Cluster.PARTITIONS) == partition) {
                promises.balancesAre(account, (LedgerReply.Balances)
                        audit.ledger(partition, new LedgerCommand.GetBalances(account)));
            }
        }
    }

    private void ledgerFact(int partition, LedgerFact fact, long time) {
        promises.happened(fact, limits.get(partition), time);
        if (fact instanceof LedgerFact.Settled settled
                && settled.line() instanceof LedgerItem.Fill fill) {
            TradeSide side = new TradeSide(settled.symbol(), fill.tradeNumber());
            int left = unsettledSides.getOrDefault(side, 0) - 1;
            require(left >= 0, () -> "a fill that belongs to no trade is settled: " + settled);
            unsettledSides.put(side, left);
        }
    }

    private void bookFact(String symbol, BookFact fact) {
        Effect.count(fact, world.tally);
        promises.happened(fact);
        wishes.get(symbol).happened(fact).ifPresent(world::violated);
        priorities.get(symbol).apply(fact).ifPresent(world::violated);
        switch (fact) {
            case BookFact.Traded traded ->
                unsettledSides.put(new TradeSide(symbol, traded.tradeNumber()), 2);
            case BookFact.AuctionTraded traded ->
                unsettledSides.put(new TradeSide(symbol, traded.tradeNumber()), 2);
            case BookFact.OfOrder other -> {}
            case BookFact.OfMarket other -> {}
        }
    }

    private void checkUncrossed(String symbol) {
        if (audit.finding().isPresent()
                || !(audit.book(symbol, new BookCommand.GetRules()) instanceof BookReply.Rules is)
                || !is.rules().state().matches()) {
            return;
        }
        BookReply.Depth depth = (BookReply.Depth) audit.book(symbol, new BookCommand.GetDepth(1));
        require(
                depth.bids().isEmpty()
                        || depth.asks().isEmpty()
                        || depth.bids().get(0).priceTicks()
                                < depth.asks().get(0).priceTicks(),
                () -> symbol + " is crossed: " + depth);
    }

    /** What an entity has after a commit or a replay is what its journal leads to. */
    void sameState(String id, EntityState<?> state) {
        if (!isOver
                && world.violation().isEmpty()
                && state.sequence() > 0
                && state.sequence() == audit.sequence(id)) {
            require(
                    Arrays.equals(state.stateHash(), hashes.get(id)),
                    () -> id + " has another state after batch " + state.sequence()
                            + " than its journal leads to");
        }
    }

    /** Reads what a follower of that entity is given, in order. */
    Consumer<BatchEvent> reader(String id) {
        return event -> {
            if (isOver || world.violation().isPresent()) {
                return;
            }
            long next = heardUpTo.merge(id, 1L, Long::sum);
            require(
                    event.sequence() == next && event.sequence() <= audit.sequence(id),
                    () -> "followers of " + id + " hear of batch " + event.sequence()
                            + ", the journal has " + audit.sequence(id));
            if (feeds.containsKey(name(id))) {
                followBook(id, event);
            }
        };
    }

    private void followBook(String id, BatchEvent event) {
        String symbol = name(id);
        MarketDepth depth = feeds.get(symbol);
        BookFacts.decode(event.content().facts(), event.time(), (fact, sequence) -> {
            if (fact.changesBook()) {
                depth.apply(fact, sequence, event.time());
            }
        });
        if (event.sequence() == audit.sequence(id)) {
            compareDepth(symbol, depth);
        }
    }

    private void compareDepth(String symbol, MarketDepth depth) {
        BookReply.Depth own =
                (BookReply.Depth) audit.book(symbol, new BookCommand.GetDepth(LEVELS));
        List<DepthLevel> bids = depth.levels(Side.BUY, LEVELS);
        List<DepthLevel> asks = depth.levels(Side.SELL, LEVELS);
        require(
                !depth.mustLoad() && own.bids().equals(bids) && own.asks().equals(asks),
                () -> symbol + " has " + own + ", its feed " + bids + " and " + asks);
    }

    /** What comes now breaks the journal itself; nothing holds any more. */
    void end() {
        isOver = true;
        promises.end();
    }

    /** Items that are on their way, or whose acknowledgement is. */
    long inFlight() {
        return audit.inFlight() + audit.unacknowledged();
    }

    /** What must hold when nothing is on its way any more. */
    void atTheEnd() {
        List<TradeSide> open = new ArrayList<>();
        unsettledSides.forEach((side, left) -> {
            if (left != 0) {
                open.add(side);
            }
        });
        require(open.isEmpty(), () -> "trades without two settlements: " + open);
        promises.atTheEnd();
        require(
                feeds.values().stream().noneMatch(MarketDepth::mustLoad),
                () -> "a feed has lost its place");
    }

    /** The state a market is in, by its journal. */
    MarketState state(String symbol) {
        return audit.book(symbol, new BookCommand.GetRules()) instanceof BookReply.Rules is
                ? is.rules().state()
                : MarketState.HALTED;
    }
}
