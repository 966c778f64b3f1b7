package exchange.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import exchange.ops.CannotStart;
import exchange.persistence.Database;
import exchange.persistence.Pools;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

class IdentityTest {
    private static final byte[] SECRET =
            "a secret for tests that is long enough for all".getBytes(UTF_8);
    private static final InetAddress HOME = InetAddress.getLoopbackAddress();
    private static final UserIds PLAIN_IDS = new UserIds(
            account -> new UUID(0, account),
            text -> Optional.of(UUID.fromString(text).getLeastSignificantBits()));

    private final MovedClock clock = new MovedClock();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private Database database;
    private Identity identity;

    @BeforeEach
    void openOnAFreshDatabase() {
        database = TestPostgres.freshDatabase();
        identity = node();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
    }

    @Test
    void whoSignedUpCanLogIn() {
        User ann = signUp("Ann@Example.ORG", "correct horse");

        LoggedIn login = logIn("aNN@example.org", "correct horse");

        assertThat(ann).isEqualTo(new User(1, "Ann@example.org", "Ann", Role.TRADER));
        assertThat(login.user()).isEqualTo(ann);
        assertThat(login.creditPending()).isTrue();
        Caller caller = identity.verify(login.tokens().access()).orElseThrow();
        assertThat(caller.account()).isEqualTo(1);
        assertThat(caller.role()).isEqualTo(Role.TRADER);
    }

    @Test
    void emailIsTakenHoweverItIsWritten() {
        signUp("ann@example.org", "correct horse");

        assertThat(refusal(identity.signUp("ANN@example.org", "other horse", "X", Role.TRADER)))
                .isEqualTo(IdentityRefusal.DUPLICATE_EMAIL);
    }

    @Test
    void manySignUpsOfOneEmailAtOnceMakeOneUser() {
        List<CompletionStage<Outcome<User>>> tries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tries.add(identity.signUp("ann@example.org", "correct horse", "Ann", Role.TRADER));
        }

        assertThat(tries.stream().filter(t -> await(t) instanceof Outcome.Success))
                .hasSize(1);
    }

    @Test
    void wrongPasswordAndUnknownUserAreTheSameRefusal() {
        signUp("ann@example.org", "correct horse");

        assertThat(refusal(identity.logIn("ann@example.org", "wrong", HOME)))
                .isEqualTo(IdentityRefusal.WRONG_CREDENTIALS);
        assertThat(refusal(identity.logIn("bob@example.org", "correct horse", HOME)))
                .isEqualTo(IdentityRefusal.WRONG_CREDENTIALS);
    }

    @Test
    void fiveFailuresBlockTheAccountForAWhileEvenWithTheRightPassword() {
        signUp("ann@example.org", "correct horse");
        failToLogIn("ann@example.org", 5);

        assertThat(await(identity.logIn("ANN@example.org", "correct horse", HOME)))
                .isEqualTo(
                        Outcome.refused(IdentityRefusal.TOO_MANY_FAILURES, Duration.ofSeconds(2)));

        clock.move(Duration.ofSeconds(2));
        logIn("ann@example.org", "correct horse");
    }

    @Test
    void successfulLoginsAreNeverThrottled() {
        signUp("ann@example.org", "correct horse");

        for (int i = 0; i < 8; i++) {
            logIn("ann@example.org", "correct horse");
        }
    }

    @Test
    void morePasswordsThanTheQueueHoldsAreToldToComeBack() {
        List<CompletionStage<Outcome<User>>> tries = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            tries.add(identity.signUp("u" + i + "@example.org", "correct horse", "U", Role.TRADER));
        }

        List<Outcome<User>> answers = tries.stream().map(IdentityTest::await).toList();

        assertThat(answers)
                .contains(Outcome.refused(IdentityRefusal.TOO_MANY_LOGINS, Duration.ofSeconds(1)));
        assertThat(answers.stream().filter(Outcome.Success.class::isInstance))
                .hasSizeBetween(50, 59);
    }

    @Test
    void accessTokenEndsInTime() {
        signUp("ann@example.org", "correct horse");
        String access = logIn("ann@example.org", "correct horse").tokens().access();

        clock.move(Duration.ofMinutes(60).minusSeconds(1));
        assertThat(identity.verify(access)).isPresent();
        clock.move(Duration.ofSeconds(1));
        assertThat(identity.verify(access)).isEmpty();
    }

    @Test
    void refreshTokenIsNoAccessTokenNorTheOtherWayRound() {
        signUp("ann@example.org", "correct horse");
        Tokens tokens = logIn("ann@example.org", "correct horse").tokens();

        assertThat(identity.verify(tokens.refresh())).isEmpty();
        assertThat(refusal(identity.refresh(tokens.access())))
                .isEqualTo(IdentityRefusal.INVALID_REFRESH_TOKEN);
    }

    @Test
    void refreshTokenIsSpentByUseAndReuseEndsTheLogin() {
        signUp("ann@example.org", "correct horse");
        Tokens first = logIn("ann@example.org", "correct horse").tokens();
        Tokens second = success(identity.refresh(first.refresh()));
        clock.move(Duration.ofSeconds(11));

        assertThat(refusal(identity.refresh(first.refresh())))
                .isEqualTo(IdentityRefusal.INVALID_REFRESH_TOKEN);

        assertThat(refusal(identity.refresh(second.refresh())))
                .isEqualTo(IdentityRefusal.INVALID_REFRESH_TOKEN);
        assertThat(identity.verify(second.access())).isEmpty();
    }

    @Test
    void clientThatLostTheAnswerGetsTheSameSuccessorWithinTheGrace() {
        signUp("ann@example.org", "correct horse");
        Tokens first = logIn("ann@example.org", "correct horse").tokens();
        Tokens lost = success(identity.refresh(first.refresh()));
        clock.move(Duration.ofSeconds(9));

        Tokens again = success(identity.refresh(first.refresh()));

        assertThat(again.refresh()).isEqualTo(lost.refresh());
        success(identity.refresh(again.refresh()));
        assertThat(refusal(identity.refresh(first.refresh())))
                .as("its successor is spent now")
                .isEqualTo(IdentityRefusal.INVALID_REFRESH_TOKEN);
    }

    @Test
    void refreshesAtTheSameMomentShareOneSuccessor() {
        signUp("ann@example.org", "correct horse");
        Tokens first = logIn("ann@example.org", "correct horse").tokens();

        List<CompletionStage<Outcome<Tokens>>> tries = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            tries.add(identity.refresh(first.refresh()));
        }

        assertThat(tries.stream().map(t -> success(t).refresh()).distinct()).hasSize(1);
    }

    @Test
    void refreshTokenOutlivesTheAccessTokenByAWeek() {
        signUp("ann@example.org", "correct horse");
        Tokens first = logIn("ann@example.org", "correct horse").tokens();

        clock.move(Duration.ofDays(7).plusMinutes(59));
        Tokens second = success(identity.refresh(first.refresh()));
        clock.move(Duration.ofDays(7).plusMinutes(61));

        assertThat(refusal(identity.refresh(second.refresh())))
                .isEqualTo(IdentityRefusal.INVALID_REFRESH_TOKEN);
    }

    @Test
    void loggingOutEndsThisLoginOnly() {
        signUp("ann@example.org", "correct horse");
        Tokens phone = logIn("ann@example.org", "correct horse").tokens();
        Tokens desk = logIn("ann@example.org", "correct horse").tokens();

        success(identity.logOut(phone.refresh()));

        assertThat(identity.verify(phone.access())).isEmpty();
        assertThat(refusal(identity.refresh(phone.refresh())))
                .isEqualTo(IdentityRefusal.INVALID_REFRESH_TOKEN);
        assertThat(identity.verify(desk.access())).isPresent();
        success(identity.logOut(phone.refresh()));
    }

    @Test
    void newPasswordEndsAllLoginsButTheOneItOpens() {
        signUp("ann@example.org", "correct horse");
        Tokens phone = logIn("ann@example.org", "correct horse").tokens();
        Tokens desk = logIn("ann@example.org", "correct horse").tokens();
        Caller caller = identity.verify(desk.access()).orElseThrow();

        Tokens fresh =
                success(identity.changePassword(caller, "correct horse", "battery staple", HOME));

        assertThat(identity.verify(phone.access())).isEmpty();
        assertThat(identity.isValid(caller)).isFalse();
        assertThat(identity.verify(fresh.access())).isPresent();
        success(identity.refresh(fresh.refresh()));
        assertThat(refusal(identity.logIn("ann@example.org", "correct horse", HOME)))
                .isEqualTo(IdentityRefusal.WRONG_CREDENTIALS);
        logIn("ann@example.org", "battery staple");
    }

    @Test
    void wrongCurrentPasswordChangesNothingAndIsThrottled() {
        signUp("ann@example.org", "correct horse");
        Tokens tokens = logIn("ann@example.org", "correct horse").tokens();
        Caller caller = identity.verify(tokens.access()).orElseThrow();

        for (int i = 0; i < 5; i++) {
            assertThat(refusal(identity.changePassword(caller, "wrong", "battery staple", HOME)))
                    .isEqualTo(IdentityRefusal.WRONG_PASSWORD);
        }

        assertThat(refusal(identity.changePassword(caller, "correct horse", "battery s", HOME)))
                .isEqualTo(IdentityRefusal.TOO_MANY_FAILURES);
        assertThat(identity.verify(tokens.access())).isPresent();
    }

    @Test
    void otherNodeLearnsOfALogoutAndOfOneFromBeforeItStarted() throws Exception {
        signUp("ann@example.org", "correct horse");
        Tokens early = logIn("ann@example.org", "correct horse").tokens();
        Tokens late = logIn("ann@example.org", "correct horse").tokens();
        success(identity.logOut(early.refresh()));

        Identity other = node();
        assertThat(other.verify(early.access())).isEmpty();
        assertThat(other.verify(late.access())).isPresent();

        success(identity.logOut(late.refresh()));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (other.verify(late.access()).isPresent() && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(other.verify(late.access())).isEmpty();
    }

    @Test
    void creditIsPendingUntilConfirmed() {
        User ann = signUp("ann@example.org", "correct horse");
        assertThat(success(identity.creditPending(ann.account()))).isTrue();

        success(identity.creditConfirmed(ann.account()));

        assertThat(success(identity.creditPending(ann.account()))).isFalse();
        assertThat(logIn("ann@example.org", "correct horse").creditPending()).isFalse();
    }

    @Test
    void firstAdminIsMadeOnceWithAPasswordShownOnce() {
        AdminAccount made = identity.ensureAdmin("Root@Example.org", Optional.empty());
        AdminAccount found = identity.ensureAdmin("other@example.org", Optional.of("x"));

        String password = made.generatedPassword().orElseThrow();
        assertThat(password).hasSize(20);
        assertThat(logIn("root@example.org", password).user().role()).isEqualTo(Role.ADMIN);
        assertThat(found).isEqualTo(new AdminAccount("Root@example.org", Optional.empty()));
        assertThat(made.toString()).doesNotContain(password);
    }

    @Test
    void operatorsPasswordForTheAdminNeedsNoLength() {
        AdminAccount made = identity.ensureAdmin("root@example.org", Optional.of("admin"));

        assertThat(made.generatedPassword()).isEmpty();
        logIn("root@example.org", "admin");
    }

    @Test
    void adminIsNeverMadeOfATrader() {
        signUp("ann@example.org", "correct horse");

        assertThatThrownBy(() -> identity.ensureAdmin("ann@example.org", Optional.of("admin")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("ADMIN_EMAIL");
    }

    @Test
    void oldHashIsReplacedAtLogin() throws SQLException {
        signUp("ann@example.org", "correct horse");
        String weak = new PasswordHash(64, 1).hash("correct horse");
        execute("UPDATE users SET password_hash = '" + weak + "'");

        logIn("ann@example.org", "correct horse");

        assertThat(query("SELECT password_hash FROM users")).startsWith("$argon2id$v=19$m=19456,");
        logIn("ann@example.org", "correct horse");
    }

    @Test
    void tablesHoldNeitherPasswordsNorTokens() throws SQLException {
        signUp("ann@example.org", "correct horse");
        Tokens tokens = logIn("ann@example.org", "correct horse").tokens();

        String everything = query("SELECT (SELECT string_agg(u::text, ' ') FROM users u)"
                + " || (SELECT string_agg(encode(token_hash, 'escape'), ' ') FROM refresh_tokens)"
                + " || (SELECT string_agg(l::text, ' ') FROM logins l)");

        assertThat(everything).doesNotContain("correct horse", tokens.refresh(), tokens.access());
        assertThat(tokens.toString()).doesNotContain(tokens.refresh(), tokens.access());
    }

    @Test
    void expiredLoginsAreDeleted() throws SQLException {
        signUp("ann@example.org", "correct horse");
        Tokens first = logIn("ann@example.org", "correct horse").tokens();
        success(identity.refresh(first.refresh()));

        clock.move(Duration.ofDays(8));
        node();

        assertThat(query("SELECT count(*) FROM logins")).isEqualTo("0");
        assertThat(query("SELECT count(*) FROM refresh_tokens")).isEqualTo("0");
    }

    private Identity node() {
        Config config = ConfigFactory.parseString("exchange.identity.revocations-interval = 50ms")
                .withFallback(TestPostgres.config(database));
        Pools pools = Pools.of(database, config);
        Identity made = Identity.open(
                pools.queries(), IdentitySettings.from(config), SECRET, PLAIN_IDS, clock);
        opened.add(pools);
        opened.add(made);
        return made;
    }

    private User signUp(String email, String password) {
        return success(identity.signUp(email, password, "Ann", Role.TRADER));
    }

    private LoggedIn logIn(String email, String password) {
        return success(identity.logIn(email, password, HOME));
    }

    private void failToLogIn(String email, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(refusal(identity.logIn(email, "wrong", HOME)))
                    .isEqualTo(IdentityRefusal.WRONG_CREDENTIALS);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = TestPostgres.connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = TestPostgres.connect(database);
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static <T> T success(CompletionStage<Outcome<T>> stage) {
        return switch (await(stage)) {
            case Outcome.Success<T> success -> success.value();
            case Outcome.Refused<T> refused -> throw new AssertionError("refused: " + refused);
        };
    }

    private static <T> IdentityRefusal refusal(CompletionStage<Outcome<T>> stage) {
        return switch (await(stage)) {
            case Outcome.Success<T> success -> throw new AssertionError("not refused");
            case Outcome.Refused<T> refused -> refused.reason();
        };
    }

    private static <T> T await(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no answer", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new AssertionError("failed", e.getCause());
        }
    }
}
