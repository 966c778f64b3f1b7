package exchange.bootstrap;

import exchange.identity.Identity;
import exchange.simulator.Simulator;

/** Opens what strangers connect to, when everything behind it is ready to take orders. */
@FunctionalInterface
public interface EdgeStarter {
    Edge open(Settings settings, Storage storage, Identity identity, Engine engine);

    /**
     * Opens what the node's roles ask for.
     *
     * @param progress hears how far the first day is, if this is to be one
     */
    static Edge open(
            Settings settings,
            Storage storage,
            Identity identity,
            Engine engine,
            Simulator.Progress progress) {
        return ClusterSettings.of(settings.config()).isEdge()
                ? Edges.open(settings, storage, identity, engine, progress)
                : Backstage.open(settings, storage, engine);
    }

    /** What is open. Closing it lets requests in flight have their answers first. */
    interface Edge extends AutoCloseable {
        /** The port it got, which matters where any free one was asked for. */
        int port();

        @Override
        void close();
    }
}
