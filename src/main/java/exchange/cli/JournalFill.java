package exchange.cli;

import exchange.bootstrap.Engine;
import exchange.bootstrap.Settings;
import exchange.persistence.Database;
import exchange.persistence.Migrations;

import java.nio.file.Path;
import java.util.Map;

/** Gives a database a past of many orders, as fast as one node without edges can make it. */
final class JournalFill {
    private static final String MARKET = "BTC-USD";
    private static final int IN_FLIGHT = 4_000;
    private static final double STEP_SECONDS = 1;
    /** Of each order at least: held, accepted, and its end or a trade on both sides. */
    private static final long FACTS_PER_ORDER = 4;
    /** Users are numbered from 1. */
    private static final long FIRST_ACCOUNT = 100_000;

    /** Where nobody has put settings of his own. */
    private static final Path NO_FOLDER = Path.of("no such folder");

    private JournalFill() {}

    static void fill(Database database, long events) {
        Migrations.run(database);
        Settings settings = Settings.load(NO_FOLDER, Map.of("LEDGER_PARTITIONS", "16"));
        try (Engine engine = Engine.start(settings.config(), database)) {
            EngineBench bench = new EngineBench(engine, MARKET, FIRST_ACCOUNT, 47);
            bench.fund();
            for (long orders = 0; orders * FACTS_PER_ORDER < events; ) {
                orders += bench.closedLoop(IN_FLIGHT, STEP_SECONDS).orders();
            }
        }
    }
}
