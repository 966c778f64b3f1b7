package exchange.cli;

import exchange.bootstrap.Engine;
import exchange.bootstrap.Settings;
import exchange.persistence.Database;
import exchange.persistence.Migrations;
import exchange.persistence.Pools;
import exchange.readside.ReadSide;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Gives a database a past of many orders, as fast as one node without edges can make it. */
final class JournalFill {
    private static final String MARKET = "BTC-USD";
    private static final int IN_FLIGHT = 4_000;
    private static final double STEP_SECONDS = 1;
    /** Of each order at least: held, accepted, and its end or a trade on both sides. */
    private static final long FACTS_PER_ORDER = 4;

    private static final long LOOK_NANOS = 100_000_000;
    /** Users are numbered from 1. */
    private static final long FIRST_ACCOUNT = 100_000;

    /** Where nobody has put settings of his own. */
    private static final Path NO_FOLDER = Path.of("no such folder");

    private JournalFill() {}

    static void fill(Database database, long events) {
        Migrations.run(database);
        Settings settings = Settings.load(NO_FOLDER, Map.of("LEDGER_PARTITIONS", "16"));
        try (Pools pools = Pools.of(database, settings.config());
                Engine engine = Engine.start(settings.config(), database)) {
            ReadSide readSide =
                    ReadSide.start(engine.system(), pools, engine.partitions(), engine.symbols());
            EngineBench bench = new EngineBench(engine, MARKET, FIRST_ACCOUNT, 47);
            bench.fund();
            for (long orders = 0; orders * FACTS_PER_ORDER < events; ) {
                orders += bench.closedLoop(IN_FLIGHT, STEP_SECONDS).orders();
            }
            while (readSide.lag().toCompletableFuture().join().rowsBehind() > 0) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            readSide.stop();
        }
        forgetSnapshots(database);
    }

    /** Whoever is started has to read all of it. */
    private static void forgetSnapshots(Database database) {
        try (Connection connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM snapshot");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot forget the snapshots", e);
        }
    }
}
