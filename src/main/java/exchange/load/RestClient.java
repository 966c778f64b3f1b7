package exchange.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/**
 * The few REST calls a load needs: an account of its own, money for it, and what became of its
 * orders.
 */
public final class RestClient {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final String PASSWORD = "a long load password";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;

    /** @param base such as http://127.0.0.1:8000 */
    public RestClient(URI base) {
        this.base = base;
    }

    /** A user with its access token. */
    public record User(String userId, String email, String token) {}

    public URI base() {
        return base;
    }

    HttpClient http() {
        return http;
    }

    /** Signs up a new trader with a random name and logs in. */
    public User newTrader(String name) {
        String email = name + "-" + UUID.randomUUID() + "@load.example";
        ObjectNode body = JSON.createObjectNode();
        body.put("email", email).put("password", PASSWORD).put("name", name);
        JsonNode made = call("POST", "/api/v1/auth/signup", "", body, 201);
        return new User(made.path("data").path("user_id").asText(), email, login(email, PASSWORD));
    }

    /** Signs up with these, unless somebody has the email already, and logs in. */
    public User trader(String email, String password, String name) {
        ObjectNode body = JSON.createObjectNode();
        body.put("email", email).put("password", password).put("name", name);
        send("POST", "/api/v1/auth/signup", "", body, Set.of(201, 409));
        String token = login(email, password);
        String userId = get("/api/v1/auth/me", token).at("/data/user_id").asText();
        return new User(userId, email, token);
    }

    /** The access token of a user. */
    public String login(String email, String password) {
        ObjectNode body = JSON.createObjectNode();
        body.put("email", email).put("password", password);
        return call("POST", "/api/v1/auth/login", "", body, 200)
                .path("data")
                .path("access_token")
                .asText();
    }

    public void deposit(String adminToken, User user, String asset, String amount) {
        ObjectNode body = JSON.createObjectNode();
        body.put("user_id", user.userId()).put("asset", asset).put("amount", amount);
        body.put("reference", "load/" + user.userId() + "/" + asset);
        call("POST", "/api/v1/admin/deposits", adminToken, body, 200);
    }

    /** Frees the user of all limits by account, so that a load is limited by the exchange alone. */
    public void setUnlimited(String adminToken, User user) {
        ObjectNode body = JSON.createObjectNode().put("tier", "unlimited");
        call("PUT", "/api/v1/admin/users/" + user.userId() + "/tier", adminToken, body, 200);
    }

    /** Halts every market; returns their symbols. */
    public JsonNode haltAll(String adminToken, String reason) {
        ObjectNode body = JSON.createObjectNode().put("reason", reason);
        return call("POST", "/api/v1/admin/halt", adminToken, body, 200).at("/data/halted");
    }

    /** Places an order, which must be taken; returns the answer. */
    public JsonNode place(User user, String order) {
        try {
            return call("POST", "/api/v1/orders/place", user.token(), JSON.readTree(order), 200);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + order, e);
        }
    }

    public JsonNode get(String path, String token) {
        return call("GET", path, token, null, 200);
    }

    private JsonNode call(String method, String path, String token, JsonNode body, int expected) {
        return send(method, path, token, body, Set.of(expected));
    }

    private JsonNode send(
            String method, String path, String token, JsonNode body, Set<Integer> expected) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json");
            request.method(method, HttpRequest.BodyPublishers.ofString(body.toString()));
        }
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (!expected.contains(answer.statusCode())) {
                throw new LoadFailed(method + " " + path + ": expected " + expected + ", found "
                        + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new LoadFailed(method + " " + path + " did not answer JSON");
        } catch (IOException e) {
            throw new LoadFailed("cannot reach " + base + " (" + e + "): is the exchange running?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailed("interrupted");
        }
    }
}
