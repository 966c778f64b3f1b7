package exchange.drill;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/** What a node says of itself at /metrics, read as Prometheus does. */
final class NodeMetrics {
    private static final int ASK_MILLIS = 5_000;

    private NodeMetrics() {}

    /**
     * The sum of all values of that name; empty when there is none.
     *
     * @param label part of what stands in the braces, "" for all
     */
    static OptionalDouble sum(DrillNode node, String name, String label) throws IOException {
        OptionalDouble sum = OptionalDouble.empty();
        for (String line : text(node).lines().toList()) {
            int end = line.lastIndexOf(' ');
            boolean isIt = line.startsWith(name + " ")
                    || line.startsWith(name + "{") && line.contains(label);
            if (isIt && end > 0) {
                sum = OptionalDouble.of(
                        sum.orElse(0) + Double.parseDouble(line.substring(end + 1)));
            }
        }
        return sum;
    }

    private static String text(DrillNode node) throws IOException {
        HttpURLConnection asked =
                (HttpURLConnection) node.uri().resolve("/metrics").toURL().openConnection();
        asked.setConnectTimeout(ASK_MILLIS);
        asked.setReadTimeout(ASK_MILLIS);
        try (InputStream body = asked.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
