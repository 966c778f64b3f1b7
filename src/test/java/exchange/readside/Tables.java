package exchange.readside;

import exchange.persistence.Database;
import exchange.testkit.TestPostgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The read side's tables as text, row by row. */
final class Tables {
    private static final List<String> NAMES = List.of(
            "orders",
            "fills",
            "funds_requests",
            "account_events",
            "trades",
            "prices",
            "candles",
            "assets",
            "ledger_markets",
            "markets");

    private final Database database;

    Tables(Database database) {
        this.database = database;
    }

    /** The rows of one table, in the order of their text. */
    List<String> rows(String table) {
        return query("SELECT t::text FROM " + table + " t ORDER BY t");
    }

    Map<String, List<String>> all() {
        Map<String, List<String>> all = new TreeMap<>();
        NAMES.forEach(name -> all.put(name, rows(name)));
        return all;
    }

    long offset(EntityName entity) {
        List<String> stored = query("SELECT current_offset FROM akka_projection_offset_store"
                + " WHERE projection_key = '" + entity.persistenceId() + "'");
        return stored.isEmpty() ? 0 : Long.parseLong(stored.get(0));
    }

    List<String> query(String sql) {
        try (Connection connection = TestPostgres.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try (Connection connection = TestPostgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
