package exchange.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchange.bootstrap.EdgeStarter;
import exchange.bootstrap.Node;
import exchange.bootstrap.Settings;
import exchange.ops.NodeJvm;
import exchange.persistence.Database;
import exchange.testkit.Certificates;
import exchange.testkit.TestNode;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Two nodes that do a part of the work each and trust only each other. */
final class TwoNodesTest {
    private static final String ORDER =
            "{\"symbol\":\"BTC-USD\",\"side\":\"BUY\",\"order_type\":\"LIMIT\",\"price\":\"30000\","
                    + "\"quantity\":\"0.1\"}";

    private static final int SILENCE_MILLIS = 1_000;
    private static final EdgeStarter OPENING = (settings, storage, identity, engine) ->
            EdgeStarter.open(settings, storage, identity, engine, (done, total) -> {});

    private static final Database DATABASE = TestPostgres.freshDatabase();
    private static final List<Integer> PORTS = NodeJvm.freePorts(2);

    @TempDir
    private static Path data;

    private static Certificates known;
    private static Node core;
    private static URI probes;
    private static TestNode edge;

    @BeforeAll
    static void start() throws IOException {
        known = Certificates.make(data, "node");
        Map<String, String> settings = settings(PORTS.getFirst(), "core,read");
        core = new Node(Settings.load(data, TestNode.all(data, DATABASE, settings)), OPENING);
        probes = URI.create(core.start().url());
        edge = TestNode.startAgain(DATABASE, settings(PORTS.getLast(), "edge"));
    }

    @AfterAll
    static void stop() {
        edge.close();
        core.close();
    }

    private static Map<String, String> settings(int port, String roles) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "CLUSTER_HOST",
                "127.0.0.1",
                "CLUSTER_PORT",
                "" + port,
                "CLUSTER_SEEDS",
                "127.0.0.1:" + PORTS.getFirst(),
                "CLUSTER_ROLES",
                roles));
        settings.putAll(Map.of(
                "CLUSTER_KEY_STORE",
                known.keys().toString(),
                "CLUSTER_KEY_STORE_PASSWORD",
                Certificates.PASSWORD,
                "CLUSTER_TRUST_STORE",
                known.trusted().toString(),
                "CLUSTER_TRUST_STORE_PASSWORD",
                Certificates.PASSWORD));
        return settings;
    }

    @Test
    void edgeServesClientsAndBooksAndLedgersLiveOnTheCore() throws SQLException {
        TestNode.User user = edge.newUser();
        String id = edge.place(user, ORDER).get("id").asText();

        assertThat(edge.get("/api/v1/orders/" + id, user.access()).status()).isEqualTo(200);
        assertThat(edge.get("/health/ready", "").status()).isEqualTo(200);
        assertThat(edge.get("/health/ready", "").body().at("/checks/core").asText())
                .isEqualTo("1 nodes with the role core are reached");
        DrillJournal journal = new DrillJournal(DATABASE);
        journal.refresh();
        assertThat(journal.incarnations().values())
                .isNotEmpty()
                .allSatisfy(nodes -> assertThat(nodes)
                        .containsOnly("akka://exchange@127.0.0.1:" + PORTS.getFirst()));
    }

    @Test
    void nodeWithoutEdgeAnswersWhoWatchesItAndNobodyElse()
            throws IOException, InterruptedException {
        assertThat(status("/health/ready")).isEqualTo(200);
        assertThat(status("/metrics")).isEqualTo(200);
        assertThat(status("/api/v1/markets")).isEqualTo(404);
    }

    private static int status(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(probes.resolve(path)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void nodesTalkToNobodyWithoutTheRightCertificate(@TempDir Path foreign) throws IOException {
        Certificates stranger = Certificates.make(foreign, "stranger");

        assertThatThrownBy(() -> listen(Certificates.NONE)).isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> listen(stranger)).isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> listen(known)).isInstanceOf(SocketTimeoutException.class);
    }

    /** Who is let in hears nothing before it speaks; who is not hears so. */
    private static void listen(Certificates shown) throws IOException {
        try (SSLSocket socket = shown.connect(PORTS.getFirst())) {
            socket.setSoTimeout(SILENCE_MILLIS);
            socket.startHandshake();
            socket.getInputStream().read();
        }
    }
}
