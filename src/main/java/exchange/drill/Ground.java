package exchange.drill;

import java.net.InetAddress;
import java.util.List;

/** Where the nodes of a cluster stand in the network: how they reach each other, and who them. */
interface Ground extends AutoCloseable {
    /** The loopback address for all and everything. */
    Ground LOOPBACK = new Ground() {
        @Override
        public String apiHost(int node) {
            return "127.0.0.1";
        }

        @Override
        public String clusterHost(int node) {
            return "127.0.0.1";
        }

        @Override
        public List<String> launcher(int node) {
            return List.of();
        }

        @Override
        public InetAddress door() {
            return InetAddress.getLoopbackAddress();
        }

        @Override
        public void close() {}
    };

    /** Where clients reach a node. */
    String apiHost(int node);

    /** Where the other nodes reach it. */
    String clusterHost(int node);

    /** What comes before the command that starts it. */
    List<String> launcher(int node);

    /** Where a way to PostgreSQL has to listen for the nodes. */
    InetAddress door();

    @Override
    void close();
}
