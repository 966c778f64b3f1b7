package exchange.audit;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.accounts.Forgery;
import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerFacts;
import exchange.bootstrap.Engine;
import exchange.persistence.Database;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.LedgerItem;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What the audit finds in copies of a real journal that were spoiled in one place each. */
final class AuditTest {
    private static final String BOOK = "OrderBook|BTC-USD";

    private static Database day;
    private static AuditReport beside;

    @BeforeAll
    static void trade() throws SQLException {
        day = TestPostgres.freshDatabase();
        try (Engine engine = Engine.start(TestPostgres.config(day), day)) {
            AuditedDay.trade(engine, 1, 200);
            AtomicBoolean trading = new AtomicBoolean(true);
            Thread trader = Thread.ofVirtual().start(() -> {
                AuditedDay.trade(engine, 2, 400);
                trading.set(false);
            });
            do {
                beside = audit(day);
            } while (beside.isClean() && trading.get());
            trader.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatWasNotSpoiledIsClean() throws SQLException {
        List<Audit.Progress> progress = new ArrayList<>();

        AuditReport report = Audit.run(day, progress::add);

        assertThat(report.finding()).isEmpty();
        assertThat(report.trades()).isPositive();
        assertThat(report.itemsInFlight()).isZero();
        assertThat(report.entities())
                .extracting(AuditReport.Entity::persistenceId)
                .contains(BOOK, "OrderBook|ETH-USD", "Ledger|0", "Ledger|3");
        assertThat(progress).hasSize((int) report.batches());
        assertThat(report.totals())
                .filteredOn(each -> each.asset().equals("BTC"))
                .singleElement()
                .satisfies(btc -> assertThat(btc.clearing()).isEqualTo("0"))
                .satisfies(btc -> assertThat(btc.deposits()).isEqualTo("-1600"));
        assertThat(AuditTable.lines(report))
                .anyMatch(line -> line.startsWith(BOOK))
                .last()
                .asString()
                .startsWith("clean: ");
    }

    @Test
    void runningExchangeIsCleanAtEveryMoment() {
        assertThat(beside.finding()).isEmpty();
    }

    @Test
    void everyMomentOfTheDayIsCleanWithLinesInFlight() throws SQLException {
        Database copy = AuditedDay.copy(day);
        AuditedDay.execute(copy, "DELETE FROM snapshot");
        long rows = audit(copy).batches();
        long inFlight = 0;

        for (long left = rows - 3; left > 0; left -= Math.max(1, rows / 40)) {
            AuditedDay.execute(
                    copy,
                    "DELETE FROM event_journal WHERE ordering NOT IN"
                            + " (SELECT ordering FROM event_journal ORDER BY ordering LIMIT "
                            + left + ")");
            AuditReport report = audit(copy);
            assertThat(report.finding()).as("after %d rows", left).isEmpty();
            inFlight += report.itemsInFlight();
        }

        assertThat(inFlight).isPositive();
    }

    @Test
    void emptyDatabaseIsClean() throws SQLException {
        AuditReport report = audit(TestPostgres.freshDatabase());

        assertThat(report.isClean()).isTrue();
        assertThat(report.batches()).isZero();
    }

    @Test
    void droppedBatchIsMissed() throws SQLException {
        Database copy = AuditedDay.copy(day);
        AuditedDay.execute(copy, "DELETE FROM event_journal WHERE " + at("Ledger|0", 3));

        assertThat(audit(copy).finding())
                .contains(new Finding("Ledger|0", 4, "batch 3 is missing, this is 4"));
        assertThat(AuditTable.lines(audit(copy)))
                .last()
                .isEqualTo("BAD: Ledger|0, batch 4: batch 3 is missing, this is 4");
    }

    @Test
    void droppedLastBatchIsMissedBySomebodyElse() throws SQLException {
        Database copy = AuditedDay.copy(day);
        AuditedDay.execute(copy, "DELETE FROM snapshot");
        long last = lastWith(BOOK, event -> event.content().factCount() > 0);
        AuditedDay.execute(
                copy,
                "DELETE FROM event_journal WHERE persistence_id = '" + BOOK
                        + "' AND sequence_number >= " + last);

        Finding finding = audit(copy).finding().orElseThrow();

        // Which of the two is seen first depends on how the day fell into batches.
        assertThat(finding.persistenceId()).startsWith("Ledger|");
        assertThat(finding.what())
                .containsAnyOf("which its book never made", "is said to have taken");
    }

    @Test
    void batchThatItsSnapshotKnowsIsMissed() throws SQLException {
        Database copy = AuditedDay.copy(day);
        List<BatchEvent> events = AuditedDay.journal(copy, "Ledger|1");
        AuditedDay.execute(
                copy, "DELETE FROM event_journal WHERE " + at("Ledger|1", events.size()));

        assertThat(audit(copy).finding().orElseThrow().what()).contains("batch is missing");
    }

    @Test
    void changedByteBreaksTheChain() throws SQLException {
        Database copy = AuditedDay.copy(day);
        AuditedDay.execute(
                copy,
                "UPDATE event_journal SET event_payload = set_byte(event_payload,"
                        + " length(event_payload) - 1,"
                        + " get_byte(event_payload, length(event_payload) - 1) # 1)"
                        + " WHERE " + at("OrderBook|ETH-USD", 2));

        Finding finding = audit(copy).finding().orElseThrow();

        assertThat(finding.persistenceId()).isEqualTo("OrderBook|ETH-USD");
        assertThat(finding.sequence()).isBetween(2L, 3L);
    }

    @Test
    void changedDepositIsFoundByTheNextHash() throws SQLException {
        Database copy = AuditedDay.copy(day);
        long batch = firstWith("Ledger|0", LedgerFact.Deposited.class);
        BatchEvent old = AuditedDay.journal(copy, "Ledger|0").get((int) batch - 1);
        AuditedDay.forge(copy, "Ledger|0", batch, raised(old.time()));
        for (BatchEvent event : AuditedDay.journal(day, "Ledger|0")) {
            if (event.sequence() > batch) {
                AuditedDay.store(copy, "Ledger|0", event);
            }
        }

        assertThat(audit(copy).finding())
                .contains(new Finding(
                        "Ledger|0",
                        batch + 1,
                        "its hash of the batch before is not that batch's: one of them was"
                                + " changed"));
    }

    @Test
    void changedDepositWithAllHashesMadeAnewIsFoundByTheSnapshot() throws SQLException {
        Database copy = AuditedDay.copy(day);
        long batch = firstWith("Ledger|0", LedgerFact.Deposited.class);
        BatchEvent old = AuditedDay.journal(copy, "Ledger|0").get((int) batch - 1);
        AuditedDay.forge(copy, "Ledger|0", batch, raised(old.time()));
        assertThat(audit(copy).finding()).isEmpty();

        Database withSnapshots = AuditedDay.copy(day);
        for (BatchEvent event : AuditedDay.journal(copy, "Ledger|0")) {
            AuditedDay.store(withSnapshots, "Ledger|0", event);
        }

        assertThat(audit(withSnapshots).finding().orElseThrow().what())
                .isEqualTo("the snapshot of this batch comes from another history");
    }

    @Test
    void changedFeeIsFoundWithAllHashesMadeAnew() throws SQLException {
        assertThat(forged(AuditTest::isFill, fact -> {
                    LedgerFact.Settled settled = (LedgerFact.Settled) fact;
                    LedgerItem.Fill fill = (LedgerItem.Fill) settled.line();
                    return settled(settled, fill(fill, fill.used(), fill.fee() - 1));
                }))
                .contains("costs a fee of");
    }

    @Test
    void changedTradeIsFoundWithAllHashesMadeAnew() throws SQLException {
        assertThat(forged(AuditTest::isFill, fact -> {
                    LedgerFact.Settled settled = (LedgerFact.Settled) fact;
                    LedgerItem.Fill fill = (LedgerItem.Fill) settled.line();
                    return settled(settled, fill(fill, fill.used() - 1, fill.fee()));
                }))
                .contains("moves");
    }

    @Test
    void changedHoldIsFoundWithAllHashesMadeAnew() throws SQLException {
        assertThat(forged(
                        fact -> fact instanceof LedgerFact.OrderHeld held && held.priceTicks() > 0,
                        fact -> held((LedgerFact.OrderHeld) fact, 1, 0)))
                .contains("needs a hold of");
    }

    @Test
    void changedOrderIsFoundByItsBook() throws SQLException {
        assertThat(forged(
                        fact -> fact instanceof LedgerFact.OrderHeld,
                        fact -> held((LedgerFact.OrderHeld) fact, 0, 1)))
                .contains("it is answered by");
    }

    @Test
    void changedLineIsFoundByComparingWithTheBook() throws SQLException {
        assertThat(forged(AuditTest::isFill, fact -> {
                    LedgerFact.Settled settled = (LedgerFact.Settled) fact;
                    LedgerItem.Fill f = (LedgerItem.Fill) settled.line();
                    return settled(
                            settled,
                            new LedgerItem.Fill(
                                    f.orderId(),
                                    f.tradeNumber(),
                                    f.maker(),
                                    f.priceTicks(),
                                    f.quantityLots(),
                                    f.used(),
                                    f.received(),
                                    f.fee(),
                                    f.released(),
                                    f.leavesLots(),
                                    f.otherOrderId() + 1,
                                    f.time()));
                }))
                .contains("the book sent");
    }

    @Test
    void rowsThatAreNoneOfOursAreFound() throws SQLException {
        String row = at("Ledger|2", 2);
        assertThat(spoiled("UPDATE event_journal SET deleted = true WHERE " + row))
                .contains("marked as deleted");
        assertThat(spoiled("UPDATE event_journal SET event_ser_manifest = 'x' WHERE " + row))
                .contains("cannot read");
        assertThat(spoiled(
                        "UPDATE event_journal SET event_ser_manifest = 'snapshot/1' WHERE " + row))
                .contains("holds no batch");
        assertThat(spoiled("UPDATE event_journal SET event_payload = '\\x01' WHERE " + row))
                .contains("cannot be replayed");
        assertThat(spoiled("UPDATE event_journal SET persistence_id = 'Ledger|9' WHERE " + row))
                .contains("only 4 partitions");
        assertThat(spoiled("UPDATE event_journal SET persistence_id = 'Other|9' WHERE " + row))
                .contains("no entity is called that");
        assertThat(spoiled("UPDATE event_journal SET sequence_number = 9999 WHERE " + row))
                .contains("holds batch 2");
        assertThat(spoiled("UPDATE snapshot SET snapshot_ser_manifest = 'batch/1'"))
                .isNotEmpty();
        assertThat(spoiled("DELETE FROM exchange_settings")).contains("how many partitions");
    }

    private static AuditReport audit(Database database) throws SQLException {
        return Audit.run(database, progress -> {});
    }

    private static String spoiled(String sql) throws SQLException {
        Database copy = AuditedDay.copy(day);
        AuditedDay.execute(copy, sql);
        return audit(copy).finding().orElseThrow().what();
    }

    /** Changes the first such fact of a ledger; says what is found, and checks where. */
    private static String forged(Predicate<LedgerFact> which, UnaryOperator<LedgerFact> change)
            throws SQLException {
        Database copy = AuditedDay.copy(day);
        for (BatchEvent event : AuditedDay.journal(copy, "Ledger|0")) {
            boolean[] done = {false};
            LedgerFacts.decode(
                    event.content().facts(), event.time(), fact -> done[0] |= which.test(fact));
            if (done[0]) {
                AuditedDay.forge(
                        copy,
                        "Ledger|0",
                        event.sequence(),
                        facts -> Forgery.rewrite(facts, event.time(), fact -> {
                            boolean first = done[0] && which.test(fact);
                            done[0] &= !first;
                            return first ? change.apply(fact) : fact;
                        }));
                return audit(copy).finding().orElseThrow().what();
            }
        }
        throw new AssertionError("nothing to change");
    }

    private static UnaryOperator<byte[]> raised(long time) {
        return facts -> Forgery.rewrite(
                facts,
                time,
                fact -> fact instanceof LedgerFact.Deposited d
                        ? new LedgerFact.Deposited(
                                d.account(),
                                d.accountSequence(),
                                d.asset(),
                                d.amount() + 1,
                                d.reference(),
                                d.by())
                        : fact);
    }

    private static boolean isFill(LedgerFact fact) {
        return fact instanceof LedgerFact.Settled settled
                && settled.line() instanceof LedgerItem.Fill;
    }

    private static LedgerFact settled(LedgerFact.Settled s, LedgerItem line) {
        return new LedgerFact.Settled(
                s.account(), s.accountSequence(), s.symbol(), s.side(), s.overflowed(), line);
    }

    private static LedgerItem fill(LedgerItem.Fill f, long used, long fee) {
        return new LedgerItem.Fill(
                f.orderId(),
                f.tradeNumber(),
                f.maker(),
                f.priceTicks(),
                f.quantityLots(),
                used,
                f.received(),
                fee,
                f.released() + f.used() - used,
                f.leavesLots(),
                f.otherOrderId(),
                f.time());
    }

    private static LedgerFact held(LedgerFact.OrderHeld h, long moreHeld, long later) {
        return new LedgerFact.OrderHeld(
                h.account(),
                h.accountSequence(),
                h.orderId(),
                h.clientOrderId(),
                h.symbol(),
                h.side(),
                h.type(),
                h.timeInForce(),
                h.postOnly(),
                h.selfTradePrevention(),
                h.priceTicks(),
                h.quantityLots(),
                h.amount(),
                h.held() + moreHeld,
                h.makerFee(),
                h.takerFee(),
                h.notAfter() + later);
    }

    private static String at(String persistenceId, long sequence) {
        return "persistence_id = '" + persistenceId + "' AND sequence_number = " + sequence;
    }

    private static long firstWith(String persistenceId, Class<?> kind) throws SQLException {
        for (BatchEvent event : AuditedDay.journal(day, persistenceId)) {
            boolean[] found = {false};
            LedgerFacts.decode(
                    event.content().facts(),
                    event.time(),
                    fact -> found[0] |= kind.isInstance(fact));
            if (found[0]) {
                return event.sequence();
            }
        }
        throw new AssertionError("no " + kind);
    }

    private static long lastWith(String persistenceId, Predicate<BatchEvent> which)
            throws SQLException {
        return AuditedDay.journal(day, persistenceId).stream()
                .filter(which)
                .mapToLong(BatchEvent::sequence)
                .max()
                .orElseThrow();
    }
}
