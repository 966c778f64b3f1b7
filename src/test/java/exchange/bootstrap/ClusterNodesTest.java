package exchange.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.bootstrap.ClusterNodes.Difference;
import exchange.persistence.Database;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Whom a node finds in its database beside the members of its cluster. */
final class ClusterNodesTest {
    private static final Duration DEAD_AFTER = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LITTLE_PATIENCE = Duration.ofMillis(300);
    private static final Difference NONE = new Difference(List.of(), List.of(), 0);

    private final Database database = TestPostgres.freshDatabase();
    private final List<ClusterNodes> nodes = new ArrayList<>();

    @AfterEach
    void close() {
        nodes.forEach(ClusterNodes::close);
    }

    private ClusterNodes node(String address) {
        ClusterNodes node = new ClusterNodes(database, address, DEAD_AFTER);
        nodes.add(node);
        return node;
    }

    private ClusterNodes member(String address) {
        ClusterNodes node = node(address);
        assertThat(node.confirm(() -> Set.of(address), PATIENCE)).isEqualTo(NONE);
        return node;
    }

    private void inDatabase(String sql) throws SQLException {
        try (Connection connection = TestPostgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void clusterOfOtherNodesIsFound() {
        member("a");
        ClusterNodes b = node("b");

        assertThat(b.confirm(() -> Set.of("b"), LITTLE_PATIENCE))
                .isEqualTo(new Difference(List.of("a"), List.of(), 0));
        assertThat(b.others()).containsExactly("a");
    }

    @Test
    void memberThatDoesNotLiveInTheDatabaseWorksOnAnother() throws SQLException {
        inDatabase("INSERT INTO cluster_nodes VALUES ('a', true, now() - interval '1 day')");
        ClusterNodes b = node("b");

        Difference found = b.confirm(() -> Set.of("a", "b"), LITTLE_PATIENCE);

        assertThat(found).isEqualTo(new Difference(List.of(), List.of("a"), 1));
        assertThat(found.isOtherDatabase()).isTrue();
        assertThat(node("c").isAlone()).as("b is no member").isTrue();
    }

    @Test
    void memberThatDoesNotReachTheDatabaseKeepsNobodyOutWhenAnotherDoes() {
        member("a");
        ClusterNodes c = node("c");

        Difference found = c.confirm(() -> Set.of("a", "b", "c"), LITTLE_PATIENCE);

        assertThat(found).isEqualTo(new Difference(List.of(), List.of("b"), 2));
        assertThat(found.isOtherDatabase()).isFalse();
        assertThat(node("d").others()).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void memberWhoseRowComesLateIsWaitedFor() {
        ClusterNodes b = node("b");
        AtomicInteger looks = new AtomicInteger();

        Difference found = b.confirm(
                () -> {
                    if (looks.incrementAndGet() == 3) {
                        node("a");
                    }
                    return Set.of("a", "b");
                },
                PATIENCE);

        assertThat(found.isNone()).isTrue();
    }

    @Test
    void strangerThatSaysNothingNewIsNone() throws SQLException {
        inDatabase("INSERT INTO cluster_nodes VALUES ('a', true, clock_timestamp())");

        assertThat(node("b").confirm(() -> Set.of("b"), PATIENCE)).isEqualTo(NONE);
    }

    @Test
    void nodeThatLeavesIsNoStrangerThoughItStillLives() {
        ClusterNodes a = member("a");
        ClusterNodes b = node("b");
        assertThat(b.isAlone()).isFalse();

        a.leave();

        assertThat(b.confirm(() -> Set.of("b"), Duration.ofSeconds(1))).isEqualTo(NONE);
    }
}
