package exchange.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.testkit.ExchangeProcess;
import exchange.testkit.TestNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * kill -9 of the server while a user asks for withdrawals and an admin decides them: what was
 * answered is there once, asked again it is the same, and the money adds up.
 */
final class MoneyCrashTest {
    private static final int REQUESTS = 60;
    private static final String OWN = "/api/v1/account/withdrawals";
    private static final String ALL = "/api/v1/admin/withdrawals/";

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, String> statusByNumber = new HashMap<>();

    @Test
    void everyDecisionAnsweredBeforeTheKillStandsAndNoneCountsTwice() throws Exception {
        long seed = Long.getLong("crash.seed", System.nanoTime());
        System.out.println("money crash test with -Dcrash.seed=" + seed);
        int moment = 10 + new Random(seed).nextInt(REQUESTS - 20);
        try (ExchangeProcess exchange = new ExchangeProcess(folder.resolve("data"), "USD=100000")) {
            exchange.start();
            RestClient rest = new RestClient(exchange.uri());
            RestClient.User user = rest.newTrader("ann");
            String admin = rest.login(ExchangeProcess.ADMIN_EMAIL, ExchangeProcess.ADMIN_PASSWORD);

            Thread killer = Thread.ofPlatform().unstarted(exchange::kill);
            askAndDecide(exchange, user, admin, killer, moment);
            killer.join();
            exchange.start();
            Map<Integer, String> before = Map.copyOf(statusByNumber);
            askAndDecide(exchange, user, admin, killer, REQUESTS);

            assertThat(before).hasSizeGreaterThanOrEqualTo(moment);
            assertThat(statusByNumber).hasSize(REQUESTS).containsAllEntriesOf(before);
            JsonNode usd = balance(rest, user);
            assertThat(new BigDecimal(usd.path("held").asText())).isZero();
            // Of each three one is approved, one refused, one taken back.
            assertThat(new BigDecimal(usd.path("available").asText()))
                    .isEqualByComparingTo("99980");
            assertThat(exchange.audit()).isZero();
        }
    }

    /** Until all are decided, or the server does not answer. */
    private void askAndDecide(
            ExchangeProcess exchange,
            RestClient.User user,
            String admin,
            Thread killer,
            int killedAt)
            throws InterruptedException {
        try {
            for (int i = 0; i < REQUESTS; i++) {
                if (i == killedAt) {
                    killer.start();
                }
                JsonNode asked = send(
                        exchange,
                        "POST",
                        OWN,
                        user.token(),
                        "{\"asset\":\"USD\",\"amount\":1,\"address\":\"a\",\"client_withdrawal_id\":\""
                                + i + "\"}");
                String id = asked.path("withdrawal_id").asText();
                JsonNode decided = switch (i % 3) {
                    case 0 -> send(exchange, "POST", ALL + id + "/approve", admin, "{}");
                    case 1 ->
                        send(exchange, "POST", ALL + id + "/refuse", admin, "{\"reason\":\"no\"}");
                    default -> send(exchange, "DELETE", OWN + "/" + id, user.token(), "");
                };
                String status = decided.path("status").asText();
                assertThat(statusByNumber.putIfAbsent(i, status)).isIn(null, status);
            }
        } catch (IOException e) {
            assertThat(statusByNumber).isNotEmpty();
        }
    }

    private JsonNode send(
            ExchangeProcess exchange, String method, String path, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(exchange.uri().resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isIn(200, 201);
        return TestNode.json(response.body());
    }

    private static JsonNode balance(RestClient rest, RestClient.User user) {
        for (JsonNode each : rest.get("/api/v1/account", user.token()).path("balances")) {
            if (each.path("asset").asText().equals("USD")) {
                return each;
            }
        }
        throw new AssertionError("no USD");
    }
}
