package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.persistence.Database;
import exchange.testkit.TestNode;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/**
 * A whole node for the tests of the REST edge, started by the first class that is extended with
 * this and stopped after the last. Each class leaves the books empty.
 */
public final class ApiServer implements BeforeAllCallback {
    private static final String KEY = "server";
    private static volatile Running running;

    private record Running(TestNode node, HttpClient client, String adminToken)
            implements Store.CloseableResource {
        @Override
        public void close() {
            client.close();
            node.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(Namespace.create(ApiServer.class))
                .getOrComputeIfAbsent(KEY, key -> start(), Running.class);
    }

    private static Running start() {
        TestNode node = TestNode.start(Map.of());
        return new Running(node, HttpClient.newHttpClient(), node.adminToken());
    }

    /** A new user with the funds of a sign-up. */
    static User newUser() {
        return new User(running.node().newUser().access());
    }

    /** The same with the limits that everybody begins with. */
    static User newStandardUser() {
        return new User(running.node().newStandardUser().access());
    }

    static User admin() {
        return new User(running.adminToken());
    }

    static User nobody() {
        return new User("");
    }

    static Database database() {
        return running.node().database();
    }

    static URI uri() {
        return running.node().uri();
    }

    /**
     * Calls the API with one token, or with none. Every answer must be as docs/openapi.yaml says.
     */
    record User(String token) {
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
            var request = HttpRequest.newBuilder(running.node().uri().resolve(path))
                    .timeout(Duration.ofSeconds(30))
                    .method(method, body)
                    .header("Content-Type", "application/json");
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            for (int i = 0; i < headers.length; i += 2) {
                // Another type instead of JSON; of all else there may be several.
                if (headers[i].equals("Content-Type")) {
                    request.setHeader(headers[i], headers[i + 1]);
                } else {
                    request.header(headers[i], headers[i + 1]);
                }
            }
            HttpResponse<String> response =
                    running.client().send(request.build(), BodyHandlers.ofString());
            assertThat(OpenApi.DOCUMENT.problems(method, response))
                    .as(method + " " + path + " answers as docs/openapi.yaml says")
                    .isEmpty();
            return new Reply(response);
        }
    }
}
