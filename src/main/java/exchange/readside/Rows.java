package exchange.readside;

import org.postgresql.PGConnection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Changes of many rows by one statement, sent as one array a column, which PostgreSQL unnests
 * again. The parameters are the columns of text first, then those of numbers.
 */
final class Rows {
    private final List<List<String>> texts = new ArrayList<>();
    private final long[][] numbers;
    private int size;

    Rows(int textColumns, int numberColumns) {
        for (int i = 0; i < textColumns; i++) {
            texts.add(new ArrayList<>());
        }
        numbers = new long[numberColumns][256];
    }

    /** Adds the texts of a row; its numbers follow with {@link #numbers}. */
    Rows texts(String... values) {
        for (int i = 0; i < values.length; i++) {
            texts.get(i).add(values[i]);
        }
        return this;
    }

    void numbers(long... values) {
        if (values.length != numbers.length) {
            throw new IllegalStateException("a row of " + values.length
                    + " numbers, the statement takes " + numbers.length);
        }
        if (size == numbers[0].length) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Arrays.copyOf(numbers[i], 2 * size);
            }
        }
        for (int i = 0; i < values.length; i++) {
            numbers[i][size] = values[i];
        }
        size++;
    }

    int size() {
        return size;
    }

    /** Runs the statement, unless there is no row; one that touches fewer or more rows fails. */
    void execute(Connection connection, String sql) throws SQLException {
        if (size == 0) {
            return;
        }
        PGConnection postgres = connection.unwrap(PGConnection.class);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 1;
            for (List<String> column : texts) {
                statement.setArray(
                        parameter++,
                        connection.createArrayOf("text", column.toArray(String[]::new)));
            }
            for (long[] column : numbers) {
                statement.setArray(
                        parameter++, postgres.createArrayOf("int8", Arrays.copyOf(column, size)));
            }
            int touched = statement.executeUpdate();
            if (touched != size) {
                throw new IllegalStateException(
                        "wrote " + touched + " rows instead of " + size + " with " + sql);
            }
        }
    }
}
