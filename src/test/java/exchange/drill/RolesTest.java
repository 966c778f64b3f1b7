package exchange.drill;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.bootstrap.EdgeStarter;
import exchange.bootstrap.Node;
import exchange.bootstrap.Settings;
import exchange.ops.NodeJvm;
import exchange.persistence.Database;
import exchange.testkit.TestNode;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Nodes that do a part of the work each. */
final class RolesTest {
    private static final String ORDER =
            "{\"symbol\":\"BTC-USD\",\"side\":\"BUY\",\"order_type\":\"LIMIT\",\"price\":\"30000\","
                    + "\"quantity\":\"0.1\"}";

    private static final EdgeStarter OPENING = (settings, storage, identity, engine) ->
            EdgeStarter.open(settings, storage, identity, engine, (done, total) -> {});

    private final Database database = TestPostgres.freshDatabase();
    private final List<Integer> ports = NodeJvm.freePorts(2);

    @Test
    void edgesServeClientsAndBooksAndLedgersLiveOnCoreNodes(@TempDir Path data)
            throws IOException, InterruptedException, SQLException {
        Settings core = Settings.load(
                data, TestNode.all(data, database, roles(ports.getFirst(), "core,read")));
        try (Node node = new Node(core, OPENING)) {
            URI probes = URI.create(node.start().url());
            try (TestNode edge = TestNode.startAgain(database, roles(ports.getLast(), "edge"))) {
                TestNode.User user = edge.newUser();
                String id = edge.place(user, ORDER).get("id").asText();

                assertThat(edge.get("/api/v1/orders/" + id, user.access()).status())
                        .isEqualTo(200);
                assertThat(edge.get("/health/ready", "").status()).isEqualTo(200);
            }
            assertThat(status(probes, "/health/ready")).isEqualTo(200);
            assertThat(status(probes, "/metrics")).isEqualTo(200);
            assertThat(status(probes, "/api/v1/markets")).isEqualTo(404);
        }
        DrillJournal journal = new DrillJournal(database);
        journal.refresh();
        assertThat(journal.incarnations().values())
                .isNotEmpty()
                .allSatisfy(nodes -> assertThat(nodes).containsOnly(name(ports.getFirst())));
    }

    private Map<String, String> roles(int port, String roles) {
        return Map.of(
                "CLUSTER_HOST",
                "127.0.0.1",
                "CLUSTER_PORT",
                "" + port,
                "CLUSTER_SEEDS",
                "127.0.0.1:" + ports.getFirst(),
                "CLUSTER_ROLES",
                roles);
    }

    private static String name(int port) {
        return "akka://exchange@127.0.0.1:" + port;
    }

    private static int status(URI node, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(node.resolve(path)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
