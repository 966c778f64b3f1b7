package exchange.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What was chosen when the database was made and can never change, such as the number of ledger
 * partitions. The first to say a name decides; everybody after that hears what was decided.
 */
public final class StoredSettings {
    private static final String SELECT = "SELECT value FROM exchange_settings WHERE name = ?";

    private final Database database;

    public StoredSettings(Database database) {
        this.database = database;
    }

    /** Stores the value unless the name has one, and returns the one it has. */
    public String decide(String name, String value) {
        try (Connection connection = java.sql.DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password())) {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO exchange_settings (name, value) VALUES (?, ?)"
                            + " ON CONFLICT (name) DO NOTHING")) {
                insert.setString(1, name);
                insert.setString(2, value);
                insert.executeUpdate();
            }
            return read(connection, name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot store the setting " + name, e);
        }
    }

    /** What was decided, if anybody has. */
    public Optional<String> find(String name) {
        try (Connection connection = java.sql.DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password());
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the setting " + name, e);
        }
    }

    private static String read(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("the setting " + name + " is gone");
                }
                return rows.getString(1);
            }
        }
    }
}
