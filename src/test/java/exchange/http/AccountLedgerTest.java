package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What is told about every movement of an account's money. */
@ExtendWith(ApiServer.class)
class AccountLedgerTest {
    private static final String LEDGER = "/api/v1/account/ledger";

    private static ApiServer.User buyer;
    private static ApiServer.User seller;

    @BeforeAll
    static void trade() throws Exception {
        buyer = ApiServer.newUser();
        seller = ApiServer.newUser();
        for (int i = 0; i < 8; i++) {
            place(seller, "SELL", 60_000 + i, "0.02");
            place(buyer, "BUY", 60_005, "0.01");
        }
        place(buyer, "BUY", 50_000, "0.3");
        buyer.delete("/api/v1/orders/my-orders");
        place(buyer, "BUY", 49_000, "0.2");
        seller.delete("/api/v1/orders/my-orders");
    }

    @AfterAll
    static void leaveTheBookEmpty() throws Exception {
        buyer.delete("/api/v1/orders/my-orders");
    }

    private static void place(ApiServer.User user, String side, int price, String quantity)
            throws Exception {
        Reply reply = user.place("{'side':'" + side + "','order_type':'LIMIT','price':" + price
                + ",'quantity':" + quantity + "}");
        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void allPostingsTogetherAreTheBalances() throws Exception {
        for (ApiServer.User user : List.of(buyer, seller)) {
            Map<String, BigDecimal> sums = new HashMap<>();
            for (JsonNode each : user.get(LEDGER + "?limit=1000").json().path("postings")) {
                String asset = each.path("asset").asText();
                for (String which : List.of("available", "held")) {
                    sums.merge(
                            asset + " " + which,
                            new BigDecimal(each.path(which).asText()),
                            BigDecimal::add);
                }
            }

            for (JsonNode each : user.get("/api/v1/account").json().path("balances")) {
                String asset = each.path("asset").asText();
                for (String which : List.of("available", "held")) {
                    assertThat(sums.getOrDefault(asset + " " + which, BigDecimal.ZERO))
                            .as(asset + " " + which)
                            .isEqualByComparingTo(each.path(which).asText());
                }
            }
        }
    }

    @Test
    void balancesAreValuedAtTheLastPrice() throws Exception {
        String price = ApiServer.nobody()
                .get("/api/v1/orders/market-stats")
                .json()
                .path("last_trade_price")
                .asText();

        JsonNode inUsd = buyer.get("/api/v1/account?quote=USD").json();
        JsonNode inBtc = buyer.get("/api/v1/account?quote=BTC").json();

        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode each : inUsd.path("balances")) {
            BigDecimal total = new BigDecimal(each.path("total").asText());
            switch (each.path("asset").asText()) {
                case "USD" ->
                    assertThat(each.path("value").asText())
                            .isEqualTo(each.path("total").asText());
                case "BTC" ->
                    assertThat(new BigDecimal(each.path("value").asText()))
                            .isEqualByComparingTo(total.multiply(new BigDecimal(price)));
                default -> {}
            }
            sum = sum.add(new BigDecimal(each.path("value").asText("0").replace("null", "0")));
        }
        assertThat(new BigDecimal(inUsd.path("value").asText())).isEqualByComparingTo(sum);
        assertThat(inBtc.path("quote").asText()).isEqualTo("BTC");
        for (JsonNode each : inBtc.path("balances")) {
            if (each.path("asset").asText().equals("USD")) {
                BigDecimal back =
                        new BigDecimal(each.path("value").asText()).multiply(new BigDecimal(price));
                assertThat(back)
                        .isCloseTo(
                                new BigDecimal(each.path("total").asText()),
                                org.assertj.core.data.Offset.offset(new BigDecimal("0.01")));
            }
        }
        assertThat(buyer.get("/api/v1/account?quote=NONE").error()).isEqualTo("UNKNOWN_ASSET");
    }

    @Test
    void everyKindIsToldWithWhatItBelongsTo() throws Exception {
        Map<String, JsonNode> byKind = new HashMap<>();
        buyer.get(LEDGER)
                .json()
                .path("postings")
                .forEach(each -> byKind.put(each.path("kind").asText(), each));

        assertThat(byKind).containsOnlyKeys("DEPOSIT", "HOLD", "RELEASE", "TRADE", "FEE");
        assertThat(byKind.get("DEPOSIT").path("reference").asText()).startsWith("signup/");
        assertThat(byKind.get("HOLD").path("order_id").asText()).hasSize(36);
        assertThat(byKind.get("TRADE").path("trade_number").asLong()).isPositive();
        assertThat(byKind.get("FEE").path("asset").asText()).isEqualTo("BTC");
        assertThat(byKind.get("FEE").path("available").asText()).startsWith("-");
        assertThat(byKind.get("FEE").path("symbol").asText()).isEqualTo("BTC-USD");
    }

    @Test
    void pagesInBothDirectionsHoldTheSame() throws Exception {
        List<String> all = rows(buyer.get(LEDGER + "?limit=1000").json());
        List<String> down = pages("before");
        List<String> up = pages("after");

        assertThat(down).isEqualTo(all);
        assertThat(new TreeSet<>(up)).isEqualTo(new TreeSet<>(all));
        assertThat(up).hasSameSizeAs(all);
    }

    private static List<String> pages(String direction) throws Exception {
        List<String> rows = new ArrayList<>();
        String next = direction.equals("after") ? "&after=0" : "";
        while (!next.equals("&" + direction + "=null")) {
            JsonNode page = buyer.get(LEDGER + "?limit=3" + next).json();
            rows.addAll(rows(page));
            next = "&" + direction + "=" + page.path("next");
        }
        return rows;
    }

    private static List<String> rows(JsonNode page) {
        List<String> rows = new ArrayList<>();
        page.path("postings").forEach(each -> rows.add(each.toString()));
        return rows;
    }

    @Test
    void filtersShowOnlyWhatIsWanted() throws Exception {
        JsonNode fees = buyer.get(LEDGER + "?asset=BTC&kind=FEE&symbol=BTC-USD").json();

        assertThat(fees.path("postings"))
                .isNotEmpty()
                .allMatch(each -> each.path("kind").asText().equals("FEE")
                        && each.path("asset").asText().equals("BTC"));
        assertThat(buyer.get(LEDGER + "?symbol=ETH-USDT").json().path("postings"))
                .isEmpty();
        assertThat(buyer.get(LEDGER + "?kind=GIFT").status()).isEqualTo(422);
        assertThat(buyer.get(LEDGER + "?limit=0").status()).isEqualTo(422);
        assertThat(ApiServer.nobody().get(LEDGER).status()).isEqualTo(401);
    }

    @Test
    void spanOfTimeHasWhatHappenedFromItsStartOnAndBeforeItsEnd() throws Exception {
        JsonNode all = buyer.get(LEDGER + "?limit=1000").json();
        List<String> times = new ArrayList<>();
        all.path("postings").forEach(each -> times.add(each.path("time").asText()));
        String start = times.get(times.size() * 3 / 4);
        String end = times.get(times.size() / 4);
        List<String> within = rows(all).stream()
                .filter(row -> {
                    String time = row.replaceFirst(".*\"time\":\"([^\"]+)\".*", "$1");
                    return time.compareTo(start) >= 0 && time.compareTo(end) < 0;
                })
                .toList();

        String span = "?limit=1000&start=" + start + "&end=" + end;
        JsonNode newestFirst = buyer.get(LEDGER + span).json();
        JsonNode oldestFirst = buyer.get(LEDGER + span + "&after=0").json();

        assertThat(within).isNotEmpty();
        assertThat(rows(newestFirst)).isEqualTo(within);
        assertThat(rows(oldestFirst)).containsExactlyInAnyOrderElementsOf(within);
        assertThat(newestFirst.path("next").isNull()).isTrue();
        assertThat(oldestFirst.path("next").isNull()).isTrue();
        assertThat(buyer.get(LEDGER + "?start=yesterday").status()).isEqualTo(422);
    }

    @Test
    void csvHoldsTheSameRows() throws Exception {
        JsonNode json = buyer.get(LEDGER + "?limit=3").json();
        Reply csv = buyer.get(LEDGER + "?limit=3&format=csv");

        String[] lines = csv.response().body().split("\r\n");
        assertThat(csv.header("Content-Type")).isEqualTo("text/csv; charset=UTF-8");
        assertThat(csv.header("X-Next")).isEqualTo(json.path("next").toString());
        assertThat(lines[0])
                .isEqualTo("sequence,time,kind,asset,available,held,symbol,order_id,"
                        + "trade_number,reference");
        JsonNode first = json.path("postings").get(0);
        assertThat(lines).hasSize(json.path("postings").size() + 1);
        assertThat(lines[1])
                .startsWith(first.path("sequence").asText() + ","
                        + first.path("time").asText() + "," + first.path("kind").asText() + ",");
    }
}
