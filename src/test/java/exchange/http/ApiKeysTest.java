package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** API keys as programs use them, over real HTTP. */
@ExtendWith(ApiServer.class)
class ApiKeysTest {
    private static final String KEYS = "/api/v1/account/api-keys";
    private static final String ORDERS = "/api/v1/orders/my-orders?active_only=true";
    private static final String ORDER =
            "{\"side\":\"BUY\",\"order_type\":\"LIMIT\",\"price\":100,\"quantity\":0.01}";

    private static ApiServer.User owner;
    private static Signer reader;
    private static Signer trader;
    private static Signer both;

    @BeforeAll
    static void makeKeys() throws Exception {
        owner = ApiServer.newUser();
        reader = hmac(owner, "\"read\"", "");
        trader = hmac(owner, "\"trade\"", "");
        both = hmac(owner, "\"read\",\"trade\"", "");
        waitUntilTheNodeIsOlderThanTheWindow();
    }

    /** A node refuses what was signed before its start and a second after, by the same clock. */
    private static void waitUntilTheNodeIsOlderThanTheWindow() throws Exception {
        long giveUp = System.nanoTime() + 30_000_000_000L;
        while (reader.get(ORDERS).status() != 200 && System.nanoTime() < giveUp) {
            Thread.onSpinWait();
        }
    }

    @Test
    void secretIsShownOnceAndTheKeyIsListedUntilItIsRevoked() throws Exception {
        ApiServer.User user = ApiServer.newUser();

        Reply made = user.post(KEYS, """
                {"label":"my bot","type":"HMAC","scopes":["trade","read"],
                 "allowed_ips":["127.0.0.1","10.0.0.0/8"],
                 "expires_at":"2999-01-31T23:59:59Z"}""");
        Reply listed = user.get(KEYS);
        String id = made.json().path("api_key").asText();
        Reply revoked = user.delete(KEYS + "/" + id);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("secret").asText()).hasSizeGreaterThan(40);
        assertThat(listed.json()).hasSize(1);
        JsonNode only = listed.json().get(0);
        assertThat(only.has("secret")).isFalse();
        assertThat(only.path("label").asText()).isEqualTo("my bot");
        assertThat(only.path("scopes").toString()).isEqualTo("[\"read\",\"trade\"]");
        assertThat(only.path("allowed_ips").toString()).isEqualTo("[\"127.0.0.1\",\"10.0.0.0/8\"]");
        assertThat(only.path("expires_at").asText()).isEqualTo("2999-01-31T23:59:59.000Z");
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(user.get(KEYS).json()).isEmpty();
        assertThat(user.delete(KEYS + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void keyOfSomebodyElseCannotBeRevoked() throws Exception {
        assertThat(ApiServer.newUser().delete(KEYS + "/" + reader.apiKey()).status())
                .isEqualTo(404);
        assertThat(reader.get(ORDERS).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        label       | {'type':'HMAC','scopes':['read']}
        label       | {'label':'','type':'HMAC','scopes':['read']}
        type        | {'label':'x','scopes':['read']}
        type        | {'label':'x','type':'RSA','scopes':['read']}
        scopes      | {'label':'x','type':'HMAC'}
        scopes      | {'label':'x','type':'HMAC','scopes':[]}
        scopes      | {'label':'x','type':'HMAC','scopes':['read','admin']}
        scopes      | {'label':'x','type':'HMAC','scopes':['read','read']}
        scopes      | {'label':'x','type':'HMAC','scopes':'read'}
        public_key  | {'label':'x','type':'HMAC','scopes':['read'],'public_key':'MCowBQ=='}
        public_key  | {'label':'x','type':'ED25519','scopes':['read']}
        public_key  | {'label':'x','type':'ED25519','scopes':['read'],'public_key':'MCowBQ=='}
        allowed_ips | {'label':'x','type':'HMAC','scopes':['read'],'allowed_ips':['localhost']}
        allowed_ips | {'label':'x','type':'HMAC','scopes':['read'],'allowed_ips':['10.0.0.1/8']}
        allowed_ips | {'label':'x','type':'HMAC','scopes':['read'],'allowed_ips':[1]}
        expires_at  | {'label':'x','type':'HMAC','scopes':['read'],'expires_at':'2001-01-01T00:00:00Z'}
        expires_at  | {'label':'x','type':'HMAC','scopes':['read'],'expires_at':'soon'}
        withdraw    | {'label':'x','type':'HMAC','scopes':['read'],'withdraw':true}
        """)
    void wrongFieldOfANewKeyIsNamed(String field, String body) throws Exception {
        Reply reply = owner.post(KEYS, body.replace('\'', '"'));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("field").asText()).isEqualTo(field);
    }

    @Test
    void tradingIsDoneWithAKeyAlone() throws Exception {
        Reply placed = both.send("POST", "/api/v1/orders/place", ORDER);
        String id = placed.json().at("/order/id").asText();
        Reply shown = both.get("/api/v1/orders/" + id);
        Reply canceled = both.send("DELETE", "/api/v1/orders/cancel/" + id, "");

        assertThat(placed.status()).isEqualTo(200);
        assertThat(shown.json().path("status").asText()).isEqualTo("OPEN");
        assertThat(canceled.status()).isEqualTo(200);
        assertThat(owner.get("/api/v1/orders/" + id).json().path("status").asText())
                .isEqualTo("CANCELED");
    }

    @Test
    void ed25519KeySignsInBase64AndInHex() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Reply made = owner.post(
                KEYS,
                "{\"label\":\"e\",\"type\":\"ED25519\",\"scopes\":[\"read\"],\"public_key\":\""
                        + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded())
                        + "\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().has("secret")).isFalse();
        Signer signer = Signer.ed25519(made.json().path("api_key").asText(), pair.getPrivate());
        Signer inHex = new Signer(
                signer.apiKey(),
                text -> java.util.HexFormat.of()
                        .formatHex(Base64.getDecoder().decode(signer.signing().apply(text))));

        assertThat(signer.get(ORDERS).status()).isEqualTo(200);
        assertThat(inHex.get(ORDERS).status()).isEqualTo(200);
        String[] changed = signer.headers(Signer.now(), "GET", ORDERS, "");
        assertThat(Signer.send("GET", ORDERS.replace("true", "false"), "", changed)
                        .error())
                .isEqualTo("INVALID_SIGNATURE");
    }

    @Test
    void encodedPathAndQueryAreSignedAsTheyAreSent() throws Exception {
        String order = ORDER.replace("}", ",\"client_order_id\":\"a/b:c\"}");
        assertThat(both.send("POST", "/api/v1/orders/place/", order).status()).isEqualTo(200);

        for (String name : List.of("a%2Fb%3Ac", "a/b:c", "%61%2fb:c")) {
            Reply reply = both.get("/api/v1/orders/by-client-id/" + name + "?x=%7E~%20+&y");
            assertThat(reply.status()).as(name).isEqualTo(200);
        }
        assertThat(both.send("DELETE", "/api/v1/orders/my-orders", "").status()).isEqualTo(200);
    }

    /** What is changed of a good request, and what is said about it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        method    | INVALID_SIGNATURE       | X-API-SIGNATURE
        path      | INVALID_SIGNATURE       | X-API-SIGNATURE
        body      | INVALID_SIGNATURE       | X-API-SIGNATURE
        secret    | INVALID_SIGNATURE       | X-API-SIGNATURE
        junk      | INVALID_SIGNATURE       | X-API-SIGNATURE
        otherKey  | INVALID_SIGNATURE       | X-API-SIGNATURE
        unknown   | INVALID_API_KEY         | X-API-KEY
        seconds   | INVALID_TIMESTAMP       | X-API-TIMESTAMP
        iso       | INVALID_TIMESTAMP       | X-API-TIMESTAMP
        old       | TIMESTAMP_OUT_OF_WINDOW | X-API-TIMESTAMP
        ahead     | TIMESTAMP_OUT_OF_WINDOW | X-API-TIMESTAMP
        noKey     | INVALID_HEADER          | X-API-KEY
        noTime    | INVALID_HEADER          | X-API-TIMESTAMP
        noSign    | INVALID_HEADER          | X-API-SIGNATURE
        twoKeys   | INVALID_HEADER          | X-API-KEY
        andToken  | INVALID_HEADER          | Authorization
        """)
    void wrongHeaderIsNamed(String change, String code, String header) throws Exception {
        String path = "/api/v1/orders/place";
        Signer signer = hmac(owner, "\"read\",\"trade\"", "");

        Reply reply = Signer.send("POST", path, ORDER, changed(signer, change, path));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.error()).isEqualTo(code);
        assertThat(reply.json().path("field").asText()).isEqualTo(header);
        assertThat(reply.json().path("message").asText()).contains(header);
        assertThat(owner.get(ORDERS).json()).isEmpty();
    }

    private static String[] changed(Signer signer, String change, String path) {
        long now = System.currentTimeMillis();
        String other = "A".repeat(32);
        return switch (change) {
            case "method" -> signer.headers(Signer.now(), "PUT", path, ORDER);
            case "path" -> signer.headers(Signer.now(), "POST", path + "?a=b", ORDER);
            case "body" -> signer.headers(Signer.now(), "POST", path, ORDER + " ");
            case "secret" ->
                Signer.hmac(signer.apiKey(), "guess").headers(Signer.now(), "POST", path, ORDER);
            case "junk" -> with(signer.headers(Signer.now(), "POST", path, ORDER), 5, "***");
            case "otherKey" ->
                with(signer.headers(Signer.now(), "POST", path, ORDER), 1, both.apiKey());
            case "unknown" -> with(signer.headers(Signer.now(), "POST", path, ORDER), 1, other);
            case "seconds" -> signer.headers("" + now / 1000, "POST", path, ORDER);
            case "iso" -> signer.headers("2026-01-31T23:59:59Z", "POST", path, ORDER);
            case "old" -> signer.headers("" + (now - 6_000), "POST", path, ORDER);
            case "ahead" -> signer.headers("" + (now + 30_000), "POST", path, ORDER);
            case "noKey" -> without(signer.headers(Signer.now(), "POST", path, ORDER), 0);
            case "noTime" -> without(signer.headers(Signer.now(), "POST", path, ORDER), 2);
            case "noSign" -> without(signer.headers(Signer.now(), "POST", path, ORDER), 4);
            case "twoKeys" ->
                plus(signer.headers(Signer.now(), "POST", path, ORDER), "X-API-KEY", other);
            case "andToken" ->
                plus(
                        signer.headers(Signer.now(), "POST", path, ORDER),
                        "Authorization",
                        "Bearer " + owner.token());
            default -> throw new IllegalArgumentException(change);
        };
    }

    @Test
    void requestIsAcceptedOnceWhateverItIsAskedThrough() throws Exception {
        for (String path : List.of("/api/v1/orders/place", "/api/v1/orders/place/")) {
            String[] headers = both.headers(Signer.now(), "POST", path, ORDER);

            assertThat(Signer.send("POST", path, ORDER, headers).status()).isEqualTo(200);
            Reply again = Signer.send("POST", path, ORDER, headers);

            assertThat(again.status()).isEqualTo(401);
            assertThat(again.error()).isEqualTo("REPLAYED");
        }
        JsonNode canceled = owner.delete("/api/v1/orders/my-orders").json();
        assertThat(canceled.toString()).isNotEmpty();
        assertThat(owner.get(ORDERS).json()).isEmpty();
    }

    @Test
    void revokedKeyIsRefusedAtOnce() throws Exception {
        Signer signer = hmac(owner, "\"read\"", "");
        assertThat(signer.get(ORDERS).status()).isEqualTo(200);

        owner.delete(KEYS + "/" + signer.apiKey());

        assertThat(signer.get(ORDERS).error()).isEqualTo("INVALID_API_KEY");
    }

    @Test
    void keyEndsWhenItExpires() throws Exception {
        String soon = Instant.now().plusMillis(1_500).toString();
        Signer signer = hmac(owner, "\"read\"", ",\"expires_at\":\"" + soon + "\"");

        List<Integer> statuses = new ArrayList<>();
        Reply last;
        do {
            last = signer.get(ORDERS);
            statuses.add(last.status());
        } while (last.status() == 200 && statuses.size() < 100_000);

        assertThat(last.error()).isEqualTo("EXPIRED_API_KEY");
        assertThat(Instant.now()).isAfterOrEqualTo(Instant.parse(soon));
    }

    @Test
    void keyWorksFromItsAddressesOnly() throws Exception {
        assertThat(hmac(owner, "\"read\"", ",\"allowed_ips\":[\"127.0.0.0/8\"]")
                        .get(ORDERS)
                        .status())
                .isEqualTo(200);

        Reply reply = hmac(owner, "\"read\"", ",\"allowed_ips\":[\"10.1.2.3\",\"::1\"]")
                .get(ORDERS);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.error()).isEqualTo("ADDRESS_NOT_ALLOWED");
        assertThat(reply.json().path("field").asText()).isEqualTo("X-API-KEY");
    }

    @Test
    void guessingIsSlowedDownForTheGuesser() throws Exception {
        Signer signer = hmac(owner, "\"read\"", "");
        Signer guesser = Signer.hmac(signer.apiKey(), "guess");

        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            statuses.add(guesser.get(ORDERS).status());
        }
        Reply last = guesser.get(ORDERS);

        assertThat(statuses).startsWith(401, 401, 401, 401, 401);
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.error()).isEqualTo("TOO_MANY_FAILURES");
        assertThat(last.header("Retry-After")).isNotEmpty();
        assertThat(reader.get(ORDERS).status()).isEqualTo(200);
    }

    @Test
    void keyOfAnAdminIsNoAdmin() throws Exception {
        Signer admin = hmac(ApiServer.admin(), "\"read\",\"trade\"", "");

        assertThat(admin.get("/api/v1/orders/recent-trades").status()).isEqualTo(403);
        assertThat(admin.send("POST", "/api/v1/admin/halt", "{\"reason\":\"x\"}")
                        .error())
                .isEqualTo("LOGIN_REQUIRED");
        assertThat(admin.get("/api/v1/auth/me").status()).isEqualTo(200);
    }

    static Stream<OpenApi.Operation> operations() {
        return OpenApi.DOCUMENT.operations().stream()
                .filter(operation -> operation.path().startsWith("/api/v1"));
    }

    /** Every described route, and so every new one: a key can do what stands there and no more. */
    @ParameterizedTest
    @MethodSource("operations")
    void keyCanDoOnlyWhatItWasMadeFor(OpenApi.Operation operation) throws Exception {
        String path = operation
                .path()
                .replace("{order_id}", "00000000-0000-4000-8000-000000000000")
                .replace("{client_order_id}", "a")
                .replaceAll("\\{[a-z_]+}", "none");
        String body = operation.method().equals("GET") ? "" : "{\"x\":1}";

        int byReader = reader.send(operation.method(), path, body).status();
        int byTrader = trader.send(operation.method(), path, body).status();

        if (!OpenApi.DOCUMENT.isProtected(operation)) {
            assertThat(List.of(byReader, byTrader)).doesNotContain(401);
        } else if (!OpenApi.DOCUMENT.takesKeys(operation)) {
            assertThat(List.of(byReader, byTrader)).containsExactly(403, 403);
        } else if (operation.method().equals("GET")) {
            assertThat(byReader).isNotIn(401, 403);
            assertThat(byTrader).isEqualTo(403);
        } else {
            assertThat(byReader).isEqualTo(403);
            assertThat(byTrader).isNotIn(401, 403);
        }
    }

    private static Signer hmac(ApiServer.User user, String scopes, String more) throws Exception {
        Reply made = user.post(
                KEYS,
                "{\"label\":\"test\",\"type\":\"HMAC\",\"scopes\":[" + scopes + "]" + more + "}");
        assertThat(made.status()).isEqualTo(201);
        return Signer.hmac(
                made.json().path("api_key").asText(), made.json().path("secret").asText());
    }

    private static String[] with(String[] headers, int at, String value) {
        String[] changed = headers.clone();
        changed[at] = value;
        return changed;
    }

    private static String[] without(String[] headers, int at) {
        List<String> left = new ArrayList<>(List.of(headers));
        left.remove(at + 1);
        left.remove(at);
        return left.toArray(String[]::new);
    }

    private static String[] plus(String[] headers, String name, String value) {
        List<String> more = new ArrayList<>(List.of(headers));
        more.addAll(List.of(name, value));
        return more.toArray(String[]::new);
    }
}
