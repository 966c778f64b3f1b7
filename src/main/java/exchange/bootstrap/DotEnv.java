package exchange.bootstrap;

import exchange.ops.CannotStart;
import exchange.ops.CannotStart.Reason;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a file of NAME=value lines, as shells and Docker write them: blank lines, comments,
 * {@code export}, single and double quotes. Nothing is expanded. A line it cannot read stops the
 * start, because a setting that is silently lost is worse.
 */
final class DotEnv {
    private static final Pattern LINE =
            Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
    private static final Pattern COMMENT_BEHIND = Pattern.compile("\\s+#.*$");

    private DotEnv() {}

    /** Empty when there is no such file. */
    static Map<String, String> read(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            return parse(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new CannotStart(
                    Reason.CONFIGURATION, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> parse(Path file, List<String> lines) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).replace("\uFEFF", "").strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                // The line itself may hold a secret, so only its number is told.
                throw new CannotStart(
                        Reason.CONFIGURATION,
                        "line " + number + " of " + file + " is not NAME=value");
            }
            values.put(matcher.group(1), value(matcher.group(2)));
        }
        return values;
    }

    private static String value(String text) {
        if (text.length() >= 2 && (text.startsWith("\"") || text.startsWith("'"))) {
            int end = text.indexOf(text.charAt(0), 1);
            if (end > 0) {
                return text.substring(1, end);
            }
        }
        return text.startsWith("#")
                ? ""
                : COMMENT_BEHIND.matcher(text).replaceAll("").strip();
    }
}
