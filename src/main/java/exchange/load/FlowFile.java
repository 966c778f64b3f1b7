package exchange.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A recorded order flow, plain or gzip: a header that names at least command, order_id, side,
 * price_cents and quantity_sat, then one command a row, {@code place} or {@code cancel}. Prices are
 * in hundredths of the quote asset, quantities in 10^-8 of the base asset.
 */
final class FlowFile {
    private static final int GZIP_FIRST_BYTE = 0x1f;

    /** One row. A cancel has no price and no quantity (0). */
    record Row(
            int number,
            boolean place,
            String orderId,
            String side,
            long priceCents,
            long quantitySat) {}

    private FlowFile() {}

    static List<Row> read(Path file) throws IOException {
        try (BufferedReader in = open(file)) {
            String header = in.readLine();
            if (header == null) {
                throw new IOException(file + " is empty, a header was expected");
            }
            List<String> names = Arrays.asList(header.split(","));
            int[] columns = new int[] {
                column(names, "command", file),
                column(names, "order_id", file),
                column(names, "side", file),
                column(names, "price_cents", file),
                column(names, "quantity_sat", file)
            };
            List<Row> rows = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank()) {
                    rows.add(row(rows.size() + 1, line.split(",", -1), columns, file));
                }
            }
            return rows;
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        boolean gzip;
        try (InputStream start = Files.newInputStream(file)) {
            gzip = start.read() == GZIP_FIRST_BYTE;
        }
        InputStream raw = Files.newInputStream(file);
        return new BufferedReader(new InputStreamReader(
                gzip ? new GZIPInputStream(raw, 1 << 16) : raw, StandardCharsets.UTF_8));
    }

    private static int column(List<String> names, String name, Path file) throws IOException {
        int at = names.indexOf(name);
        if (at < 0) {
            throw new IOException(file + " has no column " + name + ", found " + names);
        }
        return at;
    }

    private static Row row(int number, String[] cells, int[] columns, Path file)
            throws IOException {
        String where = file + ", row " + number + ": ";
        if (cells.length <= Arrays.stream(columns).max().orElse(0)) {
            throw new IOException(where + "too few cells");
        }
        String command = cells[columns[0]];
        String orderId = cells[columns[1]];
        if (command.equals("cancel")) {
            return new Row(number, false, orderId, "", 0, 0);
        }
        if (!command.equals("place")) {
            throw new IOException(where + "command must be place or cancel, found " + command);
        }
        try {
            String side = cells[columns[2]].equals("buy") ? "BUY" : "SELL";
            return new Row(
                    number,
                    true,
                    orderId,
                    side,
                    Long.parseLong(cells[columns[3]]),
                    Long.parseLong(cells[columns[4]]));
        } catch (NumberFormatException e) {
            throw new IOException(where + "price and quantity must be whole numbers", e);
        }
    }

    /** A count of 10^-scale as a plain decimal. */
    static String decimal(long value, int scale) {
        return BigDecimal.valueOf(value, scale).toPlainString();
    }
}
