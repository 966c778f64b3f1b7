package exchange.faults;

import akka.actor.testkit.typed.javadsl.ActorTestKit;

import exchange.accounts.LedgerFact;
import exchange.drill.DatabaseProxy;
import exchange.persistence.Database;
import exchange.sequencer.FrontMessage.LinkMessage;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What tests of crash points share: one database behind a proxy, one actor system. */
abstract class RealCrashes {
    private static final AtomicInteger EXCHANGES = new AtomicInteger();

    static Database database;
    static DatabaseProxy proxy;
    static ActorTestKit kit;

    RealExchange exchange;

    @BeforeAll
    static void open() throws IOException {
        database = TestPostgres.freshDatabase();
        proxy = new DatabaseProxy(database);
        kit = ActorTestKit.create(TestPostgres.config(proxy.database()));
    }

    @AfterAll
    static void close() throws IOException {
        kit.shutdownTestKit();
        proxy.close();
    }

    @BeforeEach
    void begin() {
        exchange = new RealExchange(kit, database, suffix());
    }

    static String suffix() {
        return "T" + EXCHANGES.incrementAndGet();
    }

    @AfterEach
    void end() {
        exchange.end();
    }

    static boolean carriesItems(LinkMessage message) {
        return message.count() > 0;
    }

    static List<LedgerFact.OrderHeld> holds(RealJournal journal) {
        return journal.ledger(LedgerFact.OrderHeld.class);
    }
}
