package exchange.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import exchange.ops.CannotStart;
import exchange.ops.NodeJvm;
import exchange.persistence.Database;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Nodes that get into their cluster, or are kept out of it, and do nothing there. */
final class ClusterJoinTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Database database = TestPostgres.freshDatabase();
    private final List<Integer> ports = NodeJvm.freePorts(2);
    private final List<ActorSystem<Void>> systems = new ArrayList<>();

    @AfterEach
    void stop() {
        systems.forEach(ActorSystem::terminate);
        systems.forEach(each -> each.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join());
    }

    private String address(int node) {
        return "127.0.0.1:" + ports.get(node);
    }

    private ActorSystem<Void> join(int node, Database where) {
        Map<String, Object> own = Map.of(
                "exchange.postgres.host",
                "given",
                "exchange.cluster.port",
                ports.get(node),
                "exchange.cluster.seeds",
                address(0) + "," + address(1),
                "exchange.cluster.confirm-timeout",
                "1s",
                "exchange.cluster.join-timeout",
                PATIENCE.toSeconds() + "s");
        Config config = ConfigFactory.parseMap(own).withFallback(TestPostgres.config(where));
        ClusterSettings settings = ClusterSettings.of(config);
        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.empty(), "exchange", settings.remoting().withFallback(config));
        systems.add(system);
        CompletionStage<?> ended = ClusterJoin.join(system, config, settings, where);
        assertThat(ended.toCompletableFuture()).isNotDone();
        return system;
    }

    @Test
    void nodeWithAnotherDatabaseThanTheMembersIsKeptOut() {
        join(0, database);
        Database other = TestPostgres.freshDatabase();

        assertThatThrownBy(() -> join(1, other))
                .isInstanceOfSatisfying(
                        CannotStart.class,
                        e -> assertThat(e.reason()).isEqualTo(CannotStart.Reason.CONFIGURATION))
                .hasMessageContaining("akka://exchange@" + address(0))
                .hasMessageContaining("POSTGRES_DB");
    }

    @Test
    void nodeWithTheSameDatabaseIsLetInAndSaysWhenItLeaves() {
        join(0, database);
        ActorSystem<Void> second = join(1, database);
        assertThat(Cluster.get(second).state().getMembers()).hasSize(2);
        CompletableFuture<List<Boolean>> atTheEnd = new CompletableFuture<>();
        CoordinatedShutdown.get(second)
                .addTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate(), "look", () -> {
                    atTheEnd.completeAsync(() -> joined(address(1)));
                    return atTheEnd.thenApply(seen -> Done.getInstance());
                });

        second.terminate();

        assertThat(atTheEnd).succeedsWithin(PATIENCE).isEqualTo(List.of(false));
    }

    /** What the node's row says, if there is one. */
    private List<Boolean> joined(String address) {
        try (Connection connection = TestPostgres.connect(database);
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(
                        "SELECT joined FROM cluster_nodes WHERE address LIKE '%@" + address
                                + "'")) {
            return row.next() ? List.of(row.getBoolean(1)) : List.of();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void firstSeedThatReliedOnOthersFormsTheClusterWhenTheyHaveEnded() throws Exception {
        String gone = "akka://exchange@" + address(1);
        CompletableFuture<ActorSystem<Void>> first;
        try (ClusterNodes second = new ClusterNodes(database, gone, Duration.ofSeconds(5))) {
            assertThat(second.confirm(() -> Set.of(gone), PATIENCE).isNone()).isTrue();
            first = CompletableFuture.supplyAsync(() -> join(0, database));
            TimeUnit.SECONDS.sleep(5);
            assertThat(first).as("the other is waited for").isNotDone();
        }

        ActorSystem<Void> formed = first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(Cluster.get(formed).selfMember().status()).isEqualTo(MemberStatus.up());
    }
}
