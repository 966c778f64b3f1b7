package exchange.drill;

import java.util.Map;

/**
 * What a drill stands on.
 *
 * @param proxies whether each node reaches PostgreSQL through a proxy of its own
 * @param settings of every node, as its environment has them, over the usual ones
 * @param events with which the journal is filled before
 */
public record Stage(boolean proxies, Map<String, String> settings, long events) {
    public static final Stage USUAL = new Stage(false, Map.of(), 0);

    public Stage {
        settings = Map.copyOf(settings);
    }

    public Stage withProxies() {
        return new Stage(true, settings, events);
    }

    public Stage withEvents(long count) {
        return new Stage(proxies, settings, count);
    }
}
