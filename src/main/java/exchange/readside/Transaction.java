package exchange.readside;

import akka.japi.function.Function;
import akka.projection.jdbc.JdbcSession;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * One transaction of a projection: its rows and its offset are committed together or not at all.
 */
final class Transaction implements JdbcSession {
    private final Connection connection;

    Transaction(DataSource pool) {
        try {
            connection = pool.getConnection();
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new IllegalStateException("the read side has no connection", e);
        }
    }

    @Override
    public <T> T withConnection(Function<Connection, T> work) throws Exception {
        return work.apply(connection);
    }

    @Override
    public void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
