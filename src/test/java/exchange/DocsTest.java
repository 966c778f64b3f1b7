package exchange;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.accounts.LedgerFact;
import exchange.api.Errors;
import exchange.book.BookFact;
import exchange.identity.IdentityRefusal;
import exchange.identity.KeyRefusal;
import exchange.market.EndReason;
import exchange.market.RejectReason;
import exchange.ops.CannotStart;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the documents say about the code is what the code does. */
final class DocsTest {
    private static final Path DOCS = Path.of("docs");

    @Test
    void everyRejectReasonStandsInItsTable() {
        List<List<String>> expected = Arrays.stream(RejectReason.values())
                .map(reason -> List.of(
                        Integer.toString(reason.code()),
                        "`" + reason.name() + "`",
                        reason.category().name(),
                        Integer.toString(Errors.status(reason)),
                        deciders(reason),
                        reason.text()))
                .toList();

        assertThat(table(read(DOCS.resolve("reject-reasons.md")), "code")).isEqualTo(expected);
    }

    @Test
    void everyErrorOfTheEdgeAloneStandsInItsTable() {
        Set<String> expected = Stream.concat(
                        Arrays.stream(IdentityRefusal.values()), Arrays.stream(KeyRefusal.values()))
                .map(Enum::name)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String room : List.of("api", "http", "ws")) {
            String sources = sources(room);
            expected.addAll(matches("\\bof\\(\\s*(?:\\d+|status),\\s*\"([A-Z_]+)\"", sources));
            expected.addAll(matches("\\banswer\\(\\s*\\d+,\\s*\"([A-Z_]+)\"", sources));
        }

        Set<String> described = new TreeSet<>();
        table(read(DOCS.resolve("reject-reasons.md")), "edge error")
                .forEach(row -> described.addAll(matches("`(\\w+)`", row.getFirst())));

        assertThat(described).isEqualTo(expected).contains("LOGIN_REQUIRED", "NOT_FOUND");
    }

    private static String sources(String room) {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/exchange", room))) {
            return files.map(DocsTest::read).collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyReasonOfAnEndStandsInItsTable() {
        List<String> expected = Arrays.stream(EndReason.values())
                .filter(reason -> reason != EndReason.FILLED)
                .map(reason -> "`" + reason.name() + "`")
                .toList();

        assertThat(table(read(DOCS.resolve("order-types.md")), "reason"))
                .extracting(List::getFirst)
                .isEqualTo(expected);
    }

    /** The rooms whose sources name the reason; the throttle of logins has a name of its own. */
    private static String deciders(RejectReason reason) {
        Map<String, List<String>> rooms = new LinkedHashMap<>();
        rooms.put("edge", List.of("api", "http", "ws"));
        rooms.put("ledger", List.of("accounts"));
        rooms.put("book", List.of("book"));
        rooms.values()
                .removeIf(packages -> packages.stream().noneMatch(room -> names(room, reason)));
        return rooms.isEmpty() ? "edge" : String.join(", ", rooms.keySet());
    }

    private static boolean names(String room, RejectReason reason) {
        Pattern name = Pattern.compile("RejectReason\\." + reason.name() + "\\b");
        try (Stream<Path> files = Files.list(Path.of("src/main/java/exchange", room))) {
            return files.anyMatch(file -> name.matcher(read(file)).find());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyFactStandsInTheJournalsTables() {
        String text = read(DOCS.resolve("journal.md"));

        assertThat(facts(section(text, "### Facts of a book"))).isEqualTo(names(BookFact.class));
        assertThat(facts(section(text, "### Facts of a ledger")))
                .isEqualTo(names(LedgerFact.class));
    }

    @Test
    void everyExitCodeStandsInTheHandbook() {
        Set<String> expected = Stream.concat(
                        // 143 is 128 and SIGTERM: the shells' way to say it.
                        Stream.of(0, 143),
                        Arrays.stream(CannotStart.Reason.values())
                                .map(CannotStart.Reason::exitCode))
                .map(String::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> described = table(read(DOCS.resolve("operations.md")), "exit code").stream()
                .map(List::getFirst)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).isEqualTo(expected);
    }

    @Test
    void everySettingOfTheSampleStandsInTheHandbook() {
        Set<String> sample = matches("(?m)^# ([A-Z_]+)=", read(Path.of(".env.sample")));

        Set<String> described = table(read(DOCS.resolve("operations.md")), "variable").stream()
                .map(row -> row.getFirst().replace("`", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).isEqualTo(sample);
    }

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> broken = new ArrayList<>();
        for (Path file : documents()) {
            for (String link : matches("\\]\\(([^)#:]+)(?:#[^)]*)?\\)", read(file))) {
                if (!Files.exists(file.toAbsolutePath().getParent().resolve(link))) {
                    broken.add(file + " links to " + link);
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    private static List<Path> documents() {
        try (Stream<Path> docs = Files.walk(DOCS)) {
            return Stream.concat(Stream.of(Path.of("README.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of the first table whose first column has that heading. */
    private static List<List<String>> table(String text, String heading) {
        return text.lines()
                .dropWhile(line -> !line.startsWith("| " + heading + " |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.substring(1).split("(?<!\\\\)\\|", -1))
                        .map(String::strip)
                        .toList())
                .map(cells -> cells.subList(0, cells.size() - 1))
                .toList();
    }

    private static Set<String> facts(String section) {
        return matches("(?m)^\\| [\\d, ]+ \\| `(\\w+)` \\|", section);
    }

    /** The records below a sealed type, whatever stands between. */
    private static Set<String> names(Class<?> sealed) {
        Set<String> names = new TreeSet<>();
        for (Class<?> each : sealed.getPermittedSubclasses()) {
            if (each.isSealed()) {
                names.addAll(names(each));
            } else {
                names.add(each.getSimpleName());
            }
        }
        return names;
    }

    private static Set<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String section(String text, String heading) {
        int start = text.indexOf(heading + "\n");
        int end = text.indexOf("\n##", start + heading.length());
        return text.substring(start, end < 0 ? text.length() : end);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
