package exchange.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * The one way CSV enters the exchange: RFC 4180, with the separator of the first line, comma or
 * semicolon, because spreadsheets of different countries write either. Blank lines and a byte order
 * mark are passed over, and blanks around a cell that is not quoted.
 */
public final class Csv {
    private static final char QUOTE = '"';

    private final String text;
    private final char separator;
    private final List<Row> rows = new ArrayList<>();
    private List<String> cells = new ArrayList<>();
    private int at;
    private int line = 1;

    /** @param line where the row begins, the first line of the text is 1 */
    public record Row(int line, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    private Csv(String text) {
        this.text = text;
        String head = text.lines().findFirst().orElse("");
        separator = head.indexOf(';') >= 0 && head.indexOf(',') < 0 ? ';' : ',';
    }

    /** @throws InvalidFields when a quote is never closed */
    public static List<Row> parse(String text, String root) {
        Csv csv = new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text);
        while (csv.at < csv.text.length()) {
            csv.row(root);
        }
        return csv.rows;
    }

    private void row(String root) {
        int began = line;
        cells = new ArrayList<>();
        boolean goesOn = true;
        while (goesOn) {
            cells.add(at < text.length() && text.charAt(at) == QUOTE ? quoted(root) : plain());
            goesOn = at < text.length() && text.charAt(at) == separator;
            at += goesOn ? 1 : 0;
        }
        endLine();
        if (!cells.equals(List.of(""))) {
            rows.add(new Row(began, cells));
        }
    }

    private String quoted(String root) {
        int began = line;
        StringBuilder cell = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == QUOTE && (at >= text.length() || text.charAt(at) != QUOTE)) {
                return cell.append(plain()).toString();
            }
            at += c == QUOTE ? 1 : 0;
            line += c == '\n' ? 1 : 0;
            cell.append(c);
        }
        throw InvalidFields.one(
                List.of(root), "invalid_value", "the quote of line " + began + " is not closed");
    }

    private String plain() {
        int from = at;
        while (at < text.length() && text.charAt(at) != separator && !isEnd(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at).strip();
    }

    private void endLine() {
        boolean isPair = text.startsWith("\r\n", at);
        at += isPair ? 2 : 1;
        line++;
    }

    private static boolean isEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
