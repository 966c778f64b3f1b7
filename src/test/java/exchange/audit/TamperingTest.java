package exchange.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;

import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerFacts;
import exchange.bootstrap.Engine;
import exchange.market.AccountIds;
import exchange.persistence.Database;
import exchange.persistence.Pools;
import exchange.readside.ReadSide;
import exchange.sequencer.BatchEvent;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What is done by SQL to a database with a day in it is found, by name. */
class TamperingTest {
    private static final String LEDGER = "Ledger|0";

    private static Database day;
    private static long depositor;

    @BeforeAll
    static void trade() throws Exception {
        day = TestPostgres.freshDatabase();
        Config config = TestPostgres.config(day);
        depositor = 100;
        while (AccountIds.partition(depositor, 4) != 0) {
            depositor++;
        }
        Pools pools = Pools.of(day, config);
        Engine engine = Engine.start(config, day);
        ReadSide readSide =
                ReadSide.start(engine.system(), pools, engine.partitions(), engine.symbols());
        AuditedDay.trade(engine, 1, 200);
        awaitQuiet();
        // The last facts of its ledger, of which no book hears.
        engine.ledgers()
                .ask(
                        new LedgerCommand.Deposit(depositor, "USD", 500, "last", "test"),
                        System.currentTimeMillis() + 30_000)
                .toCompletableFuture()
                .join();
        awaitTables();
        readSide.stop();
        engine.close();
        pools.close();
    }

    private static void awaitQuiet() throws SQLException {
        long giveUp = System.nanoTime() + 60_000_000_000L;
        while (Audit.run(day, progress -> {}).itemsInFlight() > 0) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("the links did not empty");
            }
        }
    }

    private static void awaitTables() throws SQLException {
        long giveUp = System.nanoTime() + 60_000_000_000L;
        String behind = "SELECT count(*) FROM (SELECT persistence_id, max(sequence_number) AS last"
                + " FROM event_journal GROUP BY 1) j LEFT JOIN read_side_progress p"
                + " USING (persistence_id) WHERE coalesce(p.batch, 0) < j.last";
        while (number(day, behind) > 0) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("the tables did not catch up");
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void untouchedDatabaseIsClean() throws SQLException {
        assertThat(Audit.run(day, progress -> {}).finding()).isEmpty();
    }

    @Test
    void removedRowIsFound() throws SQLException {
        assertThat(found("DELETE FROM event_journal WHERE " + row(3)))
                .isEqualTo(new Finding(LEDGER, 4, "batch 3 is missing, this is 4"));
    }

    @Test
    void changedAmountIsFound() throws SQLException {
        Finding finding = found("UPDATE event_journal SET event_payload = set_byte(event_payload,"
                + " length(event_payload) / 2,"
                + " get_byte(event_payload, length(event_payload) / 2) # 1) WHERE " + row(3));

        assertThat(finding.persistenceId()).isEqualTo(LEDGER);
        assertThat(finding.sequence()).isBetween(3L, 4L);
    }

    @Test
    void duplicatedEventIsFound() throws SQLException {
        long last = last(LEDGER);

        Finding finding = found("INSERT INTO event_journal (persistence_id, sequence_number,"
                + " deleted, writer, write_timestamp, adapter_manifest, event_ser_id,"
                + " event_ser_manifest, event_payload) SELECT persistence_id, " + (last + 1)
                + ", deleted, writer, write_timestamp, adapter_manifest, event_ser_id,"
                + " event_ser_manifest, event_payload FROM event_journal WHERE " + row(last));

        assertThat(finding).isEqualTo(new Finding(LEDGER, last + 1, "the row holds batch " + last));
    }

    @Test
    void swappedEventsAreFound() throws SQLException {
        Finding payloads = found("UPDATE event_journal e SET event_payload ="
                + " (SELECT event_payload FROM event_journal o WHERE o.persistence_id ="
                + " e.persistence_id AND o.sequence_number = 7 - e.sequence_number)"
                + " WHERE persistence_id = '" + LEDGER + "' AND sequence_number IN (3, 4)");
        Finding places = found(
                "UPDATE event_journal SET ordering = -ordering WHERE " + row(3),
                "UPDATE event_journal SET ordering = (SELECT -ordering FROM event_journal WHERE "
                        + row(3) + ") + 1000000 WHERE " + row(3));

        assertThat(payloads).isEqualTo(new Finding(LEDGER, 3, "the row holds batch 4"));
        assertThat(places.persistenceId() + " " + places.what())
                .isEqualTo(LEDGER + " batch 3 is missing, this is 4");
    }

    @Test
    void lastRowThatAPeerKnowsIsMissed() throws SQLException {
        Finding finding = found(
                "DELETE FROM snapshot",
                "DELETE FROM read_side_progress",
                "TRUNCATE orders, fills, account_events, trades, prices, markets, assets,"
                        + " ledger_markets",
                "DELETE FROM event_journal WHERE persistence_id = 'OrderBook|BTC-USD'"
                        + " AND sequence_number > 2");

        assertThat(finding.persistenceId()).startsWith("Ledger|");
        assertThat(finding.what())
                .containsAnyOf("which its book never made", "is said to have taken");
    }

    @Test
    void lastRowThatOnlyTheTablesKnowIsMissed() throws SQLException {
        long last = number(
                day,
                "SELECT batch FROM read_side_progress WHERE persistence_id = '" + LEDGER + "'");

        Finding finding = found(
                "DELETE FROM snapshot",
                "DELETE FROM event_journal WHERE persistence_id = '" + LEDGER
                        + "' AND sequence_number >= " + last);

        assertThat(finding)
                .isEqualTo(new Finding(
                        LEDGER,
                        last - 1,
                        "the tables know its batch " + last + ", but its journal ends here"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        fills          | fee = fee + 1
        fills          | account = account + 1000
        orders         | filled_lots = filled_lots + 1
        orders         | status = status + 1
        trades         | price_ticks = price_ticks + 1
        prices         | price_ticks = price_ticks + 1
        account_events | payload = set_byte(payload, 0, get_byte(payload, 0) # 1)
        account_events | time = time + 1
        markets        | maker_fee = maker_fee + 1
        assets         | scale = scale - 1
        transfers      | amount = amount + 1
        funds_requests | amount = amount + 1
        funds_requests | status = 5 - status
        funds_requests | decided_by = 'somebody else'
        """)
    void changedRowOfATableIsFound(String table, String change) throws SQLException {
        Finding finding = found("UPDATE " + table + " SET " + change + " WHERE " + one(table));

        assertThat(finding.toString()).startsWith("read side: a row of table " + table + " is {");
    }

    @ParameterizedTest
    @CsvSource({
        "fills",
        "orders",
        "trades",
        "prices",
        "account_events",
        "transfers",
        "funds_requests"
    })
    void removedRowOfATableIsFound(String table) throws SQLException {
        Finding finding = found("DELETE FROM " + table + " WHERE " + one(table));

        assertThat(finding.toString()).startsWith("read side: table " + table + " lacks the row {");
    }

    @Test
    void addedRowOfATableIsFound() throws SQLException {
        Finding finding = found("INSERT INTO trades SELECT symbol, trade_number + 1000000,"
                + " taker_side, price_ticks, quantity_lots, maker_order_id, maker_account,"
                + " taker_order_id, taker_account, time FROM trades WHERE " + one("trades"));

        assertThat(finding.toString())
                .contains("table trades has the row {")
                .endsWith("which no journal says");
    }

    @Test
    void rowsOfAJournalThatIsNotProjectedYetAreNotMissed() throws SQLException {
        Database copy = TestPostgres.copy(day);
        AuditedDay.execute(
                copy,
                "UPDATE read_side_progress SET batch = " + (deposit() - 1)
                        + " WHERE persistence_id = '" + LEDGER + "'");

        assertThat(Audit.run(copy, progress -> {}).finding().orElseThrow().toString())
                .contains("table account_events has the row")
                .contains("\"account\":" + depositor);

        AuditedDay.execute(copy, "DELETE FROM account_events WHERE account = " + depositor);
        assertThat(Audit.run(copy, progress -> {}).finding()).isEmpty();
    }

    /** The batch with the last deposit. */
    private static long deposit() throws SQLException {
        long[] last = {0};
        for (BatchEvent event : AuditedDay.journal(day, LEDGER)) {
            LedgerFacts.decode(event.content().facts(), event.time(), fact -> {
                if (fact instanceof LedgerFact.Deposited) {
                    last[0] = event.sequence();
                }
            });
        }
        return last[0];
    }

    private static Finding found(String... statements) throws SQLException {
        Database copy = TestPostgres.copy(day);
        try (Connection connection = TestPostgres.connect(copy);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return Audit.run(copy, progress -> {}).finding().orElseThrow();
    }

    private static String row(long sequence) {
        return "persistence_id = '" + LEDGER + "' AND sequence_number = " + sequence;
    }

    private static String one(String table) {
        return "ctid = (SELECT min(ctid) FROM " + table + ")";
    }

    private static long last(String persistenceId) throws SQLException {
        return number(
                day,
                "SELECT max(sequence_number) FROM event_journal WHERE persistence_id = '"
                        + persistenceId + "'");
    }

    private static long number(Database database, String sql) throws SQLException {
        try (Connection connection = TestPostgres.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
