package exchange.bootstrap;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.typed.Cluster;

import com.typesafe.config.Config;

import exchange.accounts.LedgerActor;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerLogic;
import exchange.book.BookCommand;
import exchange.book.BookLogic;
import exchange.book.OrderBookActor;
import exchange.ops.DatabaseState;
import exchange.ops.Elapsed;
import exchange.persistence.DatabaseWatch;
import exchange.sequencer.EntityKind;
import exchange.sequencer.Limits;
import exchange.sequencer.Rehearsal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** Both entity types on this node, linked with each other through sharding. */
final class Entities {
    private static final Logger log = LoggerFactory.getLogger(Entities.class);
    private static final Duration REHEARSAL_MAX = Duration.ofSeconds(5);

    private final ActorSystem<?> system;
    private final EntityKind<LedgerCommand> ledgers;
    private final EntityKind<BookCommand> books;

    /** @param clock what batches are stamped with */
    Entities(ActorSystem<?> system, int partitions, LongSupplier clock) {
        this.system = system;
        Config exchange = system.settings().config().getConfig("exchange");
        Limits limits = limits(exchange.getConfig("group-commit"));
        DatabaseState database = DatabaseWatch.of(Adapter.toClassic(system)).state();
        String node = Cluster.get(system).selfMember().address().toString();
        this.ledgers = new EntityKind<LedgerCommand>(
                LedgerActor.NAME,
                name -> new LedgerLogic(Integer.parseInt(name), partitions),
                "exchange.journal.ledgers",
                "exchange.snapshots",
                limits,
                clock,
                Elapsed::millis,
                node,
                Version.text(),
                database::mode);
        this.books = new EntityKind<BookCommand>(
                OrderBookActor.NAME,
                symbol -> new BookLogic(symbol, partitions),
                "exchange.journal.books",
                "exchange.snapshots",
                limits,
                clock,
                Elapsed::millis,
                node,
                Version.text(),
                database::mode);
    }

    /**
     * Goes through what happens when an entity comes to this node, before it can: the first time
     * takes seconds on a busy machine.
     */
    void rehearse(String symbol) {
        CompletableFuture<Void> book = new CompletableFuture<>();
        CompletableFuture<Void> ledger = new CompletableFuture<>();
        rehearse(Rehearsal.create(books, symbol, book), "rehearsal-book");
        rehearse(Rehearsal.create(ledgers, "0", ledger), "rehearsal-ledger");
        try {
            CompletableFuture.allOf(book, ledger)
                    .get(REHEARSAL_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.info("the journal is long; the node joins before it has read the first of it");
        }
    }

    private void rehearse(Behavior<Rehearsal.Over> behavior, String name) {
        system.systemActorOf(behavior, name, Props.empty());
    }

    /** From now on entities may live here. */
    void start() {
        LedgerActor.init(system, ledgers, (peer, message) -> {
            if (LedgerActor.isLedger(peer)) {
                LedgerActor.tell(system, Integer.parseInt(peer), message);
            } else {
                OrderBookActor.tell(system, peer, message);
            }
        });
        OrderBookActor.init(
                system,
                books,
                (partition, message) ->
                        LedgerActor.tell(system, Integer.parseInt(partition), message));
    }

    private static Limits limits(Config commit) {
        return new Limits(
                commit.getInt("commands-max"),
                commit.getInt("facts-max"),
                (int) (long) commit.getBytes("bytes-max"),
                commit.getInt("queue-max"),
                commit.getDuration("pace"),
                commit.getLong("snapshot-after-facts"),
                commit.getLong("snapshot-idle-facts"),
                commit.getDuration("drain"));
    }
}
