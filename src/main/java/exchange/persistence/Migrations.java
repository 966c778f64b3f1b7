package exchange.persistence;

import exchange.ops.CannotStart;
import exchange.ops.CannotStart.Reason;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables to what this version of the exchange expects, before anything uses them. Nodes
 * that start together wait for each other. A database that a newer version has migrated is refused.
 */
public final class Migrations {
    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    private Migrations() {}

    public static void run(Database database) {
        try {
            MigrateResult result = flyway(database).migrate();
            if (result.migrationsExecuted > 0) {
                log.info(
                        "database migrated to version {} in {} steps",
                        result.targetSchemaVersion,
                        result.migrationsExecuted);
            }
        } catch (FlywayValidateException e) {
            throw new CannotStart(
                    Reason.DATA_VERSION,
                    "the tables in " + database + " are not those of this version of the exchange"
                            + " (a newer one has been here, or a migration was changed); start the"
                            + " version that made them, or choose another database or DATA_DIR: "
                            + e.getMessage(),
                    e);
        } catch (FlywayException e) {
            throw new CannotStart(
                    Reason.DATABASE_UNREACHABLE,
                    "cannot prepare the tables in " + database + ": " + e.getMessage(),
                    e);
        }
    }

    private static Flyway flyway(Database database) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .locations("classpath:db/migration")
                // By default a migration from the future is skipped in silence.
                .ignoreMigrationPatterns(new String[0])
                .load();
    }
}
