package exchange.persistence;

import com.typesafe.config.Config;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import javax.sql.DataSource;

/**
 * The connections that are not the journal's. Whoever a client waits for uses {@link #queries()},
 * where every statement ends within seconds. Projections, audit, backup and export use
 * {@link #background()}, which is small and lets them take their time.
 */
public final class Pools implements AutoCloseable {
    private static final String QUERY_TIMEOUTS =
            "-c lock_timeout=500ms -c statement_timeout=3s -c idle_in_transaction_session_timeout=2s";

    private final HikariDataSource queries;
    private final HikariDataSource background;

    private Pools(HikariDataSource queries, HikariDataSource background) {
        this.queries = queries;
        this.background = background;
    }

    /** Opens no connection yet, so that it can be made before the server answers. */
    public static Pools of(Database database, Config config) {
        HikariConfig quick = settings(
                database, "queries", config.getInt("exchange.persistence.query-connections"));
        quick.setConnectionTimeout(3_000);
        if (!database.isPooled()) {
            quick.addDataSourceProperty("options", QUERY_TIMEOUTS);
        }
        quick.addDataSourceProperty("socketTimeout", "5");
        HikariConfig patient = settings(
                database,
                "projections",
                config.getInt("exchange.persistence.background-connections"));
        patient.setConnectionTimeout(30_000);
        return new Pools(new HikariDataSource(quick), new HikariDataSource(patient));
    }

    public DataSource queries() {
        return queries;
    }

    public DataSource background() {
        return background;
    }

    @Override
    public void close() {
        queries.close();
        background.close();
    }

    private static HikariConfig settings(Database database, String name, int connections) {
        var settings = new HikariConfig();
        settings.setPoolName(name);
        settings.setJdbcUrl(database.jdbcUrl());
        settings.setUsername(database.user());
        settings.setPassword(database.password());
        settings.setMaximumPoolSize(connections);
        settings.setMinimumIdle(1);
        settings.setInitializationFailTimeout(-1);
        settings.addDataSourceProperty("connectTimeout", "2");
        settings.addDataSourceProperty("loginTimeout", "3");
        settings.addDataSourceProperty("tcpKeepAlive", "true");
        settings.addDataSourceProperty("reWriteBatchedInserts", "true");
        return settings;
    }
}
