package exchange.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;

import exchange.ops.CannotStart;

import org.junit.jupiter.api.Test;

import java.util.Map;

/** What a node is told about the others. */
final class ClusterSettingsTest {

    private static Config with(Map<String, Object> values) {
        return with(values, "db");
    }

    private static Config with(Map<String, Object> values, String database) {
        return ConfigFactory.load(ConfigFactory.parseMap(values)
                .atPath("exchange.cluster")
                .withValue("exchange.postgres.host", ConfigValueFactory.fromAnyRef(database))
                .withFallback(ConfigFactory.parseResources("exchange-defaults.conf")));
    }

    @Test
    void isAloneByDefault() {
        ClusterSettings settings = ClusterSettings.of(with(Map.of()));
        assertThat(settings.seeds()).isEmpty();
        assertThat(settings.roles()).containsExactly("core", "edge", "read");
        assertThat(settings.remoting().hasPath("akka.remote.artery.transport")).isFalse();
    }

    @Test
    void encryptsWhenThereAreStores() {
        Config remoting = ClusterSettings.of(with(Map.of(
                        "tls.key-store", "node.p12",
                        "tls.key-store-password", "kept",
                        "tls.trust-store", "trusted.p12")))
                .remoting()
                .getConfig("akka.remote.artery");
        assertThat(remoting.getString("transport")).isEqualTo("tls-tcp");
        Config engine = remoting.getConfig("ssl.config-ssl-engine");
        assertThat(engine.getString("hostname-verification")).isEqualTo("on");
        assertThat(engine.getString("require-mutual-authentication")).isEqualTo("on");
        assertThat(engine.getString("key-password")).isEqualTo("kept");
    }

    @Test
    void namesWhatIsWrong() {
        requireRefused(Map.of("port", 70_000), "CLUSTER_PORT");
        requireRefused(Map.of("seeds", "10.0.0.1", "port", 1), "CLUSTER_SEEDS");
        requireRefused(Map.of("seeds", "10.0.0.1:2551"), "CLUSTER_PORT");
        requireRefused(Map.of("roles", "core,everything"), "CLUSTER_ROLES");
        requireRefused(Map.of("roles", "core,read"), "CLUSTER_SEEDS");
        requireRefused(Map.of("tls.key-store", "node.p12"), "CLUSTER_TRUST_STORE");
    }

    /** Each would have an embedded one of its own, and books and ledgers in any of them. */
    @Test
    void nodesOfAClusterHaveADatabaseThatTheyShare() {
        Config alone = with(Map.of("seeds", "10.0.0.1:2551", "port", 1), "");
        assertThatThrownBy(() -> ClusterSettings.of(alone))
                .isInstanceOfSatisfying(
                        CannotStart.class,
                        e -> assertThat(e.reason()).isEqualTo(CannotStart.Reason.CONFIGURATION))
                .hasMessageContaining("POSTGRES_HOST")
                .hasMessageContaining("CLUSTER_SEEDS");
    }

    private static void requireRefused(Map<String, Object> values, String name) {
        assertThatThrownBy(() -> ClusterSettings.of(with(values)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(name);
    }
}
