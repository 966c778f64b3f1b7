package exchange;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * The rules of the house that need to understand Java: what a name is, what a switch is over, which
 * types are used. The compiler reads the sources; this walks over what it understood. Complaints
 * are "file:line: what is wrong".
 */
final class TidyTrees extends TreePathScanner<Void, Void> {
    private static final int METHOD_LINES_MAX = 70;
    private static final Pattern SUFFIX =
            Pattern.compile(".*[a-z0-9](Impl|Helpers?|Utils?|Managers?|Data|Info|Infos)");
    private static final Set<String> NAMES_ALLOWED = Set.of("SharedData", "MarketData");

    /** Another word stands for each of these: the table of words in the house's style. */
    private static final Set<String> WORDS_BANNED = Set.of(
            "instrument",
            "instruments",
            "qty",
            "px",
            "coin",
            "coins",
            "wallet",
            "wallets",
            "nonce",
            "deal",
            "deals",
            "tx");

    private static final Pattern INTEGER_ROOM = Pattern.compile(
            ".*/main/java/exchange/(market|matching|ledger|book|accounts|sequencer)/.*");
    private static final Pattern TALKING_ROOM =
            Pattern.compile(".*/main/java/exchange/(cli|load|audit)/.*");
    private static final Set<String> FLOATING =
            Set.of("Double", "Float", "DoubleAdder", "AtomicDouble", "OptionalDouble");

    private final Trees trees;
    private final CompilationUnitTree unit;
    private final String path;
    private final boolean isMain;
    private final List<String> complaints = new ArrayList<>();

    private TidyTrees(Trees trees, CompilationUnitTree unit) {
        this.trees = trees;
        this.unit = unit;
        this.path = unit.getSourceFile().toUri().getPath();
        this.isMain = path.contains("/src/main/");
    }

    /** What is wrong with these sources, which together with the class path must compile. */
    static List<String> ofCompiled(List<? extends JavaFileObject> sources, String classPath) {
        JavacTask task = task(sources, List.of("-proc:none", "-nowarn", "-classpath", classPath));
        try {
            var units = task.parse();
            task.analyze();
            return complaints(task, units);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same without what needs types, at a tenth of the time. */
    static List<String> ofParsed(List<? extends JavaFileObject> sources) {
        JavacTask task = task(sources, List.of("-proc:none"));
        try {
            return complaints(task, task.parse());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavacTask task(List<? extends JavaFileObject> sources, List<String> options) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        return (JavacTask) compiler.getTask(null, null, null, options, null, sources);
    }

    private static List<String> complaints(
            JavacTask task, Iterable<? extends CompilationUnitTree> units) {
        List<String> complaints = new ArrayList<>();
        for (CompilationUnitTree unit : units) {
            TidyTrees walk = new TidyTrees(Trees.instance(task), unit);
            walk.scan(unit, null);
            complaints.addAll(walk.complaints);
        }
        return complaints;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
        String name = type.getSimpleName().toString();
        if (SUFFIX.matcher(name).matches() && !NAMES_ALLOWED.contains(name)) {
            complain(type, "the name " + name + " says nothing: name it for what it is");
        }
        boolean isTop = getCurrentPath().getParentPath().getLeaf() == unit;
        if (isTop
                && type.getModifiers().getFlags().contains(Modifier.PUBLIC)
                && trees.getDocComment(getCurrentPath()) == null) {
            complain(type, "public " + name + " has no class comment");
        }
        checkWords(type, name);
        return super.visitClass(type, nothing);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
        long lines = line(end(method)) - line(start(method)) + 1;
        if (lines > METHOD_LINES_MAX && isMain) {
            complain(method, method.getName() + " has " + lines + " lines");
        }
        checkWords(method, method.getName().toString());
        return super.visitMethod(method, nothing);
    }

    @Override
    public Void visitVariable(VariableTree variable, Void nothing) {
        String name = variable.getName().toString();
        checkWords(variable, name);
        if (name.matches("not[A-Z].*") && "boolean".equals(String.valueOf(variable.getType()))) {
            complain(variable, "the boolean " + name + " is negative");
        }
        return super.visitVariable(variable, nothing);
    }

    @Override
    public Void visitPrimitiveType(PrimitiveTypeTree type, Void nothing) {
        TypeKind kind = type.getPrimitiveTypeKind();
        if (kind == TypeKind.DOUBLE || kind == TypeKind.FLOAT) {
            complainOfFloating(type, kind.name().toLowerCase());
        }
        return super.visitPrimitiveType(type, nothing);
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void nothing) {
        if (literal.getKind() == Tree.Kind.DOUBLE_LITERAL
                || literal.getKind() == Tree.Kind.FLOAT_LITERAL) {
            complainOfFloating(literal, literal.toString());
        }
        return super.visitLiteral(literal, nothing);
    }

    @Override
    public Void visitIdentifier(IdentifierTree identifier, Void nothing) {
        if (FLOATING.contains(identifier.getName().toString())) {
            complainOfFloating(identifier, identifier.getName().toString());
        }
        return super.visitIdentifier(identifier, nothing);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree member, Void nothing) {
        String text = member.toString();
        if ((text.equals("System.out") || text.equals("System.err"))
                && isMain
                && !TALKING_ROOM.matcher(path).matches()) {
            complain(member, text + " belongs to the commands; use a log");
        }
        return super.visitMemberSelect(member, nothing);
    }

    @Override
    public Void visitDefaultCaseLabel(DefaultCaseLabelTree label, Void nothing) {
        checkDefault(label);
        return super.visitDefaultCaseLabel(label, nothing);
    }

    private void checkDefault(DefaultCaseLabelTree label) {
        TreePath around = getCurrentPath();
        while (!(around.getLeaf() instanceof SwitchTree)
                && !(around.getLeaf() instanceof SwitchExpressionTree)) {
            around = around.getParentPath();
        }
        Tree selector = around.getLeaf() instanceof SwitchTree statement
                ? statement.getExpression()
                : ((SwitchExpressionTree) around.getLeaf()).getExpression();
        if (isMain && isClosed(trees.getTypeMirror(new TreePath(around, selector)))) {
            complain(label, "default in a switch whose cases are known");
        }
    }

    private static boolean isClosed(TypeMirror type) {
        return type instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement element
                && (element.getKind() == ElementKind.ENUM
                        || element.getModifiers().contains(Modifier.SEALED));
    }

    private void complainOfFloating(Tree where, String what) {
        if (INTEGER_ROOM.matcher(path).matches()) {
            complain(where, what + ": money and everything near it is counted in integers");
        }
    }

    private void checkWords(Tree where, String name) {
        for (String word : name.split("(?<=[a-z0-9])(?=[A-Z])|_")) {
            if (WORDS_BANNED.contains(word.toLowerCase())) {
                complain(where, name + ": the house has another word for " + word.toLowerCase());
            }
        }
    }

    private void complain(Tree where, String what) {
        complaints.add(
                path.replaceFirst(".*/src/", "src/") + ":" + line(start(where)) + ": " + what);
    }

    private long start(Tree tree) {
        return trees.getSourcePositions().getStartPosition(unit, tree);
    }

    private long end(Tree tree) {
        return trees.getSourcePositions().getEndPosition(unit, tree);
    }

    private long line(long position) {
        return position < 0 ? 0 : unit.getLineMap().getLineNumber(position);
    }
}
