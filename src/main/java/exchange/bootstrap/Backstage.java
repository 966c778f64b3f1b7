package exchange.bootstrap;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.ServerBinding;

import com.typesafe.config.Config;

import exchange.http.HttpServer;
import exchange.http.HttpSettings;
import exchange.http.ProbeRoutes;
import exchange.ops.Metrics;
import exchange.readside.ReadSide;

import java.time.Duration;
import java.util.Set;

/**
 * What a node without the role edge has on its port: whether it is alive and ready, and its
 * metrics. It wakes and projects like all others.
 */
final class Backstage implements EdgeStarter.Edge {
    private static final Duration DRAIN = Duration.ofSeconds(1);

    private final ReadSide readSide;
    private final NodeHealth health;
    private final ServerBinding binding;

    private Backstage(ReadSide readSide, NodeHealth health, ServerBinding binding) {
        this.readSide = readSide;
        this.health = health;
        this.binding = binding;
    }

    /** Opens the port; fails when it is taken. */
    static Backstage open(Settings settings, Storage storage, Engine engine) {
        ActorSystem<?> system = engine.system();
        Config config = settings.config();
        ReadSide readSide =
                ReadSide.start(system, storage.pools(), engine.partitions(), engine.symbols());
        Waker.start(system, engine.partitions(), readSide.markets()::symbols);
        NodeHealth health = NodeHealth.open(settings, storage, system);
        var routes = new ProbeRoutes(health::report, Metrics.process());
        HttpSettings http = HttpSettings.from(config, settings.host(), settings.port(), Set.of());
        ServerBinding binding =
                OpenPort.await(http, new HttpServer(http).start(system, routes.routes()));
        return new Backstage(readSide, health, binding);
    }

    @Override
    public int port() {
        return binding.localAddress().getPort();
    }

    @Override
    public void close() {
        binding.terminate(DRAIN).toCompletableFuture().join();
        health.close();
        readSide.stop();
    }
}
