package exchange.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import exchange.bootstrap.Edges;
import exchange.bootstrap.Node;
import exchange.bootstrap.Settings;
import exchange.persistence.Database;

import org.apache.commons.io.FileUtils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The whole exchange in this JVM, on a fresh database and a free port, as a client meets it. */
public final class TestNode implements AutoCloseable {
    private static final String PASSWORD = "correct horse battery";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicInteger users = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private final Database database;
    private final Node node;
    private final URI uri;
    private final String adminToken;
    private boolean isClosed;

    /** A user with funds, and the tokens of a login. */
    public record User(String id, String access, String refresh) {}

    /** What a route answered. */
    public record Answer(int status, JsonNode body) {}

    /** @param environment over what a test needs anyway */
    public static TestNode start(Map<String, String> environment) {
        return new TestNode(environment);
    }

    /** The exchange that had this database, started again; its users' tokens still hold. */
    public static TestNode startAgain(Database database, Map<String, String> environment) {
        return new TestNode(database, environment);
    }

    private TestNode(Map<String, String> environment) {
        this(TestPostgres.freshDatabase(), environment);
    }

    private TestNode(Database database, Map<String, String> environment) {
        data = withCheapPasswords(temporary());
        this.database = database;
        node = new Node(Settings.load(data, all(data, database, environment)), Edges::open);
        uri = URI.create(node.start().url());
        adminToken = logIn("admin@example.com").body().at("/data/access_token").asText();
    }

    /** The environment of a node with that data and database. */
    public static Map<String, String> all(
            Path data, Database database, Map<String, String> environment) {
        URI server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        Map<String, String> all = new HashMap<>(Map.of(
                "SERVER_PORT", "0",
                "DATA_DIR", data.resolve("data").toString(),
                "DEMO", "false",
                "PAPER", "true",
                "JWT_SECRET_KEY", "a secret for tests that is long enough",
                "POSTGRES_HOST", server.getHost(),
                "POSTGRES_PORT", String.valueOf(server.getPort()),
                "POSTGRES_DB", server.getPath().substring(1),
                "POSTGRES_USER", database.user(),
                "POSTGRES_PASSWORD", database.password()));
        all.put("SIGNUP_CREDIT", "USD=100000,BTC=10,ETH=100");
        all.put("ADMIN_EMAIL", "admin@example.com");
        all.put("ADMIN_PASSWORD", PASSWORD);
        all.putAll(environment);
        return all;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("exchange-node");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a password costs, and how often what changes, is no matter of these tests. */
    private static Path withCheapPasswords(Path home) {
        try {
            Files.writeString(
                    home.resolve("application.conf"),
                    "exchange.identity.passwords { memory-kib = 64, iterations = 1 }\n"
                            + "exchange.api.leaderboard-refresh = 100ms");
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Database database() {
        return database;
    }

    public URI uri() {
        return uri;
    }

    /** Such as {@code ws://127.0.0.1:12345/api/v1/ws}. */
    public String socketUri(String path) {
        return uri.toString().replaceFirst("^http", "ws") + path;
    }

    /** The first admin's access token. */
    public String adminToken() {
        return adminToken;
    }

    private Answer logIn(String email) {
        return post(
                "/api/v1/auth/login",
                "",
                "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD));
    }

    /** A new user whom no limits by account hold, so that tests share books without care. */
    public User newUser() {
        User user = newStandardUser();
        send(
                "/api/v1/admin/users/" + user.id() + "/tier",
                adminToken,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"tier\":\"unlimited\"}")));
        return user;
    }

    /** A new user as everybody begins. */
    public User newStandardUser() {
        String email = "user" + users.incrementAndGet() + "@example.com";
        Answer made = post(
                "/api/v1/auth/signup",
                "",
                "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"U\"}".formatted(email, PASSWORD));
        Answer in = logIn(email);
        return new User(
                made.body().at("/data/user_id").asText(),
                in.body().at("/data/access_token").asText(),
                in.body().at("/data/refresh_token").asText());
    }

    /** Places an order by REST, which must be taken; returns the order. */
    public JsonNode place(User user, String order) {
        Answer answer = post("/api/v1/orders/place", user.access(), order);
        if (answer.status() != 200) {
            throw new AssertionError("expected 200, found " + answer);
        }
        return answer.body().get("order");
    }

    public Answer post(String path, String token, String body) {
        return send(
                path,
                token,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    public Answer patch(String path, String token, String body) {
        return send(
                path,
                token,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(body)));
    }

    public Answer put(String path, String token, String body) {
        return send(
                path,
                token,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer get(String path, String token) {
        return send(path, token, HttpRequest.newBuilder().GET());
    }

    public Answer delete(String path, String token) {
        return send(path, token, HttpRequest.newBuilder().DELETE());
    }

    private Answer send(String path, String token, HttpRequest.Builder request) {
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = http.send(
                    request.uri(uri.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** May be called again. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        node.close();
        FileUtils.deleteQuietly(data.toFile());
    }
}
