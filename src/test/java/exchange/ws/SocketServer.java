package exchange.ws;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.server.Route;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

/** A real server on a free port of this machine, for the sockets alone. */
final class SocketServer implements AutoCloseable {
    static final Config CONFIG = ConfigFactory.parseString("""
                    akka.http.server.socket-options.so-send-buffer-size = 16k
                    akka.coordinated-shutdown.exit-jvm = off
                    """)
            .withFallback(ConfigFactory.parseResources("exchange/ws.conf"))
            .withFallback(ConfigFactory.parseResources("exchange/limits.conf"))
            .withFallback(ConfigFactory.parseResources("exchange/session.conf"))
            .withFallback(ConfigFactory.load())
            .resolve();

    private final ServerBinding binding;

    SocketServer(ActorSystem<?> system, Route route) {
        binding = Http.get(system)
                .newServerAt("127.0.0.1", 0)
                .bind(route)
                .toCompletableFuture()
                .join();
    }

    static ActorTestKit testKit() {
        return ActorTestKit.create("sockets", CONFIG);
    }

    String uri(String path) {
        return "ws://127.0.0.1:" + binding.localAddress().getPort() + path;
    }

    @Override
    public void close() {
        binding.terminate(java.time.Duration.ofMillis(100))
                .toCompletableFuture()
                .join();
    }
}
