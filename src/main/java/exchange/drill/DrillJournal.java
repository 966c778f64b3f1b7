package exchange.drill;

import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerFacts;
import exchange.book.BookFact;
import exchange.book.BookFacts;
import exchange.market.EndReason;
import exchange.ops.DatabaseClock;
import exchange.persistence.Database;
import exchange.sequencer.BatchContent;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.SequencerSerializer;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What the journal says of the accounts that are followed, read with plain SQL past all of the
 * exchange's own queries; each time from where it was read last.
 */
public final class DrillJournal {
    private static final String BOOK = "OrderBook|";
    private static final int ROWS_PER_FETCH = 200;

    private final Database database;
    private final Set<Long> accounts = new HashSet<>();
    private final Map<String, Long> read = new HashMap<>();
    private final Map<String, List<String>> incarnations = new TreeMap<>();
    private final Map<String, List<Long>> held = new HashMap<>();
    private final Map<Long, Integer> accepted = new HashMap<>();
    private final Map<Long, Integer> canceled = new HashMap<>();
    private final Map<Long, List<Long>> expired = new HashMap<>();
    private final Map<String, Long> lastTimes = new HashMap<>();
    private final Map<Long, Map<Fill, Integer>> fills = new HashMap<>();
    private final Map<String, Long> trades = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private Times times = Times.NONE;

    /** The earliest and the latest time of some batches, epoch milliseconds. */
    record Times(long first, long last) {
        static final Times NONE = new Times(Long.MAX_VALUE, Long.MIN_VALUE);

        boolean isEmpty() {
            return first > last;
        }

        Times with(long time) {
            return new Times(Math.min(first, time), Math.max(last, time));
        }
    }

    DrillJournal(Database database) {
        this.database = database;
    }

    /** Before it is read first. */
    synchronized void follow(long account) {
        accounts.add(account);
        fills.put(account, new HashMap<>());
    }

    /** Reads what is new. */
    public synchronized void refresh() throws SQLException {
        try (Connection connection = connect()) {
            List<String> entities = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT DISTINCT persistence_id FROM event_journal")) {
                while (rows.next()) {
                    entities.add(rows.getString(1));
                }
            }
            connection.setAutoCommit(false);
            for (String entity : entities) {
                read(connection, entity);
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password());
    }

    private void read(Connection connection, String entity) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT sequence_number, event_payload FROM event_journal"
                        + " WHERE persistence_id = ? AND sequence_number > ?"
                        + " ORDER BY sequence_number")) {
            select.setString(1, entity);
            select.setLong(2, read.getOrDefault(entity, 0L));
            select.setFetchSize(ROWS_PER_FETCH);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long sequence = rows.getLong(1);
                    long expected = read.getOrDefault(entity, 0L) + 1;
                    if (sequence != expected) {
                        violations.add(
                                entity + " has row " + sequence + " after " + (expected - 1));
                    }
                    read.put(entity, sequence);
                    take(entity, SequencerSerializer.batch(rows.getBytes(2)));
                }
            }
        }
    }

    private void take(String entity, BatchEvent batch) {
        time(entity, batch.time());
        BatchContent content = batch.content();
        content.started()
                .forEach(started -> incarnations
                        .computeIfAbsent(entity, key -> new ArrayList<>())
                        .add(started.node()));
        if (entity.startsWith(BOOK)) {
            String symbol = entity.substring(BOOK.length());
            BookFacts.decode(
                    content.facts(),
                    batch.time(),
                    (fact, sequence) -> take(symbol, fact, batch.time()));
        } else {
            LedgerFacts.decode(content.facts(), batch.time(), fact -> {
                if (fact instanceof LedgerFact.OrderHeld order
                        && accounts.contains(order.account())) {
                    held.computeIfAbsent(
                                    name(order.account(), order.clientOrderId()),
                                    key -> new ArrayList<>())
                            .add(order.orderId());
                }
            });
        }
    }

    private void time(String entity, long time) {
        long before = lastTimes.getOrDefault(entity, 0L);
        if (time < before) {
            violations.add(entity + " has a batch of " + time + " after one of " + before);
        }
        lastTimes.put(entity, time);
        times = times.with(time);
    }

    private void take(String symbol, BookFact fact, long time) {
        if (fact instanceof BookFact.Accepted order && accounts.contains(order.account())) {
            accepted.merge(order.orderId(), 1, Integer::sum);
        } else if (fact instanceof BookFact.Ended order
                && order.reason() == EndReason.USER_CANCELED) {
            canceled.merge(order.orderId(), 1, Integer::sum);
        } else if (fact instanceof BookFact.Ended order && order.reason() == EndReason.EXPIRED) {
            expired.computeIfAbsent(order.orderId(), key -> new ArrayList<>()).add(time);
        } else if (fact instanceof BookFact.Traded trade) {
            long last = trades.getOrDefault(symbol, 0L);
            if (trade.tradeNumber() != last + 1) {
                violations.add(symbol + " has trade " + trade.tradeNumber() + " after " + last);
            }
            trades.put(symbol, trade.tradeNumber());
            fill(trade.makerAccount(), new Fill(symbol, last + 1, trade.makerOrderId()));
            fill(trade.takerAccount(), new Fill(symbol, last + 1, trade.takerOrderId()));
        }
    }

    private void fill(long account, Fill fill) {
        if (accounts.contains(account)) {
            fills.get(account).merge(fill, 1, Integer::sum);
        }
    }

    private static String name(long account, String clientOrderId) {
        return account + " " + clientOrderId;
    }

    /** The orders that the ledger made of a client's id: one, or something is wrong. */
    synchronized List<Long> held(long account, String clientOrderId) {
        return List.copyOf(held.getOrDefault(name(account, clientOrderId), List.of()));
    }

    /** How often a book accepted an order. */
    synchronized int accepted(long orderId) {
        return accepted.getOrDefault(orderId, 0);
    }

    /** How often a book ended an order because its owner wanted it. */
    synchronized int canceled(long orderId) {
        return canceled.getOrDefault(orderId, 0);
    }

    /** The times at which a book ended an order because its time was over: one, or none. */
    synchronized List<Long> expired(long orderId) {
        return List.copyOf(expired.getOrDefault(orderId, List.of()));
    }

    /** The times of the batches that were read since it was asked last. */
    synchronized Times takeTimes() {
        Times taken = times;
        times = Times.NONE;
        return taken;
    }

    /** PostgreSQL's clock, epoch milliseconds. */
    long databaseMillis() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return TimeUnit.MICROSECONDS.toMillis(DatabaseClock.micros(statement));
        }
    }

    /** How often each fill of an account is there. */
    synchronized Map<Fill, Integer> fills(long account) {
        return Map.copyOf(fills.get(account));
    }

    /** The number of a market's last trade. */
    synchronized long trades(String symbol) {
        return trades.getOrDefault(symbol, 0L);
    }

    /** The nodes where each entity has begun, in order, by its persistence id. */
    public synchronized Map<String, List<String>> incarnations() {
        Map<String, List<String>> copy = new TreeMap<>();
        incarnations.forEach((entity, nodes) -> copy.put(entity, List.copyOf(nodes)));
        return copy;
    }

    /** The address of the node where an entity began last; that is where it lives. */
    public synchronized String host(String entity) {
        return incarnations.get(entity).getLast();
    }

    synchronized List<String> takeViolations() {
        List<String> taken = List.copyOf(violations);
        violations.clear();
        return taken;
    }
}
