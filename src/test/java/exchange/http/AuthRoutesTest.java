package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import exchange.market.AccountIds;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

class AuthRoutesTest {
    private static final String ANN =
            "{\"email\":\"ann@example.org\",\"password\":\"correct horse\",\"name\":\"Ann\"}";
    private static final String ANN_LOGIN =
            "{\"email\":\"ann@example.org\",\"password\":\"correct horse\"}";

    private AuthServer server;

    @BeforeEach
    void start() throws Exception {
        server = new AuthServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void signUpAnswersTheUserAfterTheCreditIsCommitted() throws Exception {
        Reply made = server.post("/api/v1/auth/signup", ANN);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("message").isTextual()).isTrue();
        assertThat(made.json().path("data").toString())
                .isEqualTo("{\"user_id\":\"" + AccountIds.toUuid(2)
                        + "\",\"email\":\"ann@example.org\",\"name\":\"Ann\","
                        + "\"user_type\":\"trader\"}");
        assertThat(server.credited).containsExactly(2L);
    }

    @Test
    void takenEmailIs409() throws Exception {
        server.post("/api/v1/auth/signup", ANN);

        Reply again = server.post("/api/v1/auth/signup/", ANN.replace("ann@", "ANN@"));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.error()).isEqualTo("DUPLICATE_EMAIL");
        assertThat(server.credited).hasSize(1);
    }

    @Test
    void oneRequestMakesAPaperAccountThatIsMarkedAndHasItsCredit() throws Exception {
        Reply made = server.post("/api/v1/auth/paper", "");

        assertThat(made.status()).isEqualTo(201);
        assertThat(server.credited).containsExactly(2L);
        String email = made.data("email");
        assertThat(email).matches("[a-z]+-[a-z]+-[0-9]{6}@paper\\.invalid");
        assertThat(made.data("name")).endsWith("(paper)");
        Reply me = server.get(
                "/api/v1/auth/me", "Authorization", "Bearer " + made.data("access_token"));
        assertThat(me.data("email")).isEqualTo(email);
        Reply later = server.post(
                "/api/v1/auth/login",
                "{\"email\":\"" + email + "\",\"password\":\"" + made.data("password") + "\"}");
        assertThat(later.status()).isEqualTo(200);
        assertThat(server.get("/api/v1/auth/paper").json().path("available").asBoolean())
                .isTrue();
    }

    @Test
    void nobodySignsUpAsOnPaper() throws Exception {
        Reply made = server.post(
                "/api/v1/auth/signup", ANN.replace("ann@example.org", "ann@paper.Invalid"));

        assertThat(made.mistakes()).containsExactly("body.email invalid_email");
    }

    @Test
    void anAddressMakesSoManyPaperAccountsInAnHour() throws Exception {
        try (var few =
                new AuthServer("exchange.identity.paper-accounts-per-hour.of-an-address = 1")) {
            few.post("/api/v1/auth/paper", "");
            Reply second = few.post("/api/v1/auth/paper", "");

            assertThat(second.status()).isEqualTo(429);
            assertThat(second.error()).isEqualTo("TOO_MANY_ACCOUNTS");
            assertThat(second.header("Retry-After")).isNotEmpty();
        }
    }

    @Test
    void everyWrongFieldOfASignUpIsNamed() throws Exception {
        Reply wrong = server.post("/api/v1/auth/signup", """
                {"email":"nobody","password":"short","name":"","user_type":"god"}""");

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.mistakes())
                .containsExactlyInAnyOrder(
                        "body.email invalid_email",
                        "body.password invalid_password",
                        "body.name invalid_length",
                        "body.user_type not_a_choice");
        assertThat(wrong.json().path("field").isTextual()).isTrue();
    }

    @Test
    void nobodyButAnAdminMakesAdmins() throws Exception {
        String admin = "{\"email\":\"bob@example.org\",\"password\":\"correct horse\","
                + "\"name\":\"Bob\",\"user_type\":\"admin\"}";
        server.post("/api/v1/auth/signup", ANN);
        String trader = "Bearer " + logIn(ANN_LOGIN).data("access_token");
        String root = "Bearer "
                + logIn("{\"email\":\"" + AuthServer.ADMIN + "\",\"password\":\""
                                + AuthServer.ADMIN_PASSWORD + "\"}")
                        .data("access_token");

        assertThat(server.post("/api/v1/auth/signup", admin).status()).isEqualTo(403);
        assertThat(server.post("/api/v1/auth/signup", admin, "Authorization", trader)
                        .error())
                .isEqualTo("FORBIDDEN");
        assertThat(server.post("/api/v1/auth/signup", admin, "Authorization", "Bearer x")
                        .status())
                .isEqualTo(403);

        Reply made = server.post("/api/v1/auth/signup", admin, "Authorization", root);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.data("user_type")).isEqualTo("admin");
    }

    @Test
    void creditThatFailsIsMadeGoodAtLogIn() throws Exception {
        server.creditWorks(false);
        Reply made = server.post("/api/v1/auth/signup", ANN);
        assertThat(made.status()).isEqualTo(503);
        assertThat(made.error()).isEqualTo("CREDIT_PENDING");
        assertThat(logIn(ANN_LOGIN).status()).isEqualTo(200);

        server.creditWorks(true);
        logIn(ANN_LOGIN);
        logIn(ANN_LOGIN);

        assertThat(server.credited).containsExactly(2L);
    }

    @Test
    void accessTokenHoldsWhatTheClientDecodes() throws Exception {
        server.post("/api/v1/auth/signup", ANN);

        Reply login = logIn(ANN_LOGIN);

        String payload = login.data("access_token").split("\\.")[1];
        JsonNode claims = new ObjectMapper()
                .readTree(new String(Base64.getUrlDecoder().decode(payload), UTF_8));
        assertThat(login.status()).isEqualTo(200);
        assertThat(login.header("Cache-Control")).isEqualTo("no-store");
        assertThat(claims.path("sub").asText()).isEqualTo("ann@example.org");
        assertThat(claims.path("user_id").asText())
                .isEqualTo(AccountIds.toUuid(2).toString());
        assertThat(claims.path("user_type").asText()).isEqualTo("trader");
        assertThat(Instant.ofEpochSecond(claims.path("exp").asLong()))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(59)),
                        Instant.now().plus(Duration.ofMinutes(60)));
    }

    @Test
    void wrongCredentialsAre401AndNeverAskForPasswordRules() throws Exception {
        server.post("/api/v1/auth/signup", ANN);

        for (String body : new String[] {
            ANN_LOGIN.replace("correct", "x"),
            "{\"email\":\"ann@example.org\",\"password\":\"x\"}",
            "{\"email\":\"not an email\",\"password\":\"x\"}"
        }) {
            Reply wrong = logIn(body);
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(wrong.error()).isEqualTo("WRONG_CREDENTIALS");
            assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void sixthTryAfterFiveFailuresIs429WithRetryAfter() throws Exception {
        server.post("/api/v1/auth/signup", ANN);
        for (int i = 0; i < 5; i++) {
            assertThat(logIn(ANN_LOGIN.replace("horse", "h" + i)).status()).isEqualTo(401);
        }

        Reply blocked = logIn(ANN_LOGIN);

        assertThat(blocked.status()).isEqualTo(429);
        assertThat(blocked.error()).isEqualTo("TOO_MANY_FAILURES");
        assertThat(Integer.parseInt(blocked.header("Retry-After"))).isBetween(1, 2);
    }

    @Test
    void refreshRotatesAndRefreshTokenOpensNothingElse() throws Exception {
        server.post("/api/v1/auth/signup", ANN);
        Reply login = logIn(ANN_LOGIN);
        String refresh = login.data("refresh_token");

        Reply next = server.post("/api/v1/auth/refresh", refreshBody(refresh));

        assertThat(next.status()).isEqualTo(200);
        assertThat(next.data("refresh_token")).isNotEqualTo(refresh);
        assertThat(me(next.data("access_token")).status()).isEqualTo(200);
        assertThat(me(refresh).status()).isEqualTo(401);
        assertThat(server.post("/api/v1/auth/refresh", refreshBody("x")).status())
                .isEqualTo(401);
        assertThat(server.post("/api/v1/auth/refresh", refreshBody(login.data("access_token")))
                        .error())
                .isEqualTo("INVALID_REFRESH_TOKEN");
    }

    @Test
    void spentRefreshTokenEndsTheWholeFamily() throws Exception {
        server.close();
        server = new AuthServer("exchange.identity.refresh-grace = 0s");
        server.post("/api/v1/auth/signup", ANN);
        String spent = logIn(ANN_LOGIN).data("refresh_token");
        Reply next = server.post("/api/v1/auth/refresh", refreshBody(spent));
        Thread.sleep(1100);

        assertThat(server.post("/api/v1/auth/refresh", refreshBody(spent)).status())
                .isEqualTo(401);

        assertThat(server.post("/api/v1/auth/refresh", refreshBody(next.data("refresh_token")))
                        .status())
                .isEqualTo(401);
        assertThat(me(next.data("access_token")).status()).isEqualTo(401);
    }

    @Test
    void logOutEndsTheLoginAndMayBeRepeated() throws Exception {
        server.post("/api/v1/auth/signup", ANN);
        Reply login = logIn(ANN_LOGIN);
        String body = refreshBody(login.data("refresh_token"));

        assertThat(server.post("/api/v1/auth/logout", body).status()).isEqualTo(200);
        assertThat(server.post("/api/v1/auth/logout", body).status()).isEqualTo(200);

        assertThat(me(login.data("access_token")).status()).isEqualTo(401);
        assertThat(server.post("/api/v1/auth/refresh", body).status()).isEqualTo(401);
    }

    @Test
    void meIsTheUserOfTheToken() throws Exception {
        server.post("/api/v1/auth/signup", ANN);

        Reply me = me(logIn(ANN_LOGIN).data("access_token"));

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.data("email")).isEqualTo("ann@example.org");
        assertThat(me.data("name")).isEqualTo("Ann");
        assertThat(me.data("user_type")).isEqualTo("trader");
        Reply anonymous = server.get("/api/v1/auth/me");
        assertThat(anonymous.status()).isEqualTo(401);
        assertThat(anonymous.error()).isEqualTo("UNAUTHENTICATED");
        assertThat(anonymous.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void newPasswordCountsFromThenOn() throws Exception {
        server.post("/api/v1/auth/signup", ANN);
        String access = logIn(ANN_LOGIN).data("access_token");
        String change =
                "{\"current_password\":\"correct horse\",\"new_password\":\"battery staple\"}";

        Reply wrong = server.post(
                "/api/v1/auth/password",
                change.replace("correct", "wrong"),
                "Authorization",
                "Bearer " + access);
        Reply tooShort = server.post(
                "/api/v1/auth/password",
                change.replace("battery staple", "b"),
                "Authorization",
                "Bearer " + access);
        Reply changed =
                server.post("/api/v1/auth/password", change, "Authorization", "bearer  " + access);

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.error()).isEqualTo("WRONG_PASSWORD");
        assertThat(tooShort.mistakes()).containsExactly("body.new_password invalid_password");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(me(changed.data("access_token")).status()).isEqualTo(200);
        assertThat(me(access).status()).isEqualTo(401);
        assertThat(logIn(ANN_LOGIN).status()).isEqualTo(401);
        assertThat(server.post("/api/v1/auth/password", change).status()).isEqualTo(401);
    }

    @Test
    void noSecretIsEverLogged() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.DEBUG);
        try {
            server.post("/api/v1/auth/signup", ANN);
            Reply login = logIn(ANN_LOGIN);
            String access = login.data("access_token");
            String refresh = login.data("refresh_token");
            me(access);
            me(access + "x");
            server.get("/bug?token=" + access, "Authorization", "Bearer " + access);
            server.get("/nowhere?token=" + access);
            server.post("/api/v1/auth/refresh", refreshBody(refresh));
            server.post("/api/v1/auth/refresh", refreshBody(refresh).replace("}", ""));

            assertThat(lines.list).anyMatch(line -> line.getFormattedMessage().contains("/bug"));
            for (ILoggingEvent line : lines.list) {
                assertThat(line.getFormattedMessage())
                        .doesNotContain("correct horse", access, refresh);
            }
        } finally {
            root.setLevel(before);
            root.detachAppender(lines);
        }
    }

    private Reply logIn(String body) throws Exception {
        return server.post("/api/v1/auth/login", body);
    }

    private Reply me(String token) throws Exception {
        return server.get("/api/v1/auth/me", "Authorization", "Bearer " + token);
    }

    private static String refreshBody(String token) {
        return "{\"refresh_token\":\"" + token + "\"}";
    }
}
