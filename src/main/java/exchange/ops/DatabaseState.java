package exchange.ops;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What this node may expect of its database at the moment. Whoever looks at the database or its
 * disk says here what was found; whoever is about to write asks first, so that a command is refused
 * before it is taken and not after. One per node; safe for threads, and free to ask.
 */
public final class DatabaseState {
    private static final long OVERDUE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final String GOOD = "writes";

    /** What can be done with the database. */
    public enum Mode {
        WORKS,
        /** It cannot be reached, or has not answered for two seconds. */
        SILENT,
        /** It answers and writes nothing, or is about to be full. */
        READ_ONLY
    }

    /** disk_full and read_only_sql_transaction. */
    private static final Set<String> NO_WRITES = Set.of("53100", "25006");

    private record Found(Mode mode, String words) {}

    private final LongSupplier nanos;
    private volatile Found found = new Found(Mode.WORKS, GOOD);
    private volatile String full = "";
    private volatile long askedNanos;
    private volatile boolean isAsking;

    public DatabaseState() {
        this(System::nanoTime);
    }

    DatabaseState(LongSupplier nanos) {
        this.nanos = nanos;
    }

    public Mode mode() {
        if (!full.isEmpty()) {
            return Mode.READ_ONLY;
        }
        Mode known = found.mode();
        return known == Mode.WORKS && isOverdue() ? Mode.SILENT : known;
    }

    /** The same for a person. */
    public String words() {
        String noSpace = full;
        if (!noSpace.isEmpty()) {
            return noSpace;
        }
        Found known = found;
        return known.mode() == Mode.WORKS && isOverdue() ? "does not answer" : known.words();
    }

    /** A question is on its way to the database; an answer is one of the next three. */
    public void asks() {
        askedNanos = nanos.getAsLong();
        isAsking = true;
    }

    public void works() {
        found(Mode.WORKS, GOOD);
    }

    public void silent(String why) {
        found(Mode.SILENT, why);
    }

    public void readOnly(String why) {
        found(Mode.READ_ONLY, why);
    }

    /** @param why the disk has no room for more writes; "" when it has */
    public void full(String why) {
        full = why;
    }

    /** What the health of the node says of it. */
    public Health.Finding finding() {
        return new Health.Finding(mode() == Mode.WORKS, words());
    }

    /** Whether the server said that it writes nothing now, of anybody. */
    public static boolean takesNoWrites(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException said
                    && NO_WRITES.contains(String.valueOf(said.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private void found(Mode mode, String words) {
        found = new Found(mode, words);
        isAsking = false;
    }

    private boolean isOverdue() {
        return isAsking && nanos.getAsLong() - askedNanos > OVERDUE_NANOS;
    }
}
