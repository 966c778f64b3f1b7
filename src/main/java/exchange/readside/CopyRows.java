package exchange.readside;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * New rows of one table, sent with COPY in its binary form: for PostgreSQL that is a third cheaper
 * than the same rows as arrays of an INSERT, and no dearer for a single row. The fields of a row
 * are written in the order of the columns, each in the column's own type.
 */
final class CopyRows {
    private static final byte[] SIGNATURE =
            "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final short END = -1;

    private final String sql;
    private final short columns;
    private ByteBuffer out = ByteBuffer.allocate(4 * 1024);
    private long rows;
    private int fieldsLeft;

    CopyRows(String table, String... columns) {
        this.sql = "COPY " + table + " (" + String.join(", ", columns)
                + ") FROM STDIN (FORMAT binary)";
        this.columns = (short) columns.length;
        out.put(SIGNATURE).putInt(0).putInt(0);
    }

    /** Begins a row. */
    CopyRows row() {
        requireComplete();
        ensure(2);
        out.putShort(columns);
        fieldsLeft = columns;
        rows++;
        return this;
    }

    CopyRows bigint(long value) {
        field(8).putLong(value);
        return this;
    }

    CopyRows smallint(int value) {
        field(2).putShort((short) value);
        return this;
    }

    CopyRows bool(boolean value) {
        field(1).put((byte) (value ? 1 : 0));
        return this;
    }

    CopyRows text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    CopyRows bytes(byte[] value) {
        field(value.length).put(value);
        return this;
    }

    private ByteBuffer field(int length) {
        ensure(4 + length);
        fieldsLeft--;
        return out.putInt(length);
    }

    private void ensure(int more) {
        if (out.remaining() < more) {
            int size = Math.max(2 * out.capacity(), out.position() + more);
            out = ByteBuffer.wrap(Arrays.copyOf(out.array(), size)).position(out.position());
        }
    }

    private void requireComplete() {
        if (fieldsLeft != 0) {
            throw new IllegalStateException(fieldsLeft + " fields are missing for " + sql);
        }
    }

    /** Sends the rows, unless there is none. */
    void write(Connection connection) throws SQLException {
        if (rows == 0) {
            return;
        }
        requireComplete();
        ensure(2);
        out.putShort(END);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        copy.writeToCopy(out.array(), 0, out.position());
        long written = copy.endCopy();
        if (written != rows) {
            throw new IllegalStateException(
                    "wrote " + written + " rows instead of " + rows + " with " + sql);
        }
    }
}
