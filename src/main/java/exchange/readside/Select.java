package exchange.readside;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/** One query and how its rows are read. */
final class Select {
    private final DataSource pool;

    Select(DataSource pool) {
        this.pool = pool;
    }

    /** Makes a value of the row the result stands on. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> list(String sql, Reader<T> reader, Object... parameters) {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("a history query failed: " + sql, e);
        }
    }
}
