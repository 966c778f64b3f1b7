package exchange.bootstrap;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.SingletonActor;

import exchange.accounts.LedgerActor;
import exchange.book.OrderBookActor;
import exchange.sequencer.FrontMessage;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;

/**
 * Keeps every book and ledger awake: one per cluster, it pings them all every three seconds, so
 * that after a fail-over they replay and send again what their links hold, without waiting for
 * traffic.
 */
final class Waker {
    private static final Duration EVERY = Duration.ofSeconds(3);

    private enum Wake {
        NOW
    }

    private Waker() {}

    static void start(
            ActorSystem<?> system, int partitions, Supplier<? extends Collection<String>> symbols) {
        ClusterSingleton.get(system)
                .init(SingletonActor.of(behavior(system, partitions, symbols), "waker"));
    }

    private static Behavior<Wake> behavior(
            ActorSystem<?> system, int partitions, Supplier<? extends Collection<String>> symbols) {
        return Behaviors.withTimers(timers -> {
            timers.startTimerAtFixedRate(Wake.NOW, Duration.ZERO, EVERY);
            return Behaviors.receive(Wake.class)
                    .onMessage(Wake.class, wake -> {
                        for (int partition = 0; partition < partitions; partition++) {
                            LedgerActor.tell(system, partition, new FrontMessage.Ping());
                        }
                        for (String symbol : symbols.get()) {
                            OrderBookActor.tell(system, symbol, new FrontMessage.Ping());
                        }
                        return Behaviors.same();
                    })
                    .build();
        });
    }
}
