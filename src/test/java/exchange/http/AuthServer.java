package exchange.http;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.server.Directives;
import akka.http.javadsl.server.Route;
import akka.stream.javadsl.Flow;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import exchange.identity.Identity;
import exchange.identity.IdentitySettings;
import exchange.identity.UserIds;
import exchange.market.AccountIds;
import exchange.persistence.Pools;
import exchange.testkit.TestPostgres;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The auth routes behind a real port, over a fresh database; credits are written down. */
final class AuthServer implements AutoCloseable {
    static final String ADMIN = "root@example.org";
    static final String ADMIN_PASSWORD = "the admin's password";

    final List<Long> credited = new CopyOnWriteArrayList<>();
    final int port;
    private final ActorSystem<Void> system;
    private final Pools pools;
    private final Identity identity;
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile boolean creditWorks = true;

    AuthServer(String... settings) throws Exception {
        var database = TestPostgres.freshDatabase();
        Config config = ConfigFactory.parseString(String.join("\n", settings))
                .withFallback(ConfigFactory.parseString("akka.actor.provider = local"))
                .withFallback(TestPostgres.config(database));
        system = ActorSystem.create(Behaviors.empty(), "http", config);
        pools = Pools.of(database, config);
        identity = Identity.open(
                pools.queries(),
                IdentitySettings.from(config),
                "a secret for tests that is long enough".getBytes(StandardCharsets.UTF_8),
                "another secret for tests".getBytes(StandardCharsets.UTF_8),
                new UserIds(AccountIds::toUuid, AccountIds::parse),
                InstantSource.system());
        identity.ensureAdmin(ADMIN, Optional.of(ADMIN_PASSWORD));
        HttpSettings http =
                HttpSettings.from(config, "127.0.0.1", 0, Set.of("http://localhost:5173"));
        var auth = new AuthRoutes(
                identity, this::credit, http, true, new Authentication(identity), new Bodies(http));
        Route routes = Directives.concat(
                Directives.pathPrefix("api", () -> Directives.pathPrefix("v1", auth::routes)),
                Directives.path(
                        "echo", () -> Directives.handleWebSocketMessages(Flow.of(Message.class))),
                Directives.path("bug", () -> {
                    throw new IllegalStateException("a secret of the inside");
                }));
        ServerBinding binding = new HttpServer(http)
                .start(system, routes)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        port = binding.localAddress().getPort();
    }

    void creditWorks(boolean works) {
        creditWorks = works;
    }

    Reply post(String path, String body, String... headers) throws Exception {
        return send(request(path, headers).POST(BodyPublishers.ofString(body)));
    }

    Reply get(String path, String... headers) throws Exception {
        return send(request(path, headers).GET());
    }

    HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json");
        if (headers.length > 0) {
            for (int i = 0; i < headers.length; i += 2) {
                request.setHeader(headers[i], headers[i + 1]);
            }
        }
        return request;
    }

    Reply send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        return new Reply(response);
    }

    @Override
    public void close() throws Exception {
        client.close();
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
        identity.close();
        pools.close();
    }

    private CompletionStage<Done> credit(long account) {
        if (!creditWorks) {
            return CompletableFuture.failedFuture(new IllegalStateException("ledger is away"));
        }
        credited.add(account);
        return CompletableFuture.completedFuture(Done.getInstance());
    }
}
