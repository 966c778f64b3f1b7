package exchange.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.book.BookFact;
import exchange.market.AccountIds;
import exchange.testkit.ClusterProcesses;
import exchange.testkit.ExchangeProcess;
import exchange.testkit.JournalOrders;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Three nodes, each a process: orders go to the first, a client follows the market on the third,
 * and the second is killed and comes back. Nothing acknowledged is lost, nobody misses a change,
 * and all answer alike.
 */
final class ClusterTest {
    private static final String MARKET = "BTC-USD";
    private static final int COMMANDS = 3_000;
    private static final int KILL_AFTER = 1_000;

    @TempDir
    private Path folder;

    private final List<JsonNode> acknowledged = new ArrayList<>();

    @Test
    void nothingIsLostWhenANodeIsKilled() throws Exception {
        List<FlowFile.Row> rows = Bitstamp.commands().subList(0, COMMANDS);
        try (ClusterProcesses cluster = new ClusterProcesses(folder, 3)) {
            cluster.start();
            secondClusterIsRefused(cluster);
            RestClient first = new RestClient(cluster.node(1).uri());
            RestClient third = new RestClient(cluster.node(3).uri());
            try (CutFollower follower =
                    new CutFollower(cluster.node(3).uri(), MARKET, new Random(1))) {
                Replay replay = new Replay(first, MARKET, 100, Duration.ofSeconds(120), answer -> {
                    acknowledged.add(answer);
                    if (acknowledged.size() == KILL_AFTER) {
                        cluster.node(2).kill();
                    }
                });
                RestClient.User user = replay.fundedAccount(
                        first.login(ExchangeProcess.ADMIN_EMAIL, ExchangeProcess.ADMIN_PASSWORD));
                Replay.Result result =
                        replay.play(rows, user, new PrintStream(OutputStream.nullOutputStream()));
                assertThat(result.refused()).as(result.firstRefusal()).isZero();
                cluster.node(2).start();

                JsonNode depth = third.get("/api/v1/markets/BTC-USD/depth?levels=1000", "");
                follower.await(0, depth.get("sequence").asLong());
                compareWithJournal(cluster, user, rows);
                allAnswerAlike(cluster, user);
            }
            assertThat(cluster.node(1).audit()).isZero();
        }
    }

    /** It would fight with the first for the same books. */
    private static void secondClusterIsRefused(ClusterProcesses cluster) throws IOException {
        try (ExchangeProcess stranger = cluster.stranger()) {
            assertThatThrownBy(stranger::start)
                    .hasMessageContaining("another cluster works on this database");
        }
    }

    private void compareWithJournal(
            ClusterProcesses cluster, RestClient.User user, List<FlowFile.Row> rows)
            throws Exception {
        long account = AccountIds.parse(user.userId()).orElseThrow();
        JournalOrders journal = JournalOrders.read(cluster.database(), MARKET, account);
        Map<String, Long> held = journal.held().stream()
                .collect(Collectors.toMap(each -> each.clientOrderId(), each -> each.orderId()));
        Map<Long, Long> accepted = journal.accepted().stream()
                .map(BookFact.Accepted::orderId)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(acknowledged.size()).isGreaterThan(2 * KILL_AFTER);
        for (JsonNode answer : acknowledged) {
            FlowFile.Row row = rows.get(answer.get("id").asInt() - 1);
            if (row.place() && answer.get("status").asInt() == 200) {
                assertThat(accepted.get(held.get(row.orderId())))
                        .as("%s", answer)
                        .isEqualTo(1);
            }
        }
        assertThat(journal.trades().stream().map(BookFact.Traded::tradeNumber))
                .doesNotHaveDuplicates();
    }

    private static void allAnswerAlike(ClusterProcesses cluster, RestClient.User user) {
        for (String path : List.of(
                "/api/v1/account", "/api/v1/markets/BTC-USD/trades", "/api/v1/account/fills")) {
            JsonNode expected = new RestClient(cluster.node(1).uri()).get(path, user.token());
            for (int node = 2; node <= 3; node++) {
                assertThat(new RestClient(cluster.node(node).uri()).get(path, user.token()))
                        .as(path + " of node " + node)
                        .isEqualTo(expected);
            }
        }
    }
}
