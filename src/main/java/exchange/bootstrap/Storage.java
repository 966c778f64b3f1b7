package exchange.bootstrap;

import exchange.persistence.DataDirectory;
import exchange.persistence.Database;
import exchange.persistence.EmbeddedPostgres;
import exchange.persistence.Migrations;
import exchange.persistence.Pools;

import java.util.Optional;

/**
 * What a node keeps and where: its data directory, which nobody else may use meanwhile, and its
 * PostgreSQL, embedded or the operator's, with the tables migrated. Closed last, when nothing
 * writes any more.
 */
public final class Storage implements AutoCloseable {
    private final DataDirectory data;
    private final Optional<EmbeddedPostgres> server;
    private final Database database;
    private final Pools pools;

    private Storage(
            Settings settings,
            DataDirectory data,
            Optional<EmbeddedPostgres> server,
            Database database) {
        this.data = data;
        this.server = server;
        this.database = database;
        this.pools = Pools.of(database, settings.config());
    }

    public static Storage open(Settings settings) {
        DataDirectory data =
                DataDirectory.open(settings.dataDirectory(), settings.freeSpaceMinBytes());
        Optional<EmbeddedPostgres> server = Optional.empty();
        try {
            if (settings.embedded()) {
                server = Optional.of(EmbeddedPostgres.start(data));
            }
            Database database = server.map(EmbeddedPostgres::database)
                    .or(settings::externalDatabase)
                    .orElseThrow();
            Migrations.run(database);
            return new Storage(settings, data, server, database);
        } catch (RuntimeException e) {
            server.ifPresent(EmbeddedPostgres::close);
            data.close();
            throw e;
        }
    }

    public DataDirectory data() {
        return data;
    }

    public Database database() {
        return database;
    }

    public Pools pools() {
        return pools;
    }

    @Override
    public void close() {
        pools.close();
        server.ifPresent(EmbeddedPostgres::close);
        data.close();
    }
}
