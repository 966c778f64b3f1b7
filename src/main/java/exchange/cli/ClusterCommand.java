package exchange.cli;

import exchange.bootstrap.Node;
import exchange.bootstrap.Settings;
import exchange.ops.CannotStart;
import exchange.ops.NodeJvm;
import exchange.persistence.DataDirectory;
import exchange.persistence.Database;
import exchange.persistence.EmbeddedPostgres;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * Several nodes on this machine, each a process of its own, with one PostgreSQL: the embedded one
 * of the data directory, or the operator's. To see and to test what real hosts do with the same
 * settings.
 */
@Command(
        name = "cluster",
        description =
                "Starts several nodes on this machine with one PostgreSQL, and runs them until"
                        + " Ctrl-C, SIGTERM or the command stop. A node that dies is started again.")
final class ClusterCommand implements Callable<Integer> {
    private static final int NODES_MAX = 9;
    private static final int MANY_NODES = 3;
    private static final String PARTITIONS = "LEDGER_PARTITIONS";
    private static final String PARTITIONS_OF_MANY = "16";

    @Parameters(
            arity = "0..1",
            defaultValue = "3",
            description = "How many nodes, 1 to 9 (default: ${DEFAULT-VALUE}); the first serves the"
                    + " API on SERVER_PORT, the next on the one after it, and so on.")
    private int nodes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (nodes < 1 || nodes > NODES_MAX) {
            throw new CannotStart(
                    CannotStart.Reason.CONFIGURATION,
                    "the number of nodes must be 1 to " + NODES_MAX + ", found: " + nodes);
        }
        Settings settings = Settings.load();
        LocalCluster cluster = new LocalCluster(spec.commandLine().getOut());
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "stop"));
        DataDirectory data = cluster.keep(
                DataDirectory.open(settings.dataDirectory(), settings.freeSpaceMinBytes()));
        Database database = settings.externalDatabase()
                .orElseGet(() -> cluster.keep(EmbeddedPostgres.start(data)).database());
        try (Progress progress = Progress.of("starting " + nodes + " nodes")) {
            cluster.start(environments(settings, data, database));
            cluster.awaitReady();
        }
        data.publishUrl("http://127.0.0.1:" + settings.port());
        announce(settings);
        new CountDownLatch(1).await();
        return 0;
    }

    /** What each node is told: its own ports and folder, and what all of them share. */
    private List<Map<String, String>> environments(
            Settings settings, DataDirectory data, Database database) {
        List<Integer> ports = NodeJvm.freePorts(nodes);
        String seeds =
                ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        Map<String, String> shared = new HashMap<>(database.environment());
        shared.put("CLUSTER_HOST", "127.0.0.1");
        shared.put("CLUSTER_SEEDS", seeds);
        if (nodes >= MANY_NODES && !System.getenv().containsKey(PARTITIONS)) {
            shared.put(PARTITIONS, PARTITIONS_OF_MANY);
        }
        if (settings.embedded()) {
            shared.putAll(likeEmbedded(settings, data));
        }
        List<Map<String, String>> environments = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            Map<String, String> own = new HashMap<>(shared);
            own.put("SERVER_PORT", Integer.toString(settings.port() + node));
            own.put("CLUSTER_PORT", Integer.toString(ports.get(node)));
            own.put("DATA_DIR", data.path().resolve("node-" + (node + 1)).toString());
            environments.add(own);
        }
        return environments;
    }

    /** What a node with a PostgreSQL of its own has by itself, and one with another's is told. */
    private static Map<String, String> likeEmbedded(Settings settings, DataDirectory data) {
        String credit = settings.signupCredit().entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(","));
        String password =
                settings.adminPassword().orElseGet(() -> data.secret(Node.ADMIN_PASSWORD_FILE));
        return Map.of(
                "JWT_SECRET_KEY",
                data.secret("jwt-secret"),
                "API_KEY_SECRET",
                data.secret("api-key-secret"),
                "ADMIN_PASSWORD",
                password,
                "SIGNUP_CREDIT",
                credit,
                "PAPER",
                "true",
                "POSTGRES_DATA",
                data.path().toString());
    }

    private void announce(Settings settings) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("exchange ready on " + nodes + " nodes, http://127.0.0.1:" + settings.port()
                + " to " + (settings.port() + nodes - 1) + ", admin " + settings.adminEmail()
                + ", password as set or in " + settings.dataDirectory() + "/"
                + Node.ADMIN_PASSWORD_FILE);
        out.flush();
    }
}
