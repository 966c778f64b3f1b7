package exchange.testkit;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of its own with the classes of the tests, for whatever has to be killed, stopped or
 * seen from outside. Runs with this JVM's flags and counts for the coverage when it ends in order.
 */
public final class ChildJvm {
    private ChildJvm() {}

    /** Options of the form {@code -Dname=value} come before the class, as for {@code java}. */
    public static ProcessBuilder of(List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-Xmx"))
                .forEach(command::add);
        // It lives for seconds: compiling well would cost more than it gives.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        // Settings of whoever runs the tests are none of the child's.
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("POSTGRES_")
                        || name.startsWith("SERVER_")
                        || name.startsWith("ADMIN_")
                        || name.startsWith("CLUSTER_")
                        || List.of(
                                        "DATA_DIR",
                                        "JWT_SECRET_KEY",
                                        "API_KEY_SECRET",
                                        "DEMO",
                                        "SIGNUP_CREDIT")
                                .contains(name));
        return builder;
    }
}
