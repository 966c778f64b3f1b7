package exchange.ops;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.ops.Health.Report;
import exchange.persistence.Database;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

final class HealthTest {
    private final Metrics metrics = new Metrics();
    private final AtomicLong aheadMillis = new AtomicLong();
    private final AtomicLong elapsedMillis = new AtomicLong(3_600_000);
    private final Health health = new Health(database(), metrics, this::now, this::elapsed);

    private long now() {
        return System.currentTimeMillis() + aheadMillis.get();
    }

    private long elapsed() {
        return elapsedMillis.get();
    }

    private static DataSource database() {
        Database fresh = TestPostgres.freshDatabase();
        return source(fresh.jdbcUrl(), fresh);
    }

    private static DataSource source(String url, Database database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(database.user());
        source.setPassword(database.password());
        return source;
    }

    @AfterEach
    void close() {
        health.close();
    }

    @Test
    void nodeIsNotReadyBeforeItHasLooked() {
        metrics.entity("Ledger", "0").heard(elapsed());

        Report report = health.report();

        assertThat(report.isReady()).isFalse();
        assertThat(report.checks()).containsEntry("database", "not looked at yet");
    }

    @Test
    void nodeIsReadyWhenDatabaseAndEntitiesAnswer() {
        metrics.entity("Ledger", "0").heard(elapsed());
        metrics.entity("OrderBook", "BTC-USD").heard(elapsed());

        health.look();

        Report report = health.report();
        assertThat(report.isReady()).isTrue();
        assertThat(report.checks())
                .containsEntry("database", "answers")
                .containsEntry("entities", "2 of 2 answer");
        assertThat(report.checks().get("clock")).matches("\\d+ ms (behind|ahead of) PostgreSQL's");
    }

    @Test
    void nodeWithoutEntitiesIsNotReady() {
        health.look();

        assertThat(health.report().isReady()).isFalse();
        assertThat(health.report().checks()).containsEntry("entities", "0 of 0 answer");
    }

    @Test
    void nodeThatIsToHaveNoEntitiesIsReadyWithoutThem() {
        health.withoutEntities().look();

        assertThat(health.report().isReady()).isTrue();
    }

    @Test
    void entityThatHasNotBegunIsWaitedFor() {
        metrics.entity("Ledger", "0").heard(elapsed());
        metrics.entity("Ledger", "1");

        health.look();

        assertThat(health.report().isReady()).isFalse();
        assertThat(health.report().checks())
                .containsEntry("entities", "1 of 2 answer; Ledger 1 is starting");
    }

    @Test
    void entityThatFellSilentTakesTheNodeOut() {
        metrics.entity("Ledger", "0").heard(elapsed());
        metrics.entity("Ledger", "1").heard(elapsed() - 11_000);

        health.look();

        assertThat(health.report().isReady()).isFalse();
        assertThat(health.report().checks())
                .containsEntry("entities", "1 of 2 answer; Ledger 1 is silent");
    }

    @Test
    void haltedEntityIsNamedButTheNodeGoesOn() {
        metrics.entity("Ledger", "0").heard(elapsed());
        metrics.entity("Ledger", "1").halted();

        health.look();

        assertThat(health.report().isReady()).isTrue();
        assertThat(health.report().checks())
                .containsEntry("entities", "1 of 2 answer; Ledger 1 is HALTED");
    }

    @Test
    void entityThatFailsAgainAndAgainIsNamedUntilItDecides() {
        EntityMeters book = metrics.entity("OrderBook", "BTC-USD");
        metrics.entity("Ledger", "0").heard(elapsed());
        health.look();
        for (int i = 0; i < 3; i++) {
            assertThat(health.report().isReady()).isEqualTo(i > 0);
            book.heard(elapsed());
            book.failed(elapsed());
        }

        assertThat(health.report().isReady()).isFalse();
        assertThat(health.report().checks())
                .containsEntry("entities", "1 of 2 answer; OrderBook BTC-USD keeps failing");

        book.batchDone(1, 0, elapsed());
        assertThat(health.report().isReady()).isTrue();
    }

    @Test
    void entityThatMovedAwayIsNotWaitedFor() {
        metrics.entity("Ledger", "0").heard(elapsed());
        metrics.entity("Ledger", "1").left();

        health.look();

        assertThat(health.report().isReady()).isTrue();
    }

    @Test
    void clockThatIsASecondAheadIsSaidOnceButTolerated() {
        aheadMillis.set(1_000);
        metrics.entity("Ledger", "0").heard(elapsed());

        health.look();
        health.look();

        assertThat(health.report().isReady()).isTrue();
        assertThat(health.report().checks().get("clock")).matches("\\d{3,4} ms ahead of .*");
        assertThat(metrics.text()).contains("alerts_total{kind=\"clock\"} 1.0");
    }

    @Test
    void clockThatIsSixSecondsBehindTakesTheNodeOut() {
        aheadMillis.set(-6_000);
        metrics.entity("Ledger", "0").heard(elapsed());

        health.look();

        assertThat(health.report().isReady()).isFalse();
        assertThat(health.report().checks().get("clock")).endsWith("ms behind PostgreSQL's");
        assertThat(metrics.text()).containsPattern("clock_offset_seconds -(5\\.9|6\\.0)");
    }

    /** How long ago something was is no matter of the machine's clock. */
    @Test
    void nobodyIsSilentBecauseTheClockLeapt() {
        metrics.entity("Ledger", "0").heard(elapsed());
        health.look();

        aheadMillis.set(3_600_000);

        assertThat(health.report().isReady()).isTrue();
    }

    @Test
    void databaseThatIsGoneTakesTheNodeOut() {
        Database nobody = Database.at("127.0.0.1", 1, "none", "none", "none", "disable");
        metrics.entity("Ledger", "0").heard(elapsed());
        DataSource gone = source(nobody.jdbcUrl(), nobody);
        try (Health lost = new Health(gone, new Metrics(), this::now, this::elapsed)) {
            lost.look();

            assertThat(lost.report().isReady()).isFalse();
            assertThat(lost.report().checks().get("database")).startsWith("cannot be reached: ");
        }
    }

    @Test
    void databaseThatStoppedAnsweringIsNoticedWithoutAnAnswer() {
        metrics.entity("Ledger", "0").heard(elapsed());
        health.look();

        elapsedMillis.addAndGet(11_000);
        metrics.entity("Ledger", "0").heard(elapsed());

        assertThat(health.report().isReady()).isFalse();
        assertThat(health.report().checks()).containsEntry("database", "does not answer");
    }
}
