package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.testkit.TestNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Portfolios and the leaderboard over real HTTP, on a node where nobody else trades. */
class PortfolioTest {
    private static final String PORTFOLIO = "/api/v1/account/portfolio";
    private static final String SHOWN = "/api/v1/account/leaderboard";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static TestNode node;

    @BeforeAll
    static void start() {
        node = TestNode.start(Map.of());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static Reply send(String method, String path, String token, String body)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create(node.uri() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(OpenApi.DOCUMENT.problems(method, response))
                .as(method + path)
                .isEmpty();
        return new Reply(response);
    }

    private static JsonNode get(String path, String token) throws Exception {
        return send("GET", path, token, "").json();
    }

    private static void place(String token, String side, String price, String quantity)
            throws Exception {
        Reply placed = send(
                "POST",
                "/api/v1/orders/place",
                token,
                "{'side':'%s','order_type':'LIMIT','price':%s,'quantity':%s}"
                        .formatted(side, price, quantity)
                        .replace('\'', '"'));
        assertThat(placed.status()).isEqualTo(200);
    }

    /** Made anew some seconds after it is looked at. */
    private static JsonNode leaderboard(String token, Predicate<JsonNode> isIt) throws Exception {
        long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        JsonNode found = get("/api/v1/leaderboard", token);
        while (!isIt.test(found) && System.nanoTime() < giveUp) {
            Thread.onSpinWait();
            found = get("/api/v1/leaderboard", token);
        }
        return found;
    }

    private static BigDecimal amount(JsonNode json, String name) {
        return new BigDecimal(json.path(name).asText());
    }

    private static List<String> names(JsonNode leaderboard) {
        List<String> names = new ArrayList<>();
        leaderboard.path("rows").forEach(row -> names.add(row.path("name").asText()));
        return names;
    }

    @Test
    void profitComesFromFillsAndIsRankedUntilItsOwnerIsHidden() throws Exception {
        String ann = node.newUser().access();
        String bob = node.newUser().access();
        place(ann, "SELL", "100", "2");
        place(bob, "BUY", "100", "2");
        place(bob, "SELL", "150", "1");
        place(ann, "BUY", "150", "1");

        JsonNode portfolio = get(PORTFOLIO + "?period=all", bob);

        // Bob began with 10 BTC and 100 ETH; ETH was never traded.
        JsonNode bitcoin = portfolio.path("assets").path(0);
        assertThat(bitcoin.path("asset").asText()).isEqualTo("BTC");
        assertThat(bitcoin.path("quantity").asText()).isEqualTo("10.998");
        assertThat(bitcoin.path("price").asText()).isEqualTo("150");
        assertThat(portfolio.path("trades").asInt()).isEqualTo(2);
        assertThat(portfolio.path("paid_in").asText()).isEqualTo("101000");
        assertThat(portfolio.path("points")).isNotEmpty();
        BigDecimal profit = amount(portfolio, "profit");
        assertThat(profit).isPositive();
        assertThat(amount(portfolio, "realized_profit").add(amount(portfolio, "unrealized_profit")))
                .isEqualByComparingTo(profit);

        JsonNode ranked = leaderboard(bob, found -> found.path("accounts").asInt() == 2);
        assertThat(names(ranked)).hasSize(2);
        assertThat(ranked.at("/own/is_own").asBoolean()).isTrue();
        assertThat(ranked.at("/own/trades").asInt()).isEqualTo(2);
        assertThat(ranked.at("/rows/0/demo").asBoolean()).isFalse();
        assertThat(ranked.at("/rows/0/return").asDouble())
                .isGreaterThanOrEqualTo(ranked.at("/rows/1/return").asDouble());
        assertThat(ranked.toString()).doesNotContain("@");

        assertThat(send("PUT", SHOWN, bob, "{\"shown\":false}").status()).isEqualTo(200);
        assertThat(get(SHOWN, bob).path("shown").asBoolean()).isFalse();
        JsonNode hidden = get("/api/v1/leaderboard", bob);
        assertThat(hidden.path("own").isNull()).isTrue();
        assertThat(hidden.path("rows")).hasSize(1);
        send("PUT", SHOWN, bob, "{\"shown\":true}");
        assertThat(leaderboard("", found -> found.path("rows").size() == 2).path("rows"))
                .hasSize(2);
    }

    @Test
    void wrongQuestionsAreNamedAndStrangersAreRefused() throws Exception {
        String user = node.newUser().access();

        assertThat(send("GET", PORTFOLIO + "?period=2d", user, "").status()).isEqualTo(422);
        assertThat(send("GET", PORTFOLIO + "?quote=XYZ", user, "").error())
                .isEqualTo("UNKNOWN_ASSET");
        assertThat(send("GET", PORTFOLIO, "", "").status()).isEqualTo(401);
        assertThat(send("PUT", SHOWN, "", "{}").status()).isEqualTo(401);
        assertThat(send("PUT", SHOWN, user, "{}").status()).isEqualTo(422);
        assertThat(send("PUT", SHOWN, user, "{\"shown\":7}").status()).isEqualTo(422);
    }

    @Test
    void resetBeginsAnew() throws Exception {
        String user = node.newUser().access();
        send("POST", "/api/v1/account/faucet", user, "{\"asset\":\"USD\"}");
        String before = get(PORTFOLIO, user).path("paid_in").asText();

        send("POST", "/api/v1/account/reset", user, "{}");

        JsonNode after = get(PORTFOLIO + "?period=1w", user);
        assertThat(before).isNotEqualTo(after.path("paid_in").asText());
        assertThat(after.path("paid_out").asText()).isEqualTo("0");
        assertThat(after.path("trades").asInt()).isZero();
        assertThat(after.path("period").asText()).isEqualTo("1w");
    }
}
