package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import exchange.identity.IdentityRefusal;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.WebSocket;
import java.net.http.WebSocket.Listener;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

class HttpBasicsTest {
    private static final String LOGIN = "/api/v1/auth/login";

    private static AuthServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new AuthServer(
                "exchange.http.first-request-timeout = 1s", "exchange.http.body-timeout = 1s");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "\"text\"",
                "{",
                "{\"email\":\"a@b.co\",\"password\":\"x\"",
                "{\"email\":\"a@b.co\",\"password\":\"x\"}}",
                "{\"email\":\"a@b.co\",\"password\":\"x\"} {}",
                "{\"email\":\"a@b.co\"}",
                "{\"email\":\"a@b.co\",\"password\":null}",
                "{\"email\":\"a@b.co\",\"password\":1}",
                "{\"email\":\"a@b.co\",\"password\":1e999999999}",
                "{\"email\":\"a@b.co\",\"password\":NaN}",
                "{\"email\":\"a@b.co\",\"password\":true}",
                "{\"email\":\"a@b.co\",\"password\":[\"x\"]}",
                "{\"email\":{\"$ne\":\"\"},\"password\":\"x\"}",
                "{\"email\":\"a@b.co\",\"password\":\"x\",\"admin\":true}",
                "{\"email\":\"a@b.co\",\"password\":\"x\",\"password\":\"y\"}",
                "{\"email\":\"a@b.co\",\"password\":\"\\u0000\"}",
                "{\"email\":\"a@b.co\",\"password\":\"\\ud800\"}",
                "{\"email\":\"\",\"password\":\"x\"}"
            })
    void wrongBodyIs422ThatNamesThePlace(String body) throws Exception {
        Reply reply = server.post(LOGIN, body);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.error()).isEqualTo("INVALID_FIELD");
        assertThat(reply.mistakes()).isNotEmpty().allMatch(text -> text.startsWith("body"));
        assertThat(reply.json().path("message").isTextual()).isTrue();
        assertThat(reply.json().path("field").isTextual()).isTrue();
    }

    @Test
    void deepJsonIs422() throws Exception {
        String deep = "{\"email\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";

        assertThat(server.post(LOGIN, deep).status()).isEqualTo(422);
    }

    @Test
    void longNumbersAndTextsAre422() throws Exception {
        for (String value : List.of("9".repeat(40_000), "\"" + "x".repeat(60_000) + "\"")) {
            Reply reply = server.post(LOGIN, "{\"email\":\"a@b.co\",\"password\":" + value + "}");
            assertThat(reply.mistakes()).containsExactly("body.password json_invalid");
        }
    }

    /** Else the connection would end, and perhaps take a part of the answer with it. */
    @Test
    void answerWaitsForABodyThatNobodyReadsAndTheConnectionGoesOn() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port)) {
            String head = "%s /api/v1/auth/me HTTP/1.1\r\nHost: x\r\n%s\r\n";
            for (String body : List.of("{\"x\":1}", "[2]")) {
                write(socket, head.formatted("GET", "Content-Length: " + body.length() + "\r\n"));
                TimeUnit.MILLISECONDS.sleep(200);
                assertThat(socket.getInputStream().available()).isZero();
                write(socket, body);
                assertThat(status(socket)).isEqualTo("HTTP/1.1 401 Unauthorized");
            }
        }
    }

    @Test
    void answerDoesNotWaitForEverForABody() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port)) {
            write(socket, "GET /api/v1/auth/me HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\n{");

            assertThat(status(socket)).isEqualTo("HTTP/1.1 401 Unauthorized");
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** Reads an answer to its end. */
    private static String status(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        String length = head.substring(head.indexOf("Content-Length: ") + 16).split("\r")[0];
        in.readNBytes(Integer.parseInt(length));
        return head.substring(0, head.indexOf("\r"));
    }

    @Test
    void bodyOfAMegabyteIs413WithOrWithoutALength() throws Exception {
        byte[] mega = new byte[1 << 20];

        Reply known = server.send(server.request(LOGIN).POST(BodyPublishers.ofByteArray(mega)));
        Reply chunked = server.send(server.request(LOGIN)
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(mega))));

        for (Reply reply : List.of(known, chunked)) {
            assertThat(reply.status()).as(reply.response().body()).isEqualTo(413);
            assertThat(reply.error()).isEqualTo("BODY_TOO_LARGE");
        }
    }

    @Test
    void bodyThatStopsComingIs408() throws IOException {
        String answer = raw("POST " + LOGIN + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
                + "Connection: close\r\nContent-Type: application/json\r\n\r\n{");

        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("BODY_TOO_SLOW");
    }

    @Test
    void onlyUtf8IsRead() throws Exception {
        String body = "{\"email\":\"a@b.co\",\"password\":\"\u00e9\"}";

        for (byte[] bytes : List.of(body.getBytes(ISO_8859_1), body.getBytes(UTF_16))) {
            Reply reply =
                    server.send(server.request(LOGIN).POST(BodyPublishers.ofByteArray(bytes)));
            assertThat(reply.status()).isEqualTo(422);
        }
        byte[] right = body.getBytes(UTF_8);
        assertThat(server.send(server.request(LOGIN).POST(BodyPublishers.ofByteArray(right)))
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain", "text/plain; charset=nonsense", "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x", "nonsense", "application/xml"
            })
    void otherMediaTypesAre4xx(String type) throws Exception {
        Reply reply = server.post(LOGIN, "{\"email\":\"a@b.co\"}", "Content-Type", type);

        assertThat(reply.status()).isIn(400, 415);
        assertThat(reply.error()).isIn("BAD_REQUEST", "UNSUPPORTED_MEDIA_TYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "Application/JSON"})
    void jsonIsReadHoweverItsTypeIsWritten(String type) throws Exception {
        Reply reply = server.post(
                LOGIN, "{\"email\":\"a@b.co\",\"password\":\"x\"}", "Content-Type", type);

        assertThat(reply.status()).isEqualTo(401);
    }

    @Test
    void unknownPathIs404AndWrongMethod405() throws Exception {
        Reply nowhere = server.get("/api/v1/nothing/here");
        Reply wrongMethod = server.get(LOGIN);

        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.error()).isEqualTo("NOT_FOUND");
        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongMethod.error()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(wrongMethod.header("Allow")).isEqualTo("POST");
    }

    @Test
    void trailingSlashesMeanNothing() throws Exception {
        assertThat(server.post(LOGIN + "/", "{}").status()).isEqualTo(422);
        assertThat(server.get("/api/v1/auth/me//?x=1").status()).isEqualTo(401);
    }

    @Test
    void bugShowsNothingOfTheInside() throws Exception {
        Reply reply = server.get("/bug");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.error()).isEqualTo("INTERNAL");
        assertThat(reply.response().body()).doesNotContain("secret", "IllegalState", "exchange.");
        assertThat(reply.header("Server")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer", "Bearer ", "bearer a.b.c", "Basic eDp5", "x", "Bearer \u00e9"})
    void strangeAuthorizationIs401(String value) throws IOException {
        String answer = raw("GET /api/v1/auth/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Authorization: " + value + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 401 ").contains("UNAUTHENTICATED");
    }

    @Test
    void whatIsNoHttpIsAnsweredInJsonToo() throws IOException {
        String longUri = "GET /" + "x".repeat(5000) + " HTTP/1.1\r\nHost: x\r\n\r\n";
        String longHeader = "GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(9000) + "\r\n\r\n";

        assertThat(raw("NONSENSE NONSENSE NONSENSE NONSENSE\r\n\r\n"))
                .startsWith("HTTP/1.1 501")
                .contains("METHOD_NOT_KNOWN");
        assertThat(raw("GET / HTTP/7.0\r\n\r\n"))
                .startsWith("HTTP/1.1 505")
                .contains("BAD_REQUEST");
        assertThat(raw(longUri)).startsWith("HTTP/1.1 414").contains("URI_TOO_LONG");
        assertThat(raw(longHeader)).startsWith("HTTP/1.1 431").contains("HEADERS_TOO_LARGE");
        assertThat(raw("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    void connectionThatSendsNoWholeHeadIsClosed() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(UTF_8));
            long start = System.nanoTime();

            int end = socket.getInputStream().read();

            assertThat(end).isEqualTo(-1);
            assertThat((System.nanoTime() - start) / 1_000_000).isBetween(500L, 8_000L);
        }
    }

    @Test
    void socketOutlivesTheDeadlineOfTheFirstRequest() throws Exception {
        var echoed = new CompletableFuture<String>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port + "/echo/"), new Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket w, CharSequence text, boolean last) {
                        echoed.complete(text.toString());
                        return null;
                    }
                })
                .get(10, TimeUnit.SECONDS);
        Thread.sleep(1500);

        socket.sendText("still here", true);

        assertThat(echoed.get(10, TimeUnit.SECONDS)).isEqualTo("still here");
        socket.abort();
    }

    @Test
    void pagesOfTheListedOriginsMayCall() throws IOException {
        String preflight = raw("OPTIONS " + LOGIN + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Origin: http://localhost:5173\r\nAccess-Control-Request-Method: POST\r\n"
                + "Access-Control-Request-Headers: authorization,content-type\r\n\r\n");
        String call = raw("GET /api/v1/auth/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Origin: http://localhost:5173\r\n\r\n");

        assertThat(preflight)
                .startsWith("HTTP/1.1 204 ")
                .contains("Access-Control-Allow-Origin: http://localhost:5173\r\n")
                .contains("Access-Control-Allow-Headers: Authorization, Content-Type")
                .contains("Vary: Origin");
        assertThat(call)
                .startsWith("HTTP/1.1 401 ")
                .contains("Access-Control-Allow-Origin: http://localhost:5173\r\n")
                .contains("Vary: Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:5174", "https://localhost:5173",
                        "http://localhost:5173.evil.example",
                "null", "http://evil.example", "http://localhost:5173 http://evil.example"
            })
    void pagesOfOtherOriginsMayNot(String origin) throws IOException {
        String preflight = raw("OPTIONS " + LOGIN + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Origin: " + origin + "\r\nAccess-Control-Request-Method: POST\r\n\r\n");
        String call = raw("GET /api/v1/auth/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Origin: " + origin + "\r\n\r\n");

        assertThat(preflight).startsWith("HTTP/1.1 403 ").doesNotContain("Allow-Origin");
        assertThat(call)
                .startsWith("HTTP/1.1 401 ")
                .contains("Vary: Origin")
                .doesNotContain("Allow-Origin");
    }

    @ParameterizedTest
    @EnumSource(IdentityRefusal.class)
    void everyRefusalOfIdentityHasAStatus(IdentityRefusal refusal) {
        assertThat(HttpErrors.status(refusal)).isBetween(400, 503);
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
