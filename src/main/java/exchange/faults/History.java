package exchange.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What happened in one run, line by line, and a hash of it all: the same for the same seed. The
 * lines are kept only when somebody will read them.
 */
final class History {
    private static final long PRIME = 0x100000001B3L;

    private final Agenda agenda;
    private final List<String> lines = new ArrayList<>();
    private final boolean kept;
    private long hash = 0xCBF29CE484222325L;

    History(Agenda agenda, boolean kept) {
        this.agenda = agenda;
        this.kept = kept;
    }

    void note(String who, Supplier<String> what) {
        mix(agenda.now());
        mix(who.hashCode());
        if (kept) {
            lines.add("%,9d  %-18s %s".formatted(agenda.now() - Agenda.BEGIN, who, what.get()));
        }
    }

    /** A line that says more of the one before, and does not count for the hash. */
    void detail(String who, Object what) {
        lines.add("%,9d  %-18s   %s".formatted(agenda.now() - Agenda.BEGIN, who, what));
    }

    private void mix(long number) {
        hash = (hash ^ number) * PRIME;
    }

    /** Mixes bytes that no line shows into the hash. */
    void mix(byte[] bytes) {
        for (int i = 0; i < bytes.length; i += 4) {
            mix(bytes[i]);
        }
    }

    boolean isKept() {
        return kept;
    }

    List<String> lines() {
        return lines;
    }

    String hash() {
        return Long.toHexString(hash);
    }
}
