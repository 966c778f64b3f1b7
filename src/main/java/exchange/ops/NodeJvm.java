package exchange.ops;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a process of the exchange starts another one of the same software on this machine: with the
 * same JVM, classes and flags, but a heap of its own.
 */
public final class NodeJvm {
    /** Its heap is its own affair, and so is who listens in. */
    private static final Pattern OWN =
            Pattern.compile("-Xm[sxn].*|-XX:\\+Use.*GC|-XX:Tiered.*|-javaagent:.*");

    private static final String MAIN = "exchange.Main";

    private NodeJvm() {}

    /** The command line of {@code ./exchange} with these arguments. */
    public static List<String> command(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !OWN.matcher(option).matches())
                .forEach(command::add);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Ports of the loopback address that nobody uses now, each another. */
    public static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports =
                    sockets.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException e) {
            throw new CannotStart(CannotStart.Reason.FAULT, "there is no free port: " + e, e);
        }
    }
}
