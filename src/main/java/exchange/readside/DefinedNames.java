package exchange.readside;

import exchange.persistence.Database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * The assets and markets that are defined, by their names: those that the tables have. A journal
 * may be ahead of them by a moment.
 */
public final class DefinedNames {
    private static final String ALL = "SELECT name FROM assets"
            + " UNION SELECT symbol FROM markets JOIN ledger_markets USING (symbol)";
    private static final int ADDRESS_SECONDS = 2;
    private static final int LOGIN_SECONDS = 3;
    private static final int ANSWER_SECONDS = 5;

    private DefinedNames() {}

    public static Set<String> read(Database database) {
        try (Connection connection =
                        database.connect(ADDRESS_SECONDS, LOGIN_SECONDS, ANSWER_SECONDS);
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery(ALL)) {
            Set<String> names = new HashSet<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read which markets there are", e);
        }
    }
}
