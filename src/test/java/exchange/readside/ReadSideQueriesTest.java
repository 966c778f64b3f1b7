package exchange.readside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;

import exchange.persistence.Database;
import exchange.persistence.Pools;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Queries while they cannot be answered, and waiting for the tables. */
final class ReadSideQueriesTest {
    private final Database database = TestPostgres.freshDatabase();
    private final Config config = TestPostgres.config(database);
    private final Pools pools = Pools.of(database, config);
    private final Tables tables = new Tables(database);
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);

    @AfterEach
    void end() {
        scheduler.shutdownNow();
        pools.close();
    }

    private ReadSideQueries queries(Executor executor) {
        CatchUp catchUp = new CatchUp(pools.queries(), scheduler);
        return new ReadSideQueries(new Select(pools.queries()), executor, catchUp);
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void queryThatFindsNoRoomFailsAtOnce() {
        Executor full = task -> {
            throw new RejectedExecutionException("full");
        };

        assertThatThrownBy(() -> get(queries(full).prices("BTC-USD", 1)))
                .hasRootCauseInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void queryFailsWhenTheTablesAreAway() {
        tables.execute("DROP TABLE prices");

        assertThatThrownBy(() -> get(queries(Runnable::run).prices("BTC-USD", 1)))
                .hasMessageContaining("a history query failed");
    }

    @Test
    void waitersWakeWhenTheirBatchOrEventIsThere() throws InterruptedException {
        ReadSideQueries queries = queries(Runnable::run);
        Duration patience = Duration.ofSeconds(20);
        List<CompletionStage<Boolean>> waiting = new ArrayList<>();
        waiting.add(queries.waitFor(3, 7, patience));
        waiting.add(queries.waitForAccount(5, 70, patience));
        CompletionStage<Boolean> hopeless = queries.waitForAccount(6, 70, Duration.ofMillis(50));
        assertThat(get(queries.waitForAccount(9, 0, patience))).isTrue();
        assertThat(get(hopeless)).isFalse();
        assertThat(waiting).noneMatch(each -> each.toCompletableFuture().isDone());

        tables.execute("INSERT INTO read_side_progress VALUES ('Ledger|3', 8)");
        tables.execute("INSERT INTO account_events VALUES (5, 60, 70, 0, '')");

        waiting.forEach(each -> assertThat(get(each)).isTrue());
    }

    @Test
    void waiterIsToldNoWhenTheDatabaseCannotSay() {
        tables.execute("DROP TABLE read_side_progress");

        assertThat(get(queries(Runnable::run).waitFor(0, 1, Duration.ofMillis(50))))
                .isFalse();
    }
}
