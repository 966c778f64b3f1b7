package exchange.cli;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.load.RestClient;
import exchange.testkit.TestNode;

import org.junit.jupiter.api.Test;

import java.util.Map;

/** One command halts every market of an exchange, given an admin's password. */
class HaltCommandTest {
    private static final String PASSWORD = "a password for the halt";

    @Test
    void allMarketsAreHaltedOrTheExitCodeSaysThatTheyAreNot() {
        try (TestNode node = TestNode.start(Map.of("ADMIN_PASSWORD", PASSWORD))) {
            RestClient client = new RestClient(node.uri());

            assertThat(halt(node, "wrong " + PASSWORD)).isEqualTo(1);
            assertThat(client.get("/api/v1/markets", "").findValuesAsText("status"))
                    .containsOnly("OPEN");

            assertThat(halt(node, PASSWORD)).isZero();
            assertThat(client.get("/api/v1/markets", "").findValuesAsText("status"))
                    .hasSize(5)
                    .containsOnly("HALTED");
            assertThat(client.get("/api/v1/markets", "").findValuesAsText("status_reason"))
                    .containsOnly("just a test");
        }
    }

    private static int halt(TestNode node, String password) {
        return ExchangeCommand.execute(
                "halt",
                "--reason",
                "just a test",
                "--url",
                node.uri().toString(),
                "--admin-email",
                "admin@example.com",
                "--admin-password",
                password);
    }
}
