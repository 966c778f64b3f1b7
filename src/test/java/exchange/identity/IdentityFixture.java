package exchange.identity;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import exchange.persistence.Database;
import exchange.persistence.Pools;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.net.InetAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Users on a fresh database, with a clock that is moved by hand. */
abstract class IdentityFixture {
    static final byte[] SECRET = "a secret for tests that is long enough for all".getBytes(UTF_8);
    static final InetAddress HOME = InetAddress.getLoopbackAddress();
    static final UserIds PLAIN_IDS = new UserIds(
            account -> new UUID(0, account),
            text -> Optional.of(UUID.fromString(text).getLeastSignificantBits()));

    final MovedClock clock = new MovedClock();
    final List<AutoCloseable> opened = new ArrayList<>();
    Database database;
    Identity identity;

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

    Identity node() {
        Config config = ConfigFactory.parseString("exchange.identity.revocations-interval = 50ms")
                .withFallback(TestPostgres.config(database));
        Pools pools = Pools.of(database, config);
        Identity made = Identity.open(
                pools.queries(), IdentitySettings.from(config), SECRET, SECRET, PLAIN_IDS, clock);
        opened.add(pools);
        opened.add(made);
        return made;
    }

    User signUp(String email, String password) {
        return success(identity.signUp(email, password, "Ann", Role.TRADER));
    }

    LoggedIn logIn(String email, String password) {
        return success(identity.logIn(email, password, HOME));
    }

    void failToLogIn(String email, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(refusal(identity.logIn(email, "wrong", HOME)))
                    .isEqualTo(IdentityRefusal.WRONG_CREDENTIALS);
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = TestPostgres.connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String query(String sql) throws SQLException {
        try (Connection connection = TestPostgres.connect(database);
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    static <T> T success(CompletionStage<Outcome<T>> stage) {
        return switch (await(stage)) {
            case Outcome.Success<T> success -> success.value();
            case Outcome.Refused<T> refused -> throw new AssertionError("refused: " + refused);
        };
    }

    static <T> IdentityRefusal refusal(CompletionStage<Outcome<T>> stage) {
        return switch (await(stage)) {
            case Outcome.Success<T> success -> throw new AssertionError("not refused");
            case Outcome.Refused<T> refused -> refused.reason();
        };
    }

    static <T> T await(CompletionStage<T> stage) {
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
