package exchange.persistence;

import java.util.Map;

/** Lets the tests of other rooms have a server that does not wait for the disk. */
public final class TestServer {
    private TestServer() {}

    public static EmbeddedPostgres startFast(DataDirectory data) {
        return EmbeddedPostgres.start(
                data,
                Map.of(
                        "fsync", "off",
                        "synchronous_commit", "off",
                        "full_page_writes", "off",
                        "max_connections", "300"));
    }
}
