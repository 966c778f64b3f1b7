package exchange.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;

import exchange.bootstrap.Settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Where accounts are on paper, and what users get there. */
final class PaperSettingsTest {
    private static final Map<String, String> EXTERNAL = Map.of(
            "POSTGRES_HOST", "db.example",
            "JWT_SECRET_KEY", "a secret for tests that is long enough");

    @TempDir
    private Path home;

    @Test
    void accountsAreOnPaperWithTheEmbeddedDatabaseOnly() {
        PaperSettings embedded = of(Map.of());
        PaperSettings external = of(EXTERNAL);

        assertThat(embedded.enabled()).isTrue();
        assertThat(embedded.start()).containsEntry("USD", "100000").hasSize(4);
        assertThat(embedded.faucet()).containsEntry("BTC", "1").hasSize(4);
        assertThat(external.enabled()).isFalse();
        assertThat(external.start()).isEmpty();
    }

    @Test
    void operatorSaysOtherwise() {
        Map<String, String> environment = new HashMap<>(EXTERNAL);
        environment.put("PAPER", "true");
        environment.put("SIGNUP_CREDIT", "BTC=0.5");

        assertThat(of(environment).enabled()).isTrue();
        assertThat(of(environment).start()).isEqualTo(Map.of("BTC", "0.5"));
        assertThat(of(Map.of("PAPER", "false")).enabled()).isFalse();
    }

    @Test
    void faucetThatMakesNoSenseIsNamed() {
        var config = Settings.load(home, Map.of())
                .config()
                .withValue("exchange.paper.faucet", ConfigValueFactory.fromAnyRef("USD=-1"));

        assertThatThrownBy(() -> PaperSettings.of(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("faucet")
                .hasMessageContaining("USD=-1");
    }

    private PaperSettings of(Map<String, String> environment) {
        return PaperSettings.of(Settings.load(home, environment).config());
    }
}
