package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Books of the past beside those that were shown then, over real HTTP and a real journal. */
@ExtendWith(ApiServer.class)
class PastBookTest {
    private static final String MARKET = "/api/v1/markets/BTC-USD";
    private static final String ORDERS = "/api/v1/orders";

    private ApiServer.User maker;
    private ApiServer.User taker;

    @BeforeEach
    void newUsers() throws Exception {
        maker = ApiServer.newUser();
        taker = ApiServer.newUser();
    }

    @AfterEach
    void cancelEverything() throws Exception {
        for (ApiServer.User user : List.of(maker, taker)) {
            for (JsonNode order :
                    user.get(ORDERS + "/my-orders?active_only=true").json()) {
                user.delete(ORDERS + "/cancel/" + order.path("id").asText());
            }
        }
    }

    @Test
    void everyBookThatWasShownCanBeSeenAgain() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<JsonNode> shown = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            act(random);
            shown.add(ApiServer.nobody().get(MARKET + "/depth").json());
        }

        for (JsonNode depth : shown) {
            JsonNode past = ApiServer.nobody()
                    .get(MARKET + "/book?sequence=" + depth.path("sequence").asLong())
                    .json();
            assertThat(past.path("bids")).as("seed " + seed).isEqualTo(depth.path("bids"));
            assertThat(past.path("asks")).as("seed " + seed).isEqualTo(depth.path("asks"));
            assertThat(past.path("checksum")).isEqualTo(depth.path("checksum"));
            assertThat(past.path("sequence")).isEqualTo(depth.path("sequence"));
        }
        JsonNode last = shown.getLast();
        JsonNode then = ApiServer.nobody()
                .get(MARKET + "/book?at=" + last.path("time").asText())
                .json();
        assertThat(then.path("sequence").asLong())
                .isGreaterThanOrEqualTo(last.path("sequence").asLong());
        assertThat(then.path("time")).isEqualTo(last.path("time"));
    }

    private void act(Random random) throws Exception {
        String side = random.nextBoolean() ? "BUY" : "SELL";
        int price = 100 + random.nextInt(3);
        switch (random.nextInt(4)) {
            case 0 ->
                taker.place("{'side':'" + side + "','order_type':'MARKET','quantity':0.3}");
            case 1 ->
                maker.place("{'side':'" + side + "','order_type':'LIMIT','quantity':0.5,'price':"
                        + price + ",'display_quantity':0.1}");
            default ->
                maker.place("{'side':'" + side + "','order_type':'LIMIT','quantity':0.2,'price':"
                        + price + "}");
        }
    }

    @Test
    void momentsThatNeverWereAreSaid() throws Exception {
        ApiServer.User nobody = ApiServer.nobody();

        assertThat(nobody.get(MARKET + "/book?sequence=9000000000").status()).isEqualTo(404);
        assertThat(nobody.get(MARKET + "/book?at=2001-01-01T00:00:00Z").status()).isEqualTo(404);
        assertThat(nobody.get(MARKET + "/book?at=2901-01-01T00:00:00Z").status()).isEqualTo(422);
        assertThat(nobody.get(MARKET + "/book").status()).isEqualTo(422);
        assertThat(nobody.get(MARKET + "/book?sequence=1&at=2001-01-01T00:00:00Z").status())
                .isEqualTo(422);
    }
}
