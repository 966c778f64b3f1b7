package exchange.testkit;

import exchange.persistence.Database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Nodes of one exchange, each a process of its own, on one database of the tests' server. */
public final class ClusterProcesses implements AutoCloseable {
    private static final String SECRET = "a secret of at least 32 characters for tests";

    private final Database database = TestPostgres.freshDatabase();
    private final Path folder;
    private final List<ExchangeProcess> nodes = new ArrayList<>();

    public ClusterProcesses(Path folder, int count) throws IOException {
        this.folder = folder;
        List<Integer> ports = freePorts(count);
        String seeds =
                ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        for (int node = 0; node < count; node++) {
            Map<String, String> settings = new HashMap<>(shared());
            settings.put("CLUSTER_SEEDS", seeds);
            settings.put("CLUSTER_PORT", Integer.toString(ports.get(node)));
            nodes.add(new ExchangeProcess(folder.resolve("node-" + (node + 1)), settings));
        }
    }

    private Map<String, String> shared() {
        Map<String, String> settings = new HashMap<>(database.environment());
        settings.put("JWT_SECRET_KEY", SECRET);
        settings.put("CLUSTER_HOST", "127.0.0.1");
        return settings;
    }

    /** One more on the same database that knows nothing of the others. */
    public ExchangeProcess stranger() throws IOException {
        return new ExchangeProcess(folder.resolve("stranger"), shared());
    }

    /** All at the same time. */
    public void start() {
        List<CompletableFuture<Void>> started = nodes.stream()
                .map(node -> CompletableFuture.runAsync(() -> {
                    try {
                        node.start();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toList();
        started.forEach(CompletableFuture::join);
    }

    /** @param number from 1 */
    public ExchangeProcess node(int number) {
        return nodes.get(number - 1);
    }

    public Database database() {
        return database;
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }

    @Override
    public void close() {
        List<CompletableFuture<Void>> ended = nodes.stream()
                .map(node -> CompletableFuture.runAsync(node::close))
                .toList();
        ended.forEach(CompletableFuture::join);
    }
}
