package exchange.readside;

import static exchange.readside.Facts.ANN;
import static exchange.readside.Facts.BOB;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;

import com.typesafe.config.Config;

import exchange.accounts.LedgerFact;
import exchange.book.BookFact;
import exchange.market.AccountLimits;
import exchange.market.CircuitBreaker;
import exchange.market.EndReason;
import exchange.market.MarketState;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.ops.Metrics;
import exchange.persistence.Database;
import exchange.persistence.Pools;
import exchange.sequencer.FrontMessage;
import exchange.sequencer.Push;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** One worker that follows journals of a real PostgreSQL. */
final class ReadSideTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final EntityName LEDGER = EntityName.ledger(0);
    private static final EntityName BOOK = EntityName.book("BTC-USD");
    /** Metrics are the process's: no other test has this market. */
    private static final EntityName LAGGING = EntityName.book("LAG-USD");

    private final Database database = TestPostgres.freshDatabase();
    private final Config config = TestPostgres.config(database);
    private final ActorTestKit kit = ActorTestKit.create(config);
    private final Pools pools = Pools.of(database, config);
    private final TestJournal journal = new TestJournal(database);
    private final Tables tables = new Tables(database);
    private final Map<EntityName, ActorRef<Push>> subscribers = new ConcurrentHashMap<>();

    @AfterEach
    void end() {
        kit.shutdownTestKit();
        pools.close();
    }

    private ActorRef<ReadWorker.Command> start(Duration sweep, long stretchBytes) {
        ReadSideSettings settings = new ReadSideSettings(
                1,
                Duration.ofMillis(100),
                sweep,
                stretchBytes,
                100,
                3,
                Duration.ofMillis(5),
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                1,
                10);
        KnownEntities entities = new KnownEntities();
        entities.add(LEDGER);
        entities.add(BOOK);
        entities.add(LAGGING);
        Fronts fronts = (entity, message) -> {
            switch (message) {
                case FrontMessage.Subscribe subscribe ->
                    subscribers.put(entity, subscribe.subscriber());
                case FrontMessage.Unsubscribe unsubscribe -> subscribers.remove(entity);
                default -> throw new IllegalStateException("not of the read side: " + message);
            }
        };
        var parts = new ReadSideParts(kit.system(), pools.background(), settings, entities, fronts);
        return kit.spawn(ReadWorker.create(parts, 0));
    }

    private ActorRef<ReadWorker.Command> start() {
        return start(Duration.ofMillis(100), 1 << 20);
    }

    private void stop(ActorRef<ReadWorker.Command> worker) {
        TestProbe<Object> probe = kit.createTestProbe();
        worker.tell(new ReadWorker.Stop());
        probe.expectTerminated(worker, Duration.ofSeconds(10));
    }

    private static void await(BooleanSupplier condition) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for too long").isLessThan(giveUp);
            sleep(5);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitProjected() {
        await(() -> tables.offset(LEDGER) == journal.last(LEDGER)
                && tables.offset(BOOK) == journal.last(BOOK));
    }

    @Test
    void ledgersFactsBecomeOrdersFillsAndEvents() {
        journal.ledger(
                0,
                1_000,
                new LedgerFact.AssetDefined(Facts.USD),
                new LedgerFact.AssetDefined(Facts.BTC),
                new LedgerFact.MarketKnown(Facts.RULES),
                new LedgerFact.Deposited(ANN, 1, "USD", 500, "wire 1", "root"),
                Facts.held(ANN, 2, 1, Side.BUY, 10));
        journal.ledger(
                0,
                2_000,
                Facts.settled(ANN, 3, Side.BUY, Facts.accepted(1, 1_500)),
                Facts.settled(ANN, 4, Side.BUY, Facts.fill(1, 77, false, 50_000, 49, 5, 1_501)),
                new LedgerFact.CancelSent(ANN, Facts.orderId(1), "BTC-USD"),
                new LedgerFact.TombstoneSet(ANN, "x", 9_000));

        start();
        awaitProjected();

        assertThat(tables.rows("orders"))
                .containsExactly(
                        "(7,1,c1,BTC-USD,1,1,1,t,2,10000,10,0,3,5,50000,3,\"\",1000,1501,0,0,0,f,"
                                + "0,0,0)");
        assertThat(tables.rows("fills"))
                .containsExactly("(7,4,BTC-USD,77,f,1,1,10000,5,50000,3,0,1501)");
        assertThat(tables.query("SELECT (account, first_sequence, last_sequence, time)::text"
                        + " FROM account_events ORDER BY last_sequence"))
                .containsExactly("(7,1,2,1000)", "(7,3,4,2000)");
        assertThat(tables.rows("assets")).containsExactly("(BTC,10,1)", "(USD,10,0)");
        assertThat(tables.rows("ledger_markets")).containsExactly("(BTC-USD,0)");
    }

    @Test
    void everyEndOfAnOrderShowsInItsRow() {
        List<LedgerFact> placed = new ArrayList<>();
        for (long order = 1; order <= 6; order++) {
            OrderType type = order == 5 || order == 6 ? OrderType.MARKET : OrderType.LIMIT;
            placed.add(Facts.held(BOB, order, order, Side.SELL, type, 10));
        }
        journal.ledger(0, 1_000, placed.toArray(LedgerFact[]::new));
        start();
        awaitProjected();

        journal.ledger(
                0,
                2_000,
                Facts.settled(
                        BOB, 7, Side.SELL, Facts.refused(1, RejectReason.MARKET_HALTED, 2_001)),
                Facts.settled(BOB, 8, Side.SELL, Facts.ended(2, EndReason.USER_CANCELED, 2_002)),
                Facts.settled(BOB, 9, Side.SELL, Facts.fill(3, 1, true, 5, 50_000, 5, 2_003)),
                Facts.settled(BOB, 10, Side.SELL, Facts.fill(3, 2, true, 5, 50_000, 0, 2_004)),
                Facts.settled(BOB, 11, Side.SELL, Facts.fill(4, 3, true, 5, 50_000, 5, 2_005)),
                Facts.settled(BOB, 12, Side.SELL, Facts.rested(4, 2_006)),
                Facts.settled(BOB, 13, Side.SELL, Facts.fill(5, 4, false, 5, 50_000, 0, 2_007)),
                Facts.settled(BOB, 14, Side.SELL, Facts.fill(6, 5, false, 5, 50_000, 0, 2_008)),
                Facts.settled(BOB, 15, Side.SELL, Facts.ended(6, EndReason.FILLED, 2_009)));
        awaitProjected();

        assertThat(tables.query("SELECT (order_id, status, filled_lots, filled_quote, fee, reason,"
                        + " updated_at)::text FROM orders ORDER BY order_id"))
                .containsExactly(
                        "(1,6,0,0,0,MARKET_HALTED,2001)",
                        "(2,5,0,0,0,USER_CANCELED,2002)",
                        "(3,4,10,100000,6,\"\",2004)",
                        "(4,3,5,50000,3,\"\",2006)",
                        "(5,3,5,50000,3,\"\",2007)",
                        "(6,4,5,50000,3,\"\",2009)");
    }

    @Test
    void sumsStopAtTheLargestNumber() {
        journal.ledger(0, 1_000, Facts.held(ANN, 1, 1, Side.BUY, 10));
        start();
        awaitProjected();
        for (int i = 1; i <= 2; i++) {
            journal.ledger(
                    0,
                    2_000,
                    Facts.settled(
                            ANN,
                            1 + i,
                            Side.BUY,
                            Facts.fill(1, i, false, Long.MAX_VALUE - 10, 49, 5, 2_000)));
            awaitProjected();
        }

        assertThat(tables.query("SELECT filled_quote FROM orders"))
                .containsExactly(Long.toString(Long.MAX_VALUE));
    }

    @Test
    void booksFactsBecomeTradesPricesAndRules() {
        journal.book("BTC-USD", 1_000, new BookFact.MarketDefined(Facts.RULES));
        journal.book(
                "BTC-USD",
                2_000,
                Facts.traded(1, Side.BUY, 10_000),
                Facts.traded(2, Side.BUY, 10_000),
                Facts.traded(3, Side.SELL, 9_999));
        start();
        awaitProjected();
        journal.book("BTC-USD", 3_000, Facts.traded(4, Side.SELL, 9_999));
        awaitProjected();
        journal.book(
                "BTC-USD",
                4_000,
                Facts.traded(5, Side.SELL, 10_000),
                new BookFact.MarketStateChanged(MarketState.HALTED, "maintenance", "root", 0),
                new BookFact.RulesChanged(
                        1,
                        2,
                        3,
                        4,
                        5,
                        new CircuitBreaker(6, 7_000, 8_000, 9_000),
                        new AccountLimits(10, 11, 0, 2_000_000),
                        "root"));
        awaitProjected();

        assertThat(tables.rows("trades"))
                .containsExactly(
                        "(BTC-USD,1,1,10000,5,1,7,2,8,2000)",
                        "(BTC-USD,2,1,10000,5,1,7,2,8,2000)",
                        "(BTC-USD,3,2,9999,5,1,7,2,8,2000)",
                        "(BTC-USD,4,2,9999,5,1,7,2,8,3000)",
                        "(BTC-USD,5,2,10000,5,1,7,2,8,4000)");
        assertThat(tables.rows("prices"))
                .containsExactly(
                        "(BTC-USD,1,10000,2000)",
                        "(BTC-USD,3,9999,2000)",
                        "(BTC-USD,5,10000,4000)");
        assertThat(tables.rows("markets"))
                .containsExactly("(BTC-USD,BTC,10,USD,10,1,2,1,8,4,5,1,2,3,2,3,maintenance,4000,0,"
                        + "6,7000,8000,9000,10,11,0,2000000)");
    }

    @Test
    void pushWakesTheProjectionAtOnceAndItsRepetitionsDoNothing() {
        start(NEVER, 1 << 20);
        await(() -> subscribers.containsKey(LEDGER));
        long sequence = journal.ledger(0, 1_000, Facts.held(ANN, 1, 1, Side.BUY, 10));

        for (int i = 0; i < 5; i++) {
            subscribers.get(LEDGER).tell(new Push.Last("0", sequence));
        }
        awaitProjected();
        subscribers.get(LEDGER).tell(new Push.Last("0", sequence));
        subscribers.get(LEDGER).tell(new Push.Last("0", sequence - 1));
        long next = journal.ledger(0, 1_000, Facts.held(ANN, 2, 2, Side.BUY, 10));
        subscribers.get(LEDGER).tell(new Push.Last("0", next));
        awaitProjected();

        assertThat(tables.query("SELECT order_id FROM orders ORDER BY 1"))
                .containsExactly("1", "2");
    }

    @Test
    void lostWakeUpCostsAtMostOneSweep() {
        start(Duration.ofMillis(300), 1 << 20);
        await(() -> subscribers.containsKey(LEDGER));
        journal.ledger(0, 1_000, Facts.held(ANN, 1, 1, Side.BUY, 10));
        awaitProjected();

        journal.ledger(0, 1_000, Facts.held(ANN, 2, 2, Side.BUY, 10));
        long written = System.nanoTime();
        awaitProjected();

        assertThat(Duration.ofNanos(System.nanoTime() - written)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void sweepFindsTheBooksOfMarketsThatLedgersTellOf() {
        start();
        journal.book(
                "ETH-USD",
                1_000,
                new BookFact.MarketDefined(
                        Facts.rules("ETH-USD", new exchange.market.Asset("ETH", 10))));
        journal.ledger(
                0,
                1_000,
                new LedgerFact.MarketKnown(
                        Facts.rules("ETH-USD", new exchange.market.Asset("ETH", 10))));

        await(() -> tables.offset(EntityName.book("ETH-USD")) == 1);
    }

    @Test
    void stopInTheMiddleLosesAndDoublesNothing() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        System.out.println("seed " + seed);
        RandomFlow flow = new RandomFlow(journal, random);
        for (int round = 0; round < 6; round++) {
            flow.write(30);
            ActorRef<ReadWorker.Command> worker = start(Duration.ofMillis(50), 300);
            sleep(random.nextInt(400));
            if (random.nextBoolean()) {
                stop(worker);
            } else {
                kit.stop(worker);
            }
        }
        ActorRef<ReadWorker.Command> last = start();
        awaitProjected();
        stop(last);
        Map<String, List<String>> interrupted = tables.all();

        assertThat(tables.query("SELECT count(*) FROM orders"))
                .containsExactly(Long.toString(flow.orders()));
        assertThat(tables.query("SELECT count(*) FROM fills"))
                .containsExactly(Long.toString(flow.fills()));
        assertThat(tables.query("SELECT count(*) FROM trades"))
                .containsExactly(Long.toString(flow.trades()));
        ReadSide.clear(pools.background());
        start();
        awaitProjected();
        assertThat(interrupted).isEqualTo(tables.all());
    }

    @Test
    void rebuildFromZeroGivesEqualTables() {
        RandomFlow flow = new RandomFlow(journal, new Random(4711));
        ActorRef<ReadWorker.Command> worker = start(Duration.ofMillis(50), 1);
        for (int i = 0; i < 10; i++) {
            flow.write(10);
            sleep(20);
        }
        awaitProjected();
        stop(worker);
        Map<String, List<String>> before = tables.all();

        ReadSide.clear(pools.background());
        assertThat(tables.rows("orders")).isEmpty();
        start(Duration.ofMillis(50), 1 << 20);
        awaitProjected();

        assertThat(tables.all()).isEqualTo(before);
        assertThat(before.get("orders")).hasSize((int) flow.orders());
    }

    @Test
    void failedTransactionIsTriedAgain() {
        tables.execute("ALTER TABLE orders RENAME TO orders_away");
        start();
        journal.ledger(0, 1_000, Facts.held(ANN, 1, 1, Side.BUY, 10));
        sleep(300);
        assertThat(tables.offset(LEDGER)).isZero();
        assertThat(tables.rows("account_events")).isEmpty();

        tables.execute("ALTER TABLE orders_away RENAME TO orders");
        awaitProjected();

        assertThat(tables.query("SELECT order_id FROM orders")).containsExactly("1");
    }

    @Test
    void stretchThatIsNotTheNextIsRefused() throws Exception {
        journal.ledger(0, 1_000, Facts.held(ANN, 1, 1, Side.BUY, 10));
        ActorRef<ReadWorker.Command> worker = start();
        awaitProjected();
        stop(worker);
        Stretch again = new Stretch(LEDGER, List.of(journal.lastEvent(LEDGER)));

        Transaction transaction = new Transaction(pools.background());
        assertThatThrownBy(() -> new StretchHandler().process(transaction, again))
                .hasMessageContaining("read_side_progress_pkey");
        transaction.rollback();
        transaction.close();
    }

    @Test
    void stretchAfterAGapIsRefused() throws Exception {
        for (int order = 1; order <= 3; order++) {
            journal.ledger(0, 1_000, Facts.held(ANN, order, order, Side.BUY, 10));
        }
        Stretch third = new Stretch(LEDGER, List.of(journal.lastEvent(LEDGER)));

        Transaction transaction = new Transaction(pools.background());
        assertThatThrownBy(() -> new StretchHandler().process(transaction, third))
                .hasMessageContaining("batch 3 of Ledger|0 is not the next");
        transaction.rollback();
        transaction.close();
    }

    @Test
    void twoWorkersWithTheSameEntityDoubleNothing() {
        RandomFlow flow = new RandomFlow(journal, new Random(42));
        start(Duration.ofMillis(50), 100);
        start(Duration.ofMillis(50), 100);
        for (int i = 0; i < 10; i++) {
            flow.write(5);
            sleep(50);
        }
        awaitProjected();

        assertThat(tables.query("SELECT count(*) FROM orders"))
                .containsExactly(Long.toString(flow.orders()));
        assertThat(tables.query("SELECT count(*) FROM fills"))
                .containsExactly(Long.toString(flow.fills()));
    }

    @Test
    void failuresAndLagAreCounted() {
        double failuresBefore = metric("read_side_failures_total");
        tables.execute("ALTER TABLE trades RENAME TO trades_away");
        start();
        journal.book("LAG-USD", System.currentTimeMillis() - 3_000, Facts.traded(1, Side.BUY, 9));

        await(() -> metric("read_side_failures_total") > failuresBefore);
        assertThat(metric("read_side_lag_rows")).isGreaterThanOrEqualTo(1);

        tables.execute("ALTER TABLE trades_away RENAME TO trades");
        await(() -> tables.offset(LAGGING) == journal.last(LAGGING));
        await(() -> metric("read_side_lag_rows") == 0 && metric("read_side_lag_seconds") == 0);
    }

    private static double metric(String name) {
        String series = name + "{projection=\"OrderBook|LAG-USD\"} ";
        return Metrics.process()
                .text()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
                .sum();
    }

    @Test
    void lagCountsRowsAndTime() {
        List<EntityName> entities = List.of(LEDGER, BOOK);
        journal.ledger(0, 1_000, Facts.held(ANN, 1, 1, Side.BUY, 10));
        journal.ledger(0, 1_000, Facts.held(ANN, 2, 2, Side.BUY, 10));
        journal.book("BTC-USD", 1_000, Facts.traded(1, Side.BUY, 10_000));
        sleep(50);

        Lag behind = Lag.measure(pools.queries(), entities);
        start();
        awaitProjected();
        Lag none = Lag.measure(pools.queries(), entities);

        assertThat(behind.rowsBehind()).isEqualTo(3);
        assertThat(behind.millisBehind()).isBetween(50L, 20_000L);
        assertThat(none).isEqualTo(new Lag(0, 0));
    }
}
