package exchange.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchange.ops.CannotStart;
import exchange.ops.CannotStart.Reason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

class SettingsTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path home;

    @Test
    void defaultsRunTheEmbeddedServerWithCreditAndDemo() {
        Settings settings = Settings.load(home, Map.of());

        assertThat(settings.embedded()).isTrue();
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8000);
        assertThat(settings.dataDirectory()).isEqualTo(home.resolve("data"));
        assertThat(settings.corsOrigins())
                .containsExactly("http://localhost:5173", "http://127.0.0.1:5173");
        assertThat(settings.signupCredit())
                .isEqualTo(Map.of("USD", "100000", "USDT", "100000", "BTC", "10", "ETH", "100"));
        assertThat(settings.demo()).isTrue();
        assertThat(settings.adminPassword()).isEmpty();
        assertThat(settings.notices()).isEmpty();
    }

    @Test
    void serverOfTheOperatorGivesNoCreditAndNoDemo() {
        Settings settings = Settings.load(
                home,
                Map.of(
                        "POSTGRES_HOST", "db",
                        "POSTGRES_DB", "trading",
                        "POSTGRES_USER", "me",
                        "POSTGRES_PASSWORD", "secret",
                        "JWT_SECRET_KEY", SECRET));

        assertThat(settings.externalDatabase().orElseThrow().jdbcUrl())
                .startsWith("jdbc:postgresql://db:5432/trading?sslmode=prefer");
        assertThat(settings.signupCredit()).isEmpty();
        assertThat(settings.demo()).isFalse();
    }

    @Test
    void environmentWinsOverDotEnvAndDotEnvOverApplicationConf() throws IOException {
        write("application.conf", """
                exchange.server { host = "10.0.0.1", port = 1, cors-origins = "https://a.example" }
                """);
        write(".env", "export SERVER_HOST='10.0.0.2' # the inner one\nSERVER_PORT=2\n");

        Settings settings = Settings.load(home, Map.of("SERVER_PORT", "3"));

        assertThat(settings.host()).isEqualTo("10.0.0.2");
        assertThat(settings.port()).isEqualTo(3);
        assertThat(settings.corsOrigins()).containsExactly("https://a.example");
    }

    @Test
    void secretMayStandInAFile() throws IOException {
        write("jwt", SECRET + "\n");
        Map<String, String> process = new HashMap<>();
        process.put("JWT_SECRET_KEY_FILE", home.resolve("jwt").toString());

        Settings settings = Settings.load(home, process);
        assertThat(settings.config().getString("exchange.identity.token-secret"))
                .isEqualTo(SECRET);
        assertThat(settings.notices()).isEmpty();

        process.put("JWT_SECRET_KEY", SECRET);
        assertThatThrownBy(() -> Settings.load(home, process))
                .hasMessageContaining("JWT_SECRET_KEY and JWT_SECRET_KEY_FILE are both set");
        assertThatThrownBy(
                        () -> Settings.load(home, Map.of("ADMIN_PASSWORD_FILE", home + "/nothing")))
                .hasMessageContaining("ADMIN_PASSWORD_FILE names " + home + "/nothing");
    }

    @Test
    void emptyVariableCountsAsNotSetExceptForTheCredit() {
        Settings settings = Settings.load(
                home, Map.of("POSTGRES_HOST", "", "SERVER_PORT", " ", "SIGNUP_CREDIT", ""));

        assertThat(settings.embedded()).isTrue();
        assertThat(settings.port()).isEqualTo(8000);
        assertThat(settings.signupCredit()).isEmpty();
    }

    @Test
    void namesThatNobodyReadsAreSaidOnce() throws IOException {
        write(".env", "SERVER_PROT=1\nVITE_API_BASE=x\nDATABASE_URL=postgres://\n");
        write("application.conf", "exchange.sever.port = 1\nexchange.assets.DOGE.scale = 8\n");

        Settings settings = Settings.load(home, Map.of("SERVER_DEBUG", "true"));

        assertThat(settings.notices())
                .containsExactly(
                        ".env sets SERVER_PROT, which the exchange does not know;"
                                + " see .env.sample for the names",
                        "DATABASE_URL, SERVER_DEBUG have no meaning here and are ignored",
                        "application.conf sets exchange.sever.port,"
                                + " which the exchange does not know");
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER_PORT, abc, SERVER_PORT",
        "SERVER_PORT, 65536, SERVER_PORT",
        "SIGNUP_CREDIT, USD=1e5, SIGNUP_CREDIT",
        "SIGNUP_CREDIT, USD, SIGNUP_CREDIT",
        "DEMO, perhaps, DEMO",
        "POSTGRES_HOST, db, JWT_SECRET_KEY",
        "API_KEY_SECRET, too-short, API_KEY_SECRET",
        "CLUSTER_PORT, 65536, CLUSTER_PORT"
    })
    void valueThatMakesNoSenseIsNamed(String name, String value, String named) {
        Map<String, String> process = new HashMap<>(Map.of(name, value));

        assertThatThrownBy(() -> Settings.load(home, process))
                .isInstanceOfSatisfying(
                        CannotStart.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.CONFIGURATION))
                .hasMessageContaining(named);
    }

    @Test
    void lineThatCannotBeReadIsToldByItsNumberOnly() throws IOException {
        write(".env", "\n# comment\nADMIN_PASSWORD hunter2\n");

        assertThatThrownBy(() -> Settings.load(home, Map.of()))
                .hasMessageContaining("line 3")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void brokenApplicationConfIsToldWithItsLine() throws IOException {
        write("application.conf", "exchange {\n  server.port = = 1\n}\n");

        assertThatThrownBy(() -> Settings.load(home, Map.of()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("application.conf: 2");
    }

    @Test
    void theSampleNamesExactlyWhatIsRead() throws IOException {
        Set<String> named = new HashSet<>();
        Pattern.compile("^#? ?([A-Z_]+)=", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of(".env.sample")))
                .results()
                .forEach(match -> named.add(match.group(1)));

        Set<String> known = new HashSet<>(Environment.KEYS.keySet());
        known.add("EXCHANGE_JAVA_OPTS");
        assertThat(named).isEqualTo(known);
    }

    @Test
    void theOperatorsFileInTheRepositoryChangesNothing() {
        Settings plain = Settings.load(home, Map.of());
        Settings shipped = Settings.load(Path.of("."), Map.of("DATA_DIR", home + "/data"));

        assertThat(shipped.notices()).isEmpty();
        assertThat(shipped.port()).isEqualTo(plain.port());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(home.resolve(name), text);
    }
}
