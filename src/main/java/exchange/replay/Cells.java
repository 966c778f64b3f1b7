package exchange.replay;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The cells of a comma separated file, plain or gzip, line by line and without an object a cell.
 * There is no quoting: a comma always ends a cell. What does not fit ends the reading with the line
 * and the column.
 */
final class Cells implements Closeable {
    /** The largest number a cell can have: the last whose next digit cannot overflow. */
    static final long NUMBER_MAX = Long.MAX_VALUE / 10 * 10 - 1;

    private static final int GZIP_FIRST_BYTE = 0x1f;
    private static final int LINE_MAX = 1 << 16;

    private final Path file;
    private final InputStream in;
    private final String[] names;
    private final int[] starts;
    private final int[] ends;
    private final byte[] bytes = new byte[LINE_MAX];
    private int lineStart;
    private int next;
    private int limit;
    private long line;

    private Cells(Path file, InputStream in, String header) {
        this.file = file;
        this.in = in;
        names = header.split(",");
        starts = new int[names.length];
        ends = new int[names.length];
    }

    /** Opens a file whose first line must be this header. */
    static Cells open(Path file, String header) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), LINE_MAX);
        raw.mark(1);
        boolean gzip = raw.read() == GZIP_FIRST_BYTE;
        raw.reset();
        Cells cells = new Cells(file, gzip ? new GZIPInputStream(raw, LINE_MAX) : raw, header);
        cells.checkHeader(header);
        return cells;
    }

    private void checkHeader(String header) throws IOException {
        int end = findLine();
        String found = end < 0 ? "" : text(lineStart, end);
        if (!found.equals(header)) {
            throw new MalformedDay(file + ", line 1: the header must be \"" + header
                    + "\", found \"" + found + "\"");
        }
    }

    /** Goes to the next line; false after the last. */
    boolean nextLine() throws IOException {
        int end = findLine();
        if (end < 0) {
            return false;
        }
        int column = 0;
        starts[0] = lineStart;
        for (int i = lineStart; i < end; i++) {
            if (bytes[i] == ',') {
                ends[column++] = i;
                if (column == names.length) {
                    throw wrongLine(end);
                }
                starts[column] = i + 1;
            }
        }
        ends[column] = end;
        if (column + 1 < names.length) {
            throw wrongLine(end);
        }
        return true;
    }

    /** The end of the next line, without what ends it; -1 when there is none. */
    private int findLine() throws IOException {
        line++;
        lineStart = next;
        int at = next;
        while (true) {
            if (at == limit) {
                at -= lineStart;
                if (!fill()) {
                    next = limit;
                    return at == 0 ? -1 : limit;
                }
            } else if (bytes[at] == '\n') {
                next = at + 1;
                return at > lineStart && bytes[at - 1] == '\r' ? at - 1 : at;
            } else {
                at++;
            }
        }
    }

    /** Moves the line that has begun to the front and reads more behind it. */
    private boolean fill() throws IOException {
        System.arraycopy(bytes, lineStart, bytes, 0, limit - lineStart);
        limit -= lineStart;
        lineStart = 0;
        if (limit == bytes.length) {
            throw new MalformedDay(
                    file + ", line " + line + ": longer than " + LINE_MAX + " bytes");
        }
        int read = in.read(bytes, limit, bytes.length - limit);
        limit += Math.max(0, read);
        return read > 0;
    }

    boolean isEmpty(int column) {
        return starts[column] == ends[column];
    }

    boolean is(int column, byte[] word) {
        return Arrays.equals(bytes, starts[column], ends[column], word, 0, word.length);
    }

    /** A whole number in digits alone. */
    long number(int column, long min) {
        long number = 0;
        for (int i = starts[column]; i < ends[column]; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || number > Long.MAX_VALUE / 10 - 1) {
                throw noNumber(column, min);
            }
            number = number * 10 + digit;
        }
        if (isEmpty(column) || number < min) {
            throw noNumber(column, min);
        }
        return number;
    }

    private MalformedDay noNumber(int column, long min) {
        return wrong(column, "a whole number from " + min + " to " + NUMBER_MAX);
    }

    long orderId(int column, OrderNames ids) {
        return ids.number(bytes, starts[column], ends[column]);
    }

    MalformedDay wrong(int column, String expected) {
        return new MalformedDay(file + ", line " + line + ", column " + names[column]
                + ": expected " + expected + ", found \"" + text(starts[column], ends[column])
                + "\"");
    }

    MalformedDay refused(int column, String why) {
        return new MalformedDay(file + ", line " + line + ", column " + names[column] + ": " + why);
    }

    private MalformedDay wrongLine(int end) {
        return new MalformedDay(file + ", line " + line + ": expected " + names.length
                + " columns, found \"" + text(lineStart, end) + "\"");
    }

    private String text(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
