package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.history.DayExport;
import exchange.market.OrderIds;
import exchange.replay.EngineReplay;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
            case 0 -> taker.place("{'side':'" + side + "','order_type':'MARKET','quantity':0.3}");
            case 1 ->
                maker.place("{'side':'" + side + "','order_type':'LIMIT','quantity':0.5,'price':"
                        + price + ",'display_quantity':0.1}");
            default ->
                maker.place("{'side':'" + side + "','order_type':'LIMIT','quantity':0.2,'price':"
                        + price + "}");
        }
    }

    @Test
    void exportedDayIsReplayedToTheSameTrades(@TempDir Path directory) throws Exception {
        Random random = new Random();
        for (int i = 0; i < 25; i++) {
            act(random);
        }
        Path day = directory.resolve("day.csv");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        StringWriter differences = new StringWriter();
        StringWriter traded = new StringWriter();

        try (Connection connection = TestPostgres.connect(ApiServer.database());
                PrintWriter out = new PrintWriter(day.toFile(), StandardCharsets.UTF_8)) {
            connection.setAutoCommit(false);
            assertThat(DayExport.write(connection, "BTC-USD", today, out)).isPresent();
        }
        EngineReplay.Result result = new EngineReplay(
                        new PrintWriter(differences),
                        new PrintWriter(traded),
                        new PrintWriter(PrintWriter.nullWriter()))
                .play(day);

        // This route waits until the tables have the last trade.
        ApiServer.nobody().get(MARKET + "/trades?limit=1");
        assertThat(differences.toString()).isEmpty();
        assertThat(result.rows()).isPositive();
        List<String> replayed = traded.toString()
                .lines()
                .skip(1)
                .map(line -> line.split(","))
                .map(cells -> cells[4] + " " + cells[5] + " " + cells[1] + " " + cells[2])
                .toList();
        assertThat(replayed).isNotEmpty().isEqualTo(trades(today));
    }

    /** Price, quantity, taker and maker of each trade of a day, as the tables have them. */
    private static List<String> trades(LocalDate day) throws Exception {
        long from = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        List<String> trades = new ArrayList<>();
        try (Connection connection = TestPostgres.connect(ApiServer.database());
                Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery("SELECT price_ticks, quantity_lots,"
                    + " taker_order_id, maker_order_id FROM trades"
                    + " WHERE symbol = 'BTC-USD' AND time >= " + from + " ORDER BY trade_number");
            while (rows.next()) {
                trades.add(rows.getLong(1) + " " + rows.getLong(2) + " " + rows.getLong(3) + " "
                        + rows.getLong(4));
            }
        }
        return trades;
    }

    @Test
    void momentsThatNeverWereAreSaid() throws Exception {
        ApiServer.User nobody = ApiServer.nobody();

        assertThat(nobody.get(MARKET + "/book?sequence=9000000000").status()).isEqualTo(404);
        assertThat(nobody.get(MARKET + "/book?at=2001-01-01T00:00:00Z").status())
                .isEqualTo(404);
        assertThat(nobody.get(MARKET + "/book?at=2901-01-01T00:00:00Z").status())
                .isEqualTo(422);
        assertThat(nobody.get(MARKET + "/book").status()).isEqualTo(422);
        assertThat(nobody.get(MARKET + "/book?sequence=1&at=2001-01-01T00:00:00Z")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void storyTellsWhoStoodBeforeAnOrderAndWhyItDidNotTrade() throws Exception {
        String first = id(maker.place(limit("BUY", "1", "90")));
        id(maker.place(limit("BUY", "2", "90")));
        Reply mine = taker.place(limit("BUY", "3", "90"));
        maker.delete(ORDERS + "/cancel/" + first);
        ApiServer.newUser().place(limit("SELL", "1", "90"));
        taker.delete(ORDERS + "/cancel/" + id(mine));

        JsonNode story = taker.get(ORDERS + "/" + id(mine) + "/story").json();

        assertThat(story.path("complete").asBoolean()).isTrue();
        assertThat(story.path("order").path("status").asText()).isEqualTo("CANCELED");
        JsonNode accepted = story.path("events").get(0);
        assertThat(accepted.path("what").asText()).isEqualTo("ACCEPTED");
        assertThat(accepted.path("orders_ahead").asInt()).isEqualTo(2);
        assertThat(accepted.path("quantity_ahead").asText()).isEqualTo("3");
        assertThat(story.path("queue").path("traded_ahead").asText()).isEqualTo("1");
        assertThat(story.path("queue").path("left_ahead").asText()).isEqualTo("1");
        assertThat(story.path("queue").path("quantity_ahead").asText()).isEqualTo("1");
        JsonNode ended = story.path("events").get(1);
        assertThat(ended.path("reason").asText()).isEqualTo("USER_CANCELED");
        assertThat(ended.path("by").asText()).isEqualTo("owner");
        assertThat(story.path("why").toString())
                .contains("its owner canceled it")
                .contains("1 of older orders at its price stood before it")
                .contains("the lowest price at which others traded while it rested was 90");
        assertThat(maker.get(ORDERS + "/" + id(mine) + "/story").status()).isEqualTo(404);
        String ofUser = ORDERS + "/" + id(mine) + "/story?user_id="
                + taker.get("/api/v1/auth/me").data("user_id");
        assertThat(maker.get(ofUser).status()).isEqualTo(403);
        assertThat(ApiServer.admin().get(ofUser).json()).isEqualTo(story);
    }

    @Test
    void storyOfARefusedOrderSaysWhoRefusedIt() throws Exception {
        maker.place(limit("SELL", "1", "95"));
        taker.post(
                ORDERS + "/place",
                "{\"side\":\"BUY\",\"order_type\":\"LIMIT\",\"quantity\":1,\"price\":95,"
                        + "\"post_only\":true}");
        taker.get(ORDERS + "/my-orders");
        String refused = OrderIds.toUuid(lastRefused()).toString();

        JsonNode event = taker.get(ORDERS + "/" + refused + "/story")
                .json()
                .path("events")
                .get(0);

        assertThat(event.path("what").asText()).isEqualTo("REFUSED");
        assertThat(event.path("reason").asText()).isEqualTo("POST_ONLY_WOULD_TRADE");
        assertThat(event.path("by").asText()).isEqualTo("market");
    }

    private static long lastRefused() throws Exception {
        try (Connection connection = TestPostgres.connect(ApiServer.database());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT order_id FROM orders"
                        + " WHERE reason = 'POST_ONLY_WOULD_TRADE'"
                        + " ORDER BY created_at DESC, order_id DESC LIMIT 1")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String limit(String side, String quantity, String price) {
        return "{'side':'" + side + "','order_type':'LIMIT','quantity':" + quantity + ",'price':"
                + price + "}";
    }

    private static String id(Reply placed) {
        return placed.json().path("order").path("id").asText();
    }
}
