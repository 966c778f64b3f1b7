package exchange.drill;

import exchange.ops.NodeJvm;
import exchange.persistence.Database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Three nodes and their PostgreSQL, all on the loopback address, in one scratch folder. Who is told
 * to end or to start is remembered, so that the oldest node is known.
 */
public final class DrillCluster implements AutoCloseable {
    static final String ADMIN_EMAIL = "admin@drill.example";
    static final String ADMIN_PASSWORD = "the drill admin's long password";
    static final int PARTITIONS = 16;
    private static final int NODES = 3;
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final String SECRET = "a secret of at least 32 characters for drills";
    private static final Map<String, String> USUAL = Map.of(
            "JWT_SECRET_KEY",
            SECRET,
            "API_KEY_SECRET",
            SECRET,
            "ACCESS_TOKEN_EXPIRE_MINUTES",
            "1440",
            "LEDGER_PARTITIONS",
            Integer.toString(PARTITIONS),
            "DEMO",
            "false",
            "SIGNUP_CREDIT",
            "",
            "ADMIN_EMAIL",
            ADMIN_EMAIL,
            "ADMIN_PASSWORD",
            ADMIN_PASSWORD);

    private final DrillPostgres postgres;
    private final List<DatabaseProxy> proxies = new ArrayList<>();
    private final List<DrillNode> nodes = new ArrayList<>();
    private final List<FakeClock> clocks = new ArrayList<>();
    private final List<DrillNode> byAge = new ArrayList<>();
    private final Map<String, String> shared;
    private final Path folder;
    private final Ground ground;

    private DrillCluster(Path folder, Stage stage, DrillPostgres postgres, Ground ground)
            throws IOException {
        this.ground = ground;
        this.folder = folder;
        this.postgres = postgres;
        Files.writeString(folder.resolve("application.conf"), stage.config());
        this.shared = new HashMap<>(USUAL);
        shared.putAll(postgres.database().environment());
        List<Integer> ports = NodeJvm.freePorts(2 * NODES);
        String seeds = IntStream.rangeClosed(1, NODES)
                .mapToObj(node -> ground.clusterHost(node) + ":" + ports.get(node - 1))
                .collect(Collectors.joining(","));
        for (int node = 1; node <= NODES; node++) {
            Map<String, String> settings = new HashMap<>(shared);
            settings.put("CLUSTER_SEEDS", seeds);
            Optional<DatabaseProxy> proxy = Optional.empty();
            if (stage.proxies() || stage.namespaces()) {
                proxy = Optional.of(new DatabaseProxy(postgres.database(), ground.door()));
                proxies.add(proxy.get());
                settings.putAll(proxy.get().database().environment());
            }
            if (stage.clocks()) {
                FakeClock clock = FakeClock.at(folder.resolve("clock-" + node));
                clocks.add(clock);
                settings.putAll(clock.environment());
            }
            settings.putAll(stage.settings());
            nodes.add(new DrillNode(
                    node,
                    folder,
                    ground,
                    ports.get(NODES + node - 1),
                    ports.get(node - 1),
                    settings,
                    proxy));
        }
    }

    /** Only the PostgreSQL runs yet. */
    static DrillCluster prepare(Path folder, Stage stage) throws IOException {
        DrillPostgres postgres = DrillPostgres.start(folder.resolve("database"), stage.diskBytes());
        Ground ground = Ground.LOOPBACK;
        try {
            ground = stage.namespaces() ? Namespaces.open() : ground;
            return new DrillCluster(folder, stage, postgres, ground);
        } catch (IOException | RuntimeException e) {
            ground.close();
            postgres.close();
            throw e;
        }
    }

    /** Starts all that do not run, one after the other, the first one first. */
    public void start() throws InterruptedException, TimeoutException {
        for (DrillNode node : nodes) {
            if (!node.isAlive()) {
                start(node);
            }
        }
    }

    /** Starts all together, as after a power cut; returns when all serve. */
    public void startTogether() throws InterruptedException, TimeoutException {
        byAge.clear();
        nodes.forEach(DrillNode::start);
        awaitServing();
        byAge.addAll(nodes);
    }

    /** Starts a node and waits until it is a member and takes what clients ask. */
    public void start(DrillNode node) throws InterruptedException, TimeoutException {
        byAge.remove(node);
        node.start();
        node.awaitServing(START_LIMIT);
        byAge.add(node);
    }

    /** Waits until each takes what clients ask. */
    public void awaitServing() throws InterruptedException, TimeoutException {
        for (DrillNode node : nodes) {
            node.awaitServing(START_LIMIT);
        }
    }

    public List<DrillNode> nodes() {
        return List.copyOf(nodes);
    }

    /** @param number from 1 */
    public DrillNode node(int number) {
        return nodes.get(number - 1);
    }

    /** The one that has been a member for the longest time; it has the singletons. */
    public DrillNode oldest() {
        return byAge.stream().filter(DrillNode::isAlive).findFirst().orElseThrow();
    }

    /** Those that are members, the youngest first. */
    public List<DrillNode> youngestFirst() {
        return byAge.reversed().stream().filter(DrillNode::isAlive).toList();
    }

    /** The node of an address as the journal has it, such as akka://exchange@127.0.0.1:2551. */
    DrillNode at(String address) {
        return nodes.stream()
                .filter(node -> address.endsWith(":" + node.clusterPort()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no node is at " + address));
    }

    /** One more on the same database that knows nothing of the others. */
    public DrillNode stranger() {
        List<Integer> ports = NodeJvm.freePorts(2);
        return new DrillNode(
                NODES + 1,
                folder,
                Ground.LOOPBACK,
                ports.get(0),
                ports.get(1),
                shared,
                Optional.empty());
    }

    /** The clock of a node's machine, when the stage has any. */
    FakeClock clock(DrillNode node) {
        if (clocks.isEmpty()) {
            throw new IllegalStateException("this stage has no clocks that can be set");
        }
        return clocks.get(node.number() - 1);
    }

    /** The nodes' networks, when the stage has any. */
    Namespaces namespaces() {
        if (ground instanceof Namespaces namespaces) {
            return namespaces;
        }
        throw new IllegalStateException("this stage has no namespaces");
    }

    public DrillPostgres postgres() {
        return postgres;
    }

    /** The way to the database past all proxies. */
    public Database database() {
        return postgres.database();
    }

    @Override
    public void close() throws IOException {
        nodes.forEach(DrillNode::end);
        for (DatabaseProxy proxy : proxies) {
            proxy.close();
        }
        ground.close();
        postgres.close();
    }
}
