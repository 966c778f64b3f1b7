package exchange.cli;

import exchange.bootstrap.Settings;
import exchange.persistence.DataDirectory;
import exchange.persistence.Database;
import exchange.persistence.EmbeddedPostgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The database of the exchange of the data directory, or the one on the operator's PostgreSQL. When
 * no exchange runs, the embedded server is started for as long as this is open.
 */
final class AuditedDatabase implements AutoCloseable {
    private final Database database;
    private final Runnable stop;

    private AuditedDatabase(Database database, Runnable stop) {
        this.database = database;
        this.stop = stop;
    }

    /** Empty when no exchange has run here yet. */
    static Optional<AuditedDatabase> open(Settings settings) {
        Path directory = settings.dataDirectory();
        Optional<Database> running =
                settings.externalDatabase().or(() -> EmbeddedPostgres.running(directory));
        if (running.isPresent()) {
            return Optional.of(new AuditedDatabase(running.get(), () -> {}));
        }
        if (!Files.isDirectory(directory.resolve("postgres"))) {
            return Optional.empty();
        }
        DataDirectory data = DataDirectory.open(directory, 0);
        try {
            EmbeddedPostgres server = EmbeddedPostgres.start(data);
            return Optional.of(new AuditedDatabase(server.database(), () -> {
                server.close();
                data.close();
            }));
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    Database database() {
        return database;
    }

    @Override
    public void close() {
        stop.run();
    }
}
