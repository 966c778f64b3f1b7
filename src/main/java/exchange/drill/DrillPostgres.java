package exchange.drill;

import exchange.persistence.DataDirectory;
import exchange.persistence.Database;
import exchange.persistence.EmbeddedPostgres;

import java.nio.file.Path;

/** The PostgreSQL of one drill, in a folder of its own. */
public final class DrillPostgres implements AutoCloseable {
    private final DataDirectory data;
    private EmbeddedPostgres server;

    private DrillPostgres(DataDirectory data) {
        this.data = data;
        this.server = EmbeddedPostgres.start(data);
    }

    static DrillPostgres start(Path folder) {
        return new DrillPostgres(DataDirectory.open(folder, 0));
    }

    /** The way to it past all proxies. */
    public Database database() {
        return server.database();
    }

    /** Where its files are: the server's own in {@code postgres}. */
    public Path folder() {
        return data.path();
    }

    @Override
    public void close() {
        try {
            server.close();
        } finally {
            data.close();
        }
    }
}
