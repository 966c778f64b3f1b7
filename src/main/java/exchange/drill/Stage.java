package exchange.drill;

import java.util.Map;

/**
 * What a drill stands on.
 *
 * @param proxies whether each node reaches PostgreSQL through a proxy of its own
 * @param clocks whether each node has a clock of its own, which can be set; needs libfaketime
 * @param settings of every node, as its environment has them, over the usual ones
 * @param config what stands in every node's application.conf
 * @param namespaces whether each node has a network of its own, which can be cut
 * @param share of the usual load, 1 for all of it: a third on machines that have much else to do
 * @param events with which the journal is filled before
 * @param diskBytes how much the disk of PostgreSQL has, which needs root; 0 is that of the machine
 */
public record Stage(
        boolean proxies,
        boolean namespaces,
        boolean clocks,
        Map<String, String> settings,
        String config,
        double share,
        long events,
        long diskBytes) {
    public static final Stage USUAL = new Stage(false, false, false, Map.of(), "", 1, 0, 0);

    public Stage {
        settings = Map.copyOf(settings);
    }

    public Stage withProxies() {
        return new Stage(true, namespaces, clocks, settings, config, share, events, diskBytes);
    }

    Stage withNamespaces() {
        return new Stage(proxies, true, clocks, settings, config, share, events, diskBytes);
    }

    public Stage withClocks() {
        return new Stage(proxies, namespaces, true, settings, config, share, events, diskBytes);
    }

    Stage withConfig(String text) {
        return new Stage(proxies, namespaces, clocks, settings, text, share, events, diskBytes);
    }

    public Stage withShare(double part) {
        return new Stage(proxies, namespaces, clocks, settings, config, part, events, diskBytes);
    }

    public Stage withEvents(long count) {
        return new Stage(proxies, namespaces, clocks, settings, config, share, count, diskBytes);
    }

    public Stage withDisk(long bytes) {
        return new Stage(proxies, namespaces, clocks, settings, config, share, events, bytes);
    }
}
