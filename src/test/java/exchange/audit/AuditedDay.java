package exchange.audit;

import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.accounts.MoneyCommand;
import exchange.bootstrap.Engine;
import exchange.market.FundsRequestIds;
import exchange.market.FundsRequestKind;
import exchange.market.FundsRequestStatus;
import exchange.market.OrderConditions;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.persistence.Database;
import exchange.sequencer.BatchContent;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.SequencerSerializer;
import exchange.testkit.TestPostgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A little real trading over a real journal, and ways to spoil copies of it. */
final class AuditedDay {
    static final long BTC = 10_000_000_000L;
    static final int ACCOUNTS = 8;

    private AuditedDay() {}

    /** Trades at random with everything in flight at once, and waits for all answers. */
    static void trade(Engine engine, long seed, int orders) {
        Random random = new Random(seed);
        List<CompletableFuture<LedgerReply>> answers = new ArrayList<>();
        for (long account = 1; account <= ACCOUNTS; account++) {
            answers.add(ask(engine, deposit(account, "USD", seed)));
            answers.add(ask(engine, deposit(account, "BTC", seed)));
        }
        await(answers);
        List<Long> accounts = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            long account = 1 + random.nextInt(ACCOUNTS);
            accounts.add(account);
            answers.add(ask(engine, place(account, seed + "-" + i, random)));
            if (i % 5 == 4) {
                int earlier = random.nextInt(i);
                LedgerCommand.Place order = place(accounts.get(earlier), seed + "-r" + i, random);
                answers.add(ask(
                        engine,
                        new LedgerCommand.Replace(
                                order, 0, seed + "-" + earlier, random.nextBoolean())));
                answers.add(ask(engine, list(account, seed + "-" + i, random)));
            }
            if (i % 6 == 5) {
                answers.add(ask(engine, transfer(account, seed + "-" + i, random)));
            }
            if (i % 4 == 3) {
                String earlier = seed + "-" + random.nextInt(i);
                answers.add(ask(
                        engine,
                        new LedgerCommand.Cancel(1 + random.nextInt(ACCOUNTS), 0, earlier, true)));
            }
        }
        await(answers);
        withdraw(engine, seed);
    }

    /** Everybody withdraws; of each partition one is approved, one refused, others wait. */
    private static void withdraw(Engine engine, long seed) {
        List<CompletableFuture<LedgerReply>> answers = new ArrayList<>();
        for (long account = 1; account <= ACCOUNTS; account++) {
            MoneyCommand withdrawal = new MoneyCommand.RequestFunds(
                    FundsRequestKind.WITHDRAWAL, account, "USD", 1_000, "w" + seed, "IBAN", "user");
            answers.add(ask(engine, withdrawal));
        }
        await(answers);
        for (int partition = 0; partition < engine.partitions(); partition++) {
            answers.add(decide(engine, partition, 1, FundsRequestStatus.APPROVED));
            answers.add(decide(engine, partition, 2, FundsRequestStatus.REFUSED));
        }
        await(answers);
    }

    private static CompletableFuture<LedgerReply> decide(
            Engine engine, int partition, long counter, FundsRequestStatus status) {
        long id = FundsRequestIds.of(partition, counter);
        LedgerCommand decision = new MoneyCommand.DecideFunds(
                FundsRequestKind.WITHDRAWAL, id, status, "why", "admin", 0);
        return engine.ledgers()
                .ask(partition, decision, System.currentTimeMillis() + 30_000)
                .toCompletableFuture();
    }

    private static LedgerCommand deposit(long account, String asset, long seed) {
        return new LedgerCommand.Deposit(account, asset, 100 * BTC, asset + seed, "test");
    }

    /** To another account, of the same partition or not. */
    private static LedgerCommand transfer(long account, String id, Random random) {
        long to = 1 + (account + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
        return new LedgerCommand.Transfer(
                account,
                to,
                "USD",
                1 + random.nextInt(1_000),
                id,
                "",
                System.currentTimeMillis() + 30_000,
                "test");
    }

    private static LedgerCommand.Place place(long account, String id, Random random) {
        boolean market = random.nextInt(5) == 0;
        return new LedgerCommand.Place(
                account,
                id,
                "BTC-USD",
                random.nextBoolean() ? Side.BUY : Side.SELL,
                market ? OrderType.MARKET : OrderType.LIMIT,
                random.nextInt(4) == 0 ? TimeInForce.IOC : TimeInForce.GTC,
                false,
                SelfTradePrevention.NONE,
                market ? 0 : 9_950 + random.nextInt(100),
                1_000_000 + random.nextInt(5_000_000),
                0,
                market ? 10_000 : 0,
                System.currentTimeMillis() + 30_000,
                false);
    }

    /** A stop behind the market's price and a limit before it, with one hold. */
    private static LedgerCommand list(long account, String id, Random random) {
        boolean buys = random.nextBoolean();
        long away = random.nextInt(60);
        OrderType stop = random.nextBoolean() ? OrderType.STOP : OrderType.STOP_LIMIT;
        long lots = 1_000_000 + random.nextInt(5_000_000);
        return new LedgerCommand.PlaceList(
                leg(account, id + "a", buys, buys ? stop : OrderType.LIMIT, 10_005 + away, lots),
                leg(account, id + "b", buys, buys ? OrderType.LIMIT : stop, 9_995 - away, lots));
    }

    private static LedgerCommand.Place leg(
            long account, String id, boolean buys, OrderType type, long price, long lots) {
        boolean stops = type.isStop();
        return new LedgerCommand.Place(
                account,
                id,
                "BTC-USD",
                buys ? Side.BUY : Side.SELL,
                type,
                TimeInForce.GTC,
                !stops,
                SelfTradePrevention.NONE,
                type == OrderType.STOP ? 0 : price + (stops ? buys ? 7 : -7 : 0),
                lots,
                0,
                0,
                System.currentTimeMillis() + 30_000,
                false,
                OrderConditions.of(stops ? price : 0, 0, 0),
                true);
    }

    private static CompletableFuture<LedgerReply> ask(Engine engine, LedgerCommand command) {
        return engine.ledgers()
                .ask(command, System.currentTimeMillis() + 30_000)
                .toCompletableFuture();
    }

    private static void await(List<CompletableFuture<LedgerReply>> answers) {
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    /** Another database with the same rows. */
    static Database copy(Database database) throws SQLException {
        Database copy = TestPostgres.freshDatabase();
        try (Connection from = TestPostgres.connect(database);
                Connection to = TestPostgres.connect(copy)) {
            for (String table : List.of("exchange_settings", "event_journal", "snapshot")) {
                copy(from, to, table);
            }
        }
        return copy;
    }

    private static void copy(Connection from, Connection to, String table) throws SQLException {
        try (Statement select = from.createStatement();
                ResultSet rows = select.executeQuery("SELECT * FROM " + table)) {
            int columns = rows.getMetaData().getColumnCount();
            String places = String.join(", ", java.util.Collections.nCopies(columns, "?"));
            try (PreparedStatement insert =
                    to.prepareStatement("INSERT INTO " + table + " VALUES (" + places + ")")) {
                while (rows.next()) {
                    for (int i = 1; i <= columns; i++) {
                        insert.setObject(i, rows.getObject(i));
                    }
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = TestPostgres.connect(database);
                Statement statement = connection.createStatement()) {
            if (statement.executeUpdate(sql) == 0) {
                throw new AssertionError("changed nothing: " + sql);
            }
        }
    }

    static List<BatchEvent> journal(Database database, String persistenceId) throws SQLException {
        List<BatchEvent> events = new ArrayList<>();
        try (Connection connection = TestPostgres.connect(database);
                PreparedStatement select = connection.prepareStatement(
                        "SELECT event_payload FROM event_journal WHERE persistence_id = ?"
                                + " ORDER BY sequence_number")) {
            select.setString(1, persistenceId);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(SequencerSerializer.batch(rows.getBytes(1)));
                }
            }
        }
        return events;
    }

    /** Changes the facts of one batch and every hash after it, and forgets the snapshots. */
    static void forge(
            Database database, String persistenceId, long sequence, UnaryOperator<byte[]> facts)
            throws SQLException {
        List<BatchEvent> events = journal(database, persistenceId);
        byte[] previousHash = events.get(0).previousHash();
        for (BatchEvent event : events) {
            byte[] bytes = event.bytes();
            if (event.sequence() == sequence) {
                BatchContent old = event.content();
                bytes = new BatchContent(
                                old.started(),
                                old.factCount(),
                                old.progress(),
                                facts.apply(old.facts()))
                        .pack();
            }
            BatchEvent forged = new BatchEvent(
                    event.version(), event.sequence(), event.time(), previousHash, bytes);
            previousHash = forged.hash();
            store(database, persistenceId, forged);
        }
        execute(database, "DELETE FROM snapshot");
    }

    static void store(Database database, String persistenceId, BatchEvent event)
            throws SQLException {
        try (Connection connection = TestPostgres.connect(database);
                PreparedStatement update =
                        connection.prepareStatement("UPDATE event_journal SET event_payload = ?"
                                + " WHERE persistence_id = ? AND sequence_number = ?")) {
            update.setBytes(1, SequencerSerializer.bytes(event));
            update.setString(2, persistenceId);
            update.setLong(3, event.sequence());
            update.executeUpdate();
        }
    }
}
