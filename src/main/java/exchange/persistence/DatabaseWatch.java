package exchange.persistence;

import akka.actor.AbstractExtensionId;
import akka.actor.ActorSystem;
import akka.actor.ExtendedActorSystem;
import akka.actor.Extension;

import com.typesafe.config.Config;

import exchange.ops.DatabaseState;
import exchange.ops.DatabaseState.Mode;
import exchange.ops.Metrics;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Looks twice a second whether PostgreSQL answers and writes, on a connection of its own, and
 * listens to what the journal is told. One per actor system, for as long as that lives. Leaves the
 * read-only mode only when a write of a megabyte has worked, and was undone.
 */
public final class DatabaseWatch implements Extension {
    private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final Id ID = new Id();

    private static final long LOOK_MILLIS = 500;
    private static final long LOOK_WHEN_SILENT_MILLIS = 200;
    private static final long LOOK_WHEN_READ_ONLY_MILLIS = 1_000;

    private final DatabaseState state = new DatabaseState();
    private final Database database;
    private final DatabaseProbe probe;
    private final Semaphore hurry = new Semaphore(0);
    private volatile boolean ended;
    private Mode said = Mode.WORKS;

    private static final class Id extends AbstractExtensionId<DatabaseWatch> {
        @Override
        public DatabaseWatch createExtension(ExtendedActorSystem system) {
            DatabaseWatch watch = new DatabaseWatch(system.settings().config());
            system.registerOnTermination((Runnable) watch::end);
            return watch;
        }
    }

    /** The one of this actor system; begins to look at its first use. */
    public static DatabaseWatch of(ActorSystem system) {
        return ID.get(system);
    }

    private DatabaseWatch(Config config) {
        database = new Database(
                config.getString("exchange.database.url"),
                config.getString("exchange.database.user"),
                config.getString("exchange.database.password"));
        probe = new DatabaseProbe(database);
        Thread.ofPlatform().daemon().name("database-watch").start(this::run);
    }

    Database database() {
        return database;
    }

    public DatabaseState state() {
        return state;
    }

    /** A write failed: what it says counts at once, or is a reason to look at once. */
    void failed(SQLException failure) {
        if (DatabaseState.takesNoWrites(failure)) {
            state.readOnly(words(failure));
        }
        hurry.release();
    }

    private void run() {
        while (!ended) {
            state.asks();
            try {
                probe.look(state.mode() == Mode.READ_ONLY);
                state.works();
            } catch (SQLException e) {
                if (DatabaseState.takesNoWrites(e)) {
                    state.readOnly(words(e));
                } else {
                    state.silent(words(e));
                }
            }
            say(state.mode());
            pause(state.mode());
        }
        probe.close();
    }

    private void pause(Mode mode) {
        long millis = switch (mode) {
            case WORKS -> LOOK_MILLIS;
            case SILENT -> LOOK_WHEN_SILENT_MILLIS;
            case READ_ONLY -> LOOK_WHEN_READ_ONLY_MILLIS;
        };
        try {
            // Hurrying helps to notice trouble; in trouble there is nothing to be early for.
            if (mode == Mode.WORKS) {
                hurry.tryAcquire(millis, TimeUnit.MILLISECONDS);
            } else {
                TimeUnit.MILLISECONDS.sleep(millis);
            }
            hurry.drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
        }
    }

    private void say(Mode mode) {
        if (mode == said || ended) {
            return;
        }
        switch (mode) {
            case WORKS -> log.info("PostgreSQL writes again: commands are taken");
            case SILENT ->
                log.warn(
                        "PostgreSQL is away ({}): commands are refused with 503 until it answers",
                        state.words());
            case READ_ONLY -> {
                log.error(
                        "ALERT PostgreSQL writes nothing ({}): the exchange is read-only until it"
                                + " does; free space on its disk, or make it the primary again",
                        state.words());
                Metrics.process().alert("read-only");
            }
        }
        said = mode;
    }

    private void end() {
        ended = true;
        hurry.release();
    }

    private static String words(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
