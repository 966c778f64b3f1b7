package exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of the house that are about text: how long lines and files are, what comments may not
 * hold, which hosts and paths a repository may name. Complaints are "file:line: what is wrong".
 */
final class TidyText {
    private static final int COLUMNS_MAX = 100;
    private static final int LINES_MAX = 400;
    /** A test keeps its tables and its fixture together. */
    private static final int LINES_OF_TESTS_MAX = 500;

    private static final Pattern OPEN_WORK =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b(?!.{0,5}#\\d)");
    private static final Pattern COMMENTED_CODE = Pattern.compile("^\\s*//\\s*"
            + "(.*[;{]|}|@\\w+(\\(.*\\))?|(import|package|return|if|for|while|else)\\b.*[({;].*)$");
    private static final Pattern BANNER =
            Pattern.compile("^\\s*(//|/?\\*+)\\s*([-=*#~]\\s?){4,}.*");
    private static final Pattern HOST = Pattern.compile("(?:https?|wss?)://([a-z][A-Za-z0-9.-]+)");
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(?<![\\w.$}~/-])/(?:work|root|home/[a-z]+|Users/[a-z]+)/[\\w.]");
    private static final Pattern OUTSIDE = Pattern.compile("\\.\\./" + "shared\\b");
    private static final String MAY_LOOK_OUTSIDE = "SharedData.java";

    /** Public places that the repository's text may name; whoever needs another adds it here. */
    private static final Set<String> HOSTS = Set.of(
            "localhost",
            "127.0.0.1",
            "0.0.0.0",
            "github.com",
            "www.tradingview.com",
            "www.apache.org",
            "maven.apache.org",
            "www.w3.org",
            "nodejs.org",
            "adoptium.net",
            "biomejs.dev",
            "json.schemastore.org",
            "opencollective.com",
            "tidelift.com",
            "exchange",
            "postgres");

    private TidyText() {}

    /** What is wrong with the text of a Java file. */
    static List<String> java(String path, String text) {
        List<String> complaints = new ArrayList<>();
        List<String> lines = text.lines().toList();
        int linesMax = path.contains("src/test/") ? LINES_OF_TESTS_MAX : LINES_MAX;
        if (lines.size() > linesMax) {
            complaints.add(path + ":" + linesMax + ": the file has " + lines.size() + " lines");
        }
        boolean isTextBlock = false;
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            String where = path + ":" + number + ": ";
            isTextBlock ^= line.split("\"\"\"", -1).length % 2 == 0;
            if (line.length() > COLUMNS_MAX && !isTextBlock && !mayBeLong(line)) {
                complaints.add(where + "the line has " + line.length() + " columns");
            }
            if (OPEN_WORK.matcher(line).find()) {
                complaints.add(where + "open work without the number of its issue");
            }
            if (COMMENTED_CODE.matcher(line).matches()) {
                complaints.add(where + "code in a comment");
            }
            if (BANNER.matcher(line).matches()) {
                complaints.add(where + "a banner");
            }
        }
        return complaints;
    }

    private static boolean mayBeLong(String line) {
        return line.contains("\"") || line.contains("://") || line.startsWith("import ");
    }

    /** What is wrong with the text of any file of the repository. */
    static List<String> any(String path, String text) {
        List<String> complaints = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            String where = path + ":" + ++number + ": ";
            for (String host : hosts(line)) {
                complaints.add(where + "names the host " + host);
            }
            if (MACHINE_PATH.matcher(line).find()) {
                complaints.add(where + "names a path of somebody's machine");
            }
            if (OUTSIDE.matcher(line).find() && !path.endsWith(MAY_LOOK_OUTSIDE)) {
                complaints.add(where + "looks outside the repository");
            }
            if (path.endsWith("-lock.json") && line.contains("\"resolved\"")) {
                complaints.add(where + "says which registry a package came from");
            }
        }
        return complaints;
    }

    private static List<String> hosts(String line) {
        List<String> strangers = new ArrayList<>();
        Matcher matcher = HOST.matcher(line);
        while (matcher.find()) {
            String host = matcher.group(1);
            if (!HOSTS.contains(host) && !host.matches(".*\\.?(example|local|test)")) {
                strangers.add(host);
            }
        }
        return strangers;
    }
}
