package exchange.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Network namespaces of Linux, one for each node, with two cables each: one to its clients and
 * PostgreSQL, one to the other nodes. The second can be cut while the first stays. Needs root and
 * the command ip.
 */
final class Namespaces implements Ground {
    private static final int NODES = 3;
    private static final int HOST = 254;
    private static final int NETS = 100;
    private static final int NAMES = 10_000;
    private static final String API = "a";
    private static final String CLUSTER = "c";

    private final String prefix;
    private final int net;

    private Namespaces(long pid) {
        this.prefix = "dr" + pid % NAMES;
        this.net = (int) (pid % NETS) * 2;
    }

    /** Why there can be none here. */
    static Optional<String> obstacle() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("needs root, for network namespaces");
        }
        boolean hasIp = Path.of("/usr/sbin/ip").toFile().canExecute()
                || Path.of("/sbin/ip").toFile().canExecute()
                || Path.of("/usr/bin/ip").toFile().canExecute();
        if (!hasIp || !Files.isDirectory(Path.of("/proc/sys/net"))) {
            return Optional.of("needs the command ip (iproute2) on Linux");
        }
        try {
            String probe = "drp" + ProcessHandle.current().pid();
            ip("netns add " + probe);
            ip("netns del " + probe);
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of("needs network namespaces: " + e.getMessage());
        }
    }

    static Namespaces open() {
        Namespaces made = new Namespaces(ProcessHandle.current().pid());
        try {
            made.lay();
            return made;
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    private void lay() {
        for (String kind : List.of(API, CLUSTER)) {
            ip("link add " + bridge(kind) + " type bridge");
            ip("link set " + bridge(kind) + " up");
        }
        ip("addr add " + address(API, HOST) + "/24 dev " + bridge(API));
        for (int node = 1; node <= NODES; node++) {
            ip("netns add " + namespace(node));
            ip("-n " + namespace(node) + " link set lo up");
            cable(API, node);
            cable(CLUSTER, node);
        }
    }

    private void cable(String kind, int node) {
        String inside = prefix + kind + "i" + node;
        ip("link add " + outside(kind, node) + " type veth peer name " + inside + " netns "
                + namespace(node));
        ip("link set " + outside(kind, node) + " master " + bridge(kind));
        ip("link set " + outside(kind, node) + " up");
        ip("-n " + namespace(node) + " addr add " + address(kind, node) + "/24 dev " + inside);
        ip("-n " + namespace(node) + " link set " + inside + " up");
    }

    /** Nothing goes any more between this node and the others. */
    void cut(int node) {
        ip("link set " + outside(CLUSTER, node) + " down");
    }

    void heal(int node) {
        ip("link set " + outside(CLUSTER, node) + " up");
    }

    private String bridge(String kind) {
        return prefix + kind;
    }

    private String outside(String kind, int node) {
        return prefix + kind + "o" + node;
    }

    private String namespace(int node) {
        return prefix + "n" + node;
    }

    private String address(String kind, int host) {
        return "10.213." + (kind.equals(API) ? net : net + 1) + "." + host;
    }

    @Override
    public String apiHost(int node) {
        return address(API, node);
    }

    @Override
    public String clusterHost(int node) {
        return address(CLUSTER, node);
    }

    @Override
    public List<String> launcher(int node) {
        return List.of("ip", "netns", "exec", namespace(node));
    }

    @Override
    public InetAddress door() {
        try {
            return InetAddress.getByName(address(API, HOST));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes away what is there of it. */
    @Override
    public void close() {
        List<String> commands = new ArrayList<>();
        for (int node = 1; node <= NODES; node++) {
            commands.add("link del " + outside(API, node));
            commands.add("link del " + outside(CLUSTER, node));
            commands.add("netns del " + namespace(node));
        }
        commands.add("link del " + bridge(API));
        commands.add("link del " + bridge(CLUSTER));
        for (String each : commands) {
            try {
                ip(each);
            } catch (IllegalStateException e) {
                // It never came to be.
            }
        }
    }

    private static void ip(String arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments.split(" ")));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException("ip " + arguments + ": " + said.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run ip", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
