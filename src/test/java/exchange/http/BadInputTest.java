package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;

/**
 * What bad input gets: a quick 4xx that names the field, and nothing else happens: no order, no
 * hold.
 */
@ExtendWith(ApiServer.class)
class BadInputTest {
    private static final String ORDERS = "/api/v1/orders";
    private static ApiServer.User user;

    @BeforeAll
    static void start() throws Exception {
        user = ApiServer.newUser();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "'price':1e999999999                        | price",
                "'price':NaN                                | price",
                "'price':-Infinity                          | price",
                "'price':1234567890123456789012345678901234567890 | price",
                "'price':100.255                            | price",
                "'price':0                                  | price",
                "'price':-5                                 | price",
                "'price':[]                                 | price",
                "'price':{'a':1}                            | price",
                "'price':true                               | price",
                "'price':'100 '                             | price",
                "'price':null                               | price",
                "'quantity':0.123456789                     | quantity",
                "'quantity':'1,5'                           | quantity",
                "'quantity':1e-30                           | quantity",
                "'quantity':200000                          | quantity",
                "'quantity':0.00000001                      | quantity",
                "'quantity':null                            | quantity",
                "'side':'HOLD'                              | side",
                "'side':null                                | side",
                "'order_type':'STOPPED'                     | order_type",
                "'symbol':'BTC-EUR'                         | symbol",
                "'symbol':['BTC-USD']                       | symbol",
                "'time_in_force':'GTX'                      | time_in_force",
                "'post_only':'yes'                          | post_only",
                "'self_trade_prevention':1                  | self_trade_prevention",
                "'client_order_id':'white space'            | client_order_id",
                "'client_order_id':'\\u0000'                | client_order_id",
                "'timeout_ms':99                            | timeout_ms",
                "'timeout_ms':1e9                           | timeout_ms",
                "'quote_quantity':10                        | quote_quantity",
                "'admin':true                               | admin",
                "'<script>alert(1)</script>':1              | ?script?alert(1)?/script?",
                "'price':100,'price':100                    | price",
            })
    void wrongFieldOfAnOrderIs422AndNamed(String wrong, String field) throws Exception {
        String order = "{'side':'BUY','order_type':'LIMIT','quantity':1,'price':100,";
        String name = wrong.substring(0, wrong.indexOf(':'));

        Reply reply = user.place(order.replaceFirst(name + ":[^,]*,", "") + wrong + "}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("field").asText()).isEqualTo(field);
        assertThat(reply.json().path("detail").path(0).path("loc").path(0).asText())
                .isEqualTo("body");
        assertNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "1",
                "[]",
                "\"text\"",
                "{",
                "{]",
                "{'a'}",
                "{} {}",
                "nope",
                "{'side':'BUY'",
                "\u0000",
                "\ufeff{}"
            })
    void whatIsNoJsonObjectIs422(String body) throws Exception {
        Reply reply = user.place(body);

        assertThat(reply.status()).isEqualTo(422);
        assertNothingHappened();
    }

    @Test
    void whatIsNoJsonIsSaidOfTheBodyOrAFieldAndOfNoPlaceInAList() throws Exception {
        assertThat(user.place("[[[[").json().path("field").asText()).isEqualTo("body");
        assertThat(user.place("{'price':[[[").json().path("field").asText()).isEqualTo("price");
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 1_000, 20_000})
    void deepJsonIs422(int depth) throws Exception {
        Reply reply = user.place("{'price':" + "[".repeat(depth) + "]".repeat(depth) + "}");

        assertThat(reply.status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(ints = {65 * 1024, 1024 * 1024})
    void largeBodyIs413(int bytes) throws Exception {
        Reply reply = placeLarge("{'client_order_id':'" + "x".repeat(bytes) + "'}");

        assertThat(reply.status()).isEqualTo(413);
        assertNothingHappened();
    }

    /** A server that closes before it has read all may cut its own answer off: ask again then. */
    private static Reply placeLarge(String body) throws Exception {
        for (int tries = 1; ; tries++) {
            try {
                return user.place(body);
            } catch (IOException e) {
                assertThat(tries).as("cut off each time").isLessThan(10);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /book?depth=0, depth",
        "GET, /book?depth=1001, depth",
        "GET, /book?depth=ten, depth",
        "GET, /book?symbol=NO-PE, symbol",
        "GET, /book?depth=5&depth=6, depth",
        "GET, /book?symbol=%00, symbol",
        "GET, /market-stats?symbol=btc-usd, symbol",
        "GET, /my-orders?limit=0, limit",
        "GET, /my-orders?limit=1001, limit",
        "GET, /my-orders?active_only=perhaps, active_only",
        "GET, /my-orders?symbol=X, symbol",
        "GET, /my-trades?after=-1, after",
        "GET, /my-trades?limit=1e2, limit",
        "GET, /by-client-id/x?final_at=tomorrow, final_at",
        "GET, /by-client-id/white%20space, client_order_id",
        "GET, /by-client-id/1234567890123456789012345678901234567, client_order_id",
        "DELETE, /by-client-id/x?guard=maybe, guard",
        "DELETE, /cancel/42, order_id",
        "DELETE, /cancel/6f726465-7221-8000-8000-00000000000g, order_id",
        "GET, /0-0-0-0-0, order_id",
        "GET, /%27%3B%20DROP%20TABLE%20orders, order_id"
    })
    void wrongParameterIs422AndNamed(String method, String path, String field) throws Exception {
        Reply reply = user.send(method, ORDERS + path, BodyPublishers.noBody());

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("field").asText()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "1.5", "", "abc", "99999999999999999999"})
    void wrongLimitOfPricesIs422(String limit) throws Exception {
        assertThat(user.get("/api/v1/prices?limit=" + limit).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "'user_id':'me'                          | user_id",
                "'user_id':7                             | user_id",
                "'user_id':'00000000-0000-4000-8000-000000000000' | user_id",
                "'asset':'DOGE'                          | asset",
                "'asset':null                            | asset",
                "'amount':0                              | amount",
                "'amount':-1                             | amount",
                "'amount':1e999999999                    | amount",
                "'amount':'0.00000000001'                | amount",
                "'amount':'99999999999999999'            | amount",
                "'amount':null                           | amount",
                "'reference':''                          | reference",
                "'reference':null                        | reference",
                "'note':'x'                              | note"
            })
    void wrongFieldOfADepositIs422AndNamed(String wrong, String field) throws Exception {
        String deposit = "{'user_id':'75736572-2121-8000-8000-000000000001','asset':'USD',"
                + "'amount':'1','reference':'bad input',";
        String name = wrong.substring(0, wrong.indexOf(':'));

        Reply reply = ApiServer.admin()
                .post(
                        "/api/v1/admin/deposits",
                        (deposit.replaceFirst(name + ":[^,]*,", "") + wrong + "}")
                                .replace('\'', '"'));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("field").asText()).isEqualTo(field);
    }

    private static void assertNothingHappened() throws Exception {
        assertThat(user.get(ORDERS + "/my-orders").json()).isEmpty();
        for (JsonNode balance : user.get("/api/v1/account").json().path("balances")) {
            assertThat(balance.path("held").asText()).isEqualTo("0");
        }
    }
}
