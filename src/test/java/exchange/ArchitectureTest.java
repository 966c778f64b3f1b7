package exchange;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rooms of the house and who may import whom. A new room gets its row here. */
class ArchitectureTest {
    private static final String HOUSE = "exchange";

    /** What an edge may see: the use cases, never another edge. */
    private static final String EDGE =
            "api accounts book session marketdata readside audit" + " identity market wire";

    /**
     * Each room and what it may import, top down. "serialization" is for messages between nodes.
     */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            room("http", EDGE),
            room("ws", EDGE + " history"),
            room("binance", EDGE),
            room(
                    "api",
                    "accounts book history marketdata matching portfolio readside sequencer identity"
                            + " market wire"),
            room("portfolio", "accounts readside marketdata market"),
            room("faults", "audit accounts book marketdata matching market sequencer"),
            room("audit", "book accounts readside ledger market sequencer persistence"),
            room("session", "accounts marketdata market sequencer"),
            room("history", "book marketdata matching market sequencer persistence"),
            room("readside", "book accounts marketdata market sequencer persistence serialization"),
            room("marketdata", "book matching market sequencer serialization"),
            room("accounts", "book ledger market sequencer serialization"),
            room("book", "matching market sequencer serialization"),
            room("sequencer", "market serialization"),
            room("matching", "market"),
            room("ledger", "market"),
            room("market", ""),
            room("identity", "persistence"),
            room("persistence", ""),
            room("wire", ""),
            room("serialization", ""),
            room("ops", ""),
            room("drill", "load audit accounts book sequencer market persistence"),
            room("simulator", "load replay"),
            room("replay", "matching market"),
            room("load", "replay"));

    /** They wire everything together. */
    private static final Set<String> ABOVE_ALL = Set.of("", "bootstrap", "cli");

    /** They know neither clocks nor frameworks, so that the same input always comes to the same. */
    private static final List<String> PURE = List.of("market", "matching", "ledger");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages(HOUSE);

    @ParameterizedTest
    @MethodSource("rooms")
    void roomImportsOnlyWhatItsRowAllows(String room) {
        classes()
                .that(are(room))
                .should()
                .onlyDependOnClassesThat(describe(
                        "are outside the house or in " + MAY_IMPORT.get(room),
                        other -> isAllowed(room, other)))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("pureRooms")
    void pureRoomKnowsNoFrameworkAndNoClock(String room) {
        noClasses()
                .that(are(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "akka..", "com.fasterxml..", "java.sql..", "java.time..", "scala..")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackageIsARoomOfTheTable() {
        Set<String> found = CLASSES.stream()
                .map(ArchitectureTest::roomOf)
                .collect(Collectors.toCollection(TreeSet::new));

        found.removeAll(MAY_IMPORT.keySet());
        found.removeAll(ABOVE_ALL);
        assertThat(found).isEmpty();
    }

    @Test
    void tableHasNoCircle() {
        Set<String> placed = new TreeSet<>();
        Set<String> left = new TreeSet<>(MAY_IMPORT.keySet());
        boolean progress = true;
        while (progress) {
            progress = left.removeIf(
                    room -> placed.containsAll(MAY_IMPORT.get(room)) && placed.add(room));
        }

        assertThat(left).isEmpty();
    }

    static Stream<String> rooms() {
        return MAY_IMPORT.keySet().stream().sorted();
    }

    static Stream<String> pureRooms() {
        return PURE.stream();
    }

    private static boolean isAllowed(String room, JavaClass other) {
        if (!isOurs(other)) {
            return true;
        }
        String found = roomOf(other);
        boolean ops = found.equals("ops") && !PURE.contains(room);
        return ops || found.equals(room) || MAY_IMPORT.get(room).contains(found);
    }

    private static DescribedPredicate<JavaClass> are(String room) {
        return describe("are in " + room, each -> isOurs(each) && roomOf(each).equals(room));
    }

    private static boolean isOurs(JavaClass each) {
        return each.getPackageName().equals(HOUSE) || each.getPackageName().startsWith(HOUSE + ".");
    }

    /** The name below the house's, "" for the house itself. */
    private static String roomOf(JavaClass each) {
        String[] parts = each.getPackageName().split("\\.");
        return parts.length == 1 ? "" : parts[1];
    }

    private static Map.Entry<String, Set<String>> room(String name, String mayImport) {
        return Map.entry(name, mayImport.isEmpty() ? Set.of() : Set.of(mayImport.split(" ")));
    }
}
