package exchange.http;

import akka.Done;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.server.Directives;
import akka.http.javadsl.server.Route;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.api.Api;
import exchange.api.ApiSettings;
import exchange.api.ListedMarkets;
import exchange.bootstrap.Engine;
import exchange.identity.Identity;
import exchange.identity.IdentitySettings;
import exchange.identity.UserIds;
import exchange.market.AccountIds;
import exchange.marketdata.MarketData;
import exchange.ops.Health;
import exchange.ops.Metrics;
import exchange.persistence.Database;
import exchange.persistence.Pools;
import exchange.readside.ReadSide;
import exchange.testkit.TestPostgres;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The whole REST edge on a real engine, over a fresh database and a real port. */
final class ApiServer implements AutoCloseable {
    private static final String PASSWORD = "correct horse battery";
    private static final AtomicInteger USERS = new AtomicInteger();

    final int port;
    private final Pools pools;
    private final Identity identity;
    private final Engine engine;
    private final ReadSide readSide;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String adminToken;

    ApiServer(Optional<WebApp> app, String... settings) throws Exception {
        Database database = TestPostgres.freshDatabase();
        Config config = ConfigFactory.parseString(String.join("\n", settings))
                .withFallback(TestPostgres.config(database));
        pools = Pools.of(database, config);
        identity = Identity.open(
                pools.queries(),
                IdentitySettings.from(config),
                "a secret for tests that is long enough".getBytes(StandardCharsets.UTF_8),
                new UserIds(AccountIds::toUuid, AccountIds::parse),
                InstantSource.system());
        identity.ensureAdmin("admin@example.org", Optional.of(PASSWORD));
        engine = Engine.start(config, database);
        readSide = ReadSide.start(engine.system(), pools, engine.partitions(), engine.symbols());
        if (!readSide.markets().await(engine.symbols(), Duration.ofSeconds(20))) {
            throw new IllegalStateException("the markets were not listed in time");
        }
        Api api = Api.create(
                ApiSettings.of(config),
                engine.ledgers(),
                readSide.queries(),
                new ListedMarkets(readSide.markets(), config.getString("exchange.default-market")),
                new MarketData(engine.system()),
                Clock.systemUTC());
        HttpSettings http =
                HttpSettings.from(config, "127.0.0.1", 0, Set.of("http://localhost:5173"));
        Metrics metrics = new Metrics();
        Route routes = RestRoutes.of(
                api,
                identity,
                this::credit,
                http,
                metrics,
                Directives.reject(),
                new SystemRoutes(
                        () -> new Health.Report(true, Map.of("database", "answers")),
                        metrics,
                        app));
        ServerBinding binding = new HttpServer(http)
                .start(engine.system(), routes)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        port = binding.localAddress().getPort();
        adminToken = logIn("admin@example.org");
    }

    /** A client of the API as one user, with the funds of a sign-up. */
    User newUser() throws Exception {
        String email = "user" + USERS.incrementAndGet() + "@example.org";
        Reply reply = new User("")
                .post(
                        "/api/v1/auth/signup",
                        "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD
                                + "\",\"name\":\"U\"}");
        if (reply.status() != 201) {
            throw new IllegalStateException(
                    "sign-up answered " + reply.response().body());
        }
        return new User(logIn(email));
    }

    User admin() {
        return new User(adminToken);
    }

    User nobody() {
        return new User("");
    }

    private String logIn(String email) throws Exception {
        return new User("")
                .post(
                        "/api/v1/auth/login",
                        "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"}")
                .data("access_token");
    }

    /** What each new user begins with. */
    private CompletionStage<Done> credit(long account) {
        List<CompletionStage<LedgerReply>> deposits = List.of(
                deposit(account, "USD", 100_000),
                deposit(account, "BTC", 10),
                deposit(account, "ETH", 100));
        return CompletableFuture.allOf(deposits.stream()
                        .map(CompletionStage::toCompletableFuture)
                        .toArray(CompletableFuture[]::new))
                .thenApply(done -> Done.getInstance());
    }

    private CompletionStage<LedgerReply> deposit(long account, String asset, long whole) {
        var deposit = new LedgerCommand.Deposit(
                account, asset, whole * 10_000_000_000L, "signup/" + account + "/" + asset, "test");
        return engine.ledgers().ask(deposit, System.currentTimeMillis() + 10_000);
    }

    @Override
    public void close() throws Exception {
        client.close();
        readSide.stop();
        engine.close();
        identity.close();
        pools.close();
    }

    /** Calls the API with one token, or with none. */
    final class User {
        private final String token;

        User(String token) {
            this.token = token;
        }

        Reply get(String path, String... headers) throws Exception {
            return send("GET", path, BodyPublishers.noBody(), headers);
        }

        Reply delete(String path) throws Exception {
            return send("DELETE", path, BodyPublishers.noBody());
        }

        Reply post(String path, String body) throws Exception {
            return send("POST", path, BodyPublishers.ofString(body));
        }

        /** Places an order written with single quotes. */
        Reply place(String order) throws Exception {
            return post("/api/v1/orders/place", order.replace('\'', '"'));
        }

        Reply send(String method, String path, BodyPublisher body, String... headers)
                throws Exception {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(30))
                    .method(method, body)
                    .header("Content-Type", "application/json");
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return new Reply(client.send(request.build(), BodyHandlers.ofString()));
        }
    }
}
