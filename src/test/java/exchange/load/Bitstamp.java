package exchange.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.testkit.SharedData;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The recorded day with its exact outcome, and that outcome as the public API tells it. */
final class Bitstamp {
    private static final int PAGE = 1_000;

    private Bitstamp() {}

    /** One trade by the file's ids, which are the client order ids. */
    record Trade(String taker, String maker, long priceCents, long quantitySat) {}

    /** One side's level. */
    record Level(String side, long priceCents, long quantitySat) {}

    static List<FlowFile.Row> commands() throws IOException {
        return FlowFile.read(SharedData.bitstampFile("commands.csv.gz"));
    }

    static List<Trade> expectedTrades() {
        return SharedData.bitstamp("trades.csv").stream()
                .map(cells -> new Trade(
                        cells[4], cells[6], Long.parseLong(cells[7]), Long.parseLong(cells[8])))
                .toList();
    }

    static List<Level> expectedBook() {
        return SharedData.bitstamp("final_book_l2.csv").stream()
                .map(cells ->
                        new Level(cells[0], Long.parseLong(cells[2]), Long.parseLong(cells[3])))
                .toList();
    }

    /** All trades of the account, which is both sides of each, in the market's order. */
    static List<Trade> trades(RestClient rest, RestClient.User user) {
        Map<Long, JsonNode> takers = new HashMap<>();
        Map<Long, JsonNode> makers = new HashMap<>();
        long after = 0;
        while (true) {
            JsonNode page = rest.get(
                    "/api/v1/orders/my-trades?symbol=BTC-USD&limit=" + PAGE + "&after=" + after,
                    user.token());
            for (JsonNode row : page) {
                long number = row.get("engine_trade_id").asLong();
                JsonNode twin = (row.get("liquidity").asText().equals("taker") ? takers : makers)
                        .put(number, row);
                assertThat(twin).as("trade %s twice", number).isIn(null, row);
                after = Math.max(after, number);
            }
            if (page.size() < PAGE) {
                break;
            }
        }
        assertThat(takers.keySet()).isEqualTo(makers.keySet());
        return takers.keySet().stream()
                .sorted()
                .map(number -> trade(takers.get(number), makers.get(number)))
                .toList();
    }

    private static Trade trade(JsonNode taker, JsonNode maker) {
        return new Trade(
                taker.get("client_order_id").asText(),
                maker.get("client_order_id").asText(),
                scaled(taker.get("price"), 2),
                scaled(taker.get("quantity"), 8));
    }

    static List<Level> book(RestClient rest) {
        JsonNode book = rest.get("/api/v1/orders/book?symbol=BTC-USD&depth=1000", "");
        List<Level> levels = new ArrayList<>();
        for (String side : List.of("asks", "bids")) {
            for (JsonNode level : book.get(side)) {
                levels.add(new Level(
                        side.substring(0, 3),
                        scaled(level.get("price"), 2),
                        scaled(level.get("total_qty"), 8)));
            }
        }
        return levels;
    }

    private static long scaled(JsonNode number, int scale) {
        return new BigDecimal(number.asText()).movePointRight(scale).longValueExact();
    }
}
