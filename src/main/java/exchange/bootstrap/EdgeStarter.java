package exchange.bootstrap;

import exchange.identity.Identity;

/** Opens what strangers connect to, when everything behind it is ready to take orders. */
@FunctionalInterface
public interface EdgeStarter {
    Edge open(Settings settings, Storage storage, Identity identity, Engine engine);

    /** What is open. Closing it lets requests in flight have their answers first. */
    interface Edge extends AutoCloseable {
        /** The port it got, which matters where any free one was asked for. */
        int port();

        @Override
        void close();
    }
}
