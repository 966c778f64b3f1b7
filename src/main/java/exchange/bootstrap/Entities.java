package exchange.bootstrap;

import akka.actor.typed.ActorSystem;
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
import exchange.persistence.DatabaseWatch;
import exchange.sequencer.EntityKind;
import exchange.sequencer.Limits;

import java.util.function.LongSupplier;

/** Starts both entity types on this node, linked with each other through sharding. */
final class Entities {
    private Entities() {}

    /** @param clock what batches are stamped with */
    static void start(ActorSystem<?> system, int partitions, LongSupplier clock) {
        Config exchange = system.settings().config().getConfig("exchange");
        Limits limits = limits(exchange.getConfig("group-commit"));
        DatabaseState database = DatabaseWatch.of(Adapter.toClassic(system)).state();
        String node = Cluster.get(system).selfMember().address().toString();
        LedgerActor.init(
                system,
                new EntityKind<LedgerCommand>(
                        LedgerActor.NAME,
                        name -> new LedgerLogic(Integer.parseInt(name), partitions),
                        "exchange.journal.ledgers",
                        "exchange.snapshots",
                        limits,
                        clock,
                        System::currentTimeMillis,
                        node,
                        Version.text(),
                        database::mode),
                (peer, message) -> {
                    if (LedgerActor.isLedger(peer)) {
                        LedgerActor.tell(system, Integer.parseInt(peer), message);
                    } else {
                        OrderBookActor.tell(system, peer, message);
                    }
                });
        OrderBookActor.init(
                system,
                new EntityKind<BookCommand>(
                        OrderBookActor.NAME,
                        symbol -> new BookLogic(symbol, partitions),
                        "exchange.journal.books",
                        "exchange.snapshots",
                        limits,
                        clock,
                        System::currentTimeMillis,
                        node,
                        Version.text(),
                        database::mode),
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
