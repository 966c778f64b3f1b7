package exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The mechanical rules of the house, held over the whole repository; and the proof that each can
 * bite.
 */
final class TidyTest {
    private static final Set<String> FOLDERS_OF_OTHERS = Set.of(
            ".git", ".exchange", "target", "data", "node_modules", "dist", ".idea", ".vscode");

    @Test
    void javaIsTidyToTheEye() {
        assertThat(javaFiles().flatMap(file -> TidyText.java(file.toString(), text(file)).stream()))
                .isEmpty();
    }

    @Test
    void productIsTidyToTheParser() {
        assertThat(TidyTrees.ofParsed(sources("src/main"))).isEmpty();
    }

    /** Only these need types, which take long; of all other classes the compiled ones do. */
    @Test
    void defaultsOfTheProductAreTidyToTheCompiler() {
        List<JavaFileObject> withDefaults =
                sources("src/main", file -> text(file).contains("default"));

        assertThat(withDefaults).isNotEmpty();
        assertThat(TidyTrees.ofCompiled(withDefaults, System.getProperty("java.class.path")))
                .isEmpty();
    }

    @Test
    void testsAreTidyToTheParser() {
        assertThat(TidyTrees.ofParsed(sources("src/test"))).isEmpty();
    }

    @Test
    void repositoryNamesOnlyKnownHostsAndItsOwnPaths() {
        assertThat(allFiles().stream()
                        .flatMap(file -> TidyText.any(file.toString(), text(file)).stream()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// TO" + "DO mend this",
                "// FIX" + "ME",
                "// order.cancel();",
                "// if (price > 0) {",
                "// }",
                "// return price;",
                "// ---------- helpers ----------",
                "    int price = 0; /* the line is longer than a hundred columns, and no long text in it can be the excuse */",
            })
    void untidyLineIsSeen(String line) {
        assertThat(TidyText.java("A.java", line)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// TO" + "DO #12 mend this",
                "// hold at the limit price, not the best ask: the order may rest",
                "// if it is late, the hold is released",
                "    String text = \"a text that is longer than the hundred columns that a line of this house may have, wherever\";",
            })
    void tidyLineIsLeftInPeace(String line) {
        assertThat(TidyText.java("A.java", line)).isEmpty();
    }

    @Test
    void longFileIsSeen() {
        assertThat(TidyText.java("A.java", "int a;\n".repeat(400))).isEmpty();
        assertThat(TidyText.java("A.java", "int a;\n".repeat(401)))
                .containsExactly("A.java:400: the file has 401 lines");
        assertThat(TidyText.java("src/test/java/ATest.java", "int a;\n".repeat(500)))
                .isEmpty();
        assertThat(TidyText.java("src/test/java/ATest.java", "int a;\n".repeat(501)))
                .hasSize(1);
    }

    @Test
    void textThatNamesTheWorldOutsideIsSeen() {
        assertThat(TidyText.any("a.md", "see https:/" + "/packages.somewhere.net/x"))
                .containsExactly("a.md:1: names the host packages.somewhere.net");
        assertThat(TidyText.any("a.md", "in /ro" + "ot/exchange")).hasSize(1);
        assertThat(TidyText.any("a.md", "in ../" + "shared/x")).hasSize(1);
        assertThat(TidyText.any("package-lock.json", "\"resolved\": \"a\"")).hasSize(1);
        assertThat(TidyText.any("a.md", "see https://github.com/x and /api/v1/orders"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "market | final class OrderImpl {} | the name OrderImpl says nothing",
                "market | final class OrderUtils {} | the name OrderUtils says nothing",
                "market | final class A { class OrderInfo {} } | the name OrderInfo says nothing",
                "market | public final class A {} | public A has no class comment",
                "market | final class A { double price; } | double: money",
                "ledger | final class A { Object f() { return 1.5; } } | 1.5: money",
                "book | final class A { Float price; } | Float: money",
                "http | final class A { void f() { System.out.println(); } } | System.out belongs",
                "http | final class A { int qty; } | qty: the house has another word",
                "http | final class A { void f(String instrumentName) {} } | instrumentName: the",
                "http | final class A { int walletOf() { return 1; } } | walletOf: the house",
                "http | final class A { boolean notResting; } | the boolean notResting",
            })
    void untidyClassIsSeen(String room, String source, String complaint) {
        assertThat(complaints(room, source))
                .singleElement()
                .asString()
                .startsWith("src/main/java/exchange/" + room + "/A.java:1: " + complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "market | /** What it is. */ public final class A {}",
                "market | final class Implication {}",
                "load | final class A { void f() { System.out.println(); } }",
                "http | final class A { double seconds = 1.5; }",
                "http | final class A { boolean notation; int price; }",
            })
    void tidyClassIsLeftInPeace(String room, String source) {
        assertThat(complaints(room, source)).isEmpty();
    }

    @Test
    void defaultIsSeenWhereTheCasesAreKnown() {
        String sealed = "final class A { sealed interface S {} record X() implements S {} "
                + "int f(S s) { return switch (s) { case X x -> 1; default -> 2; }; } }";
        String constants = "final class A { enum E { X, Y } "
                + "void f(E e) { switch (e) { case X -> {} default -> {} } } }";
        String text = "final class A { "
                + "int f(String s) { return switch (s) { case \"a\" -> 1; default -> 2; }; } }";

        assertThat(complaints("book", sealed)).singleElement().asString().contains("default in");
        assertThat(complaints("book", constants)).singleElement().asString().contains("default in");
        assertThat(complaints("book", text)).isEmpty();
    }

    @Test
    void longMethodIsSeen() {
        String body = "int a() {\n" + "\n".repeat(70) + "return 1; }";

        assertThat(complaints("book", "final class A {" + body + "}"))
                .singleElement()
                .asString()
                .endsWith("a has 72 lines");
    }

    private static List<String> complaints(String room, String source) {
        URI place = URI.create("mem:///src/main/java/exchange/" + room + "/A.java");
        var file = new SimpleJavaFileObject(place, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return "package exchange." + room + "; " + source;
            }
        };
        return TidyTrees.ofCompiled(List.of(file), "");
    }

    private static List<JavaFileObject> sources(String folder) {
        return sources(folder, file -> true);
    }

    private static List<JavaFileObject> sources(String folder, Predicate<Path> which) {
        var files = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);
        List<JavaFileObject> sources = new ArrayList<>();
        files.getJavaFileObjectsFromPaths(javaFiles()
                        .filter(file -> file.startsWith(folder))
                        .filter(which)
                        .toList())
                .forEach(sources::add);
        return sources;
    }

    private static Stream<Path> javaFiles() {
        return allFiles().stream().filter(file -> file.toString().endsWith(".java"));
    }

    private static List<Path> allFiles() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(Path.of("."), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes about) {
                    return FOLDERS_OF_OTHERS.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
                    if (about.isRegularFile() && !file.endsWith(".env") && !file.endsWith(".git")) {
                        files.add(Path.of(".").relativize(file));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Empty for what is no text. */
    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
