package exchange.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How often what happened, in one run or in many. */
final class Tally {
    private final Map<Fault, Long> faults = zeros(Fault.values());
    private final Map<CrashPoint, Long> crashPoints = zeros(CrashPoint.values());
    private final Map<Deed, Long> deeds = zeros(Deed.values());
    private final Map<Effect, Long> effects = zeros(Effect.values());

    private static <K extends Enum<K>> Map<K, Long> zeros(K[] keys) {
        Map<K, Long> counts = new TreeMap<>();
        for (K key : keys) {
            counts.put(key, 0L);
        }
        return counts;
    }

    void count(Fault fault) {
        faults.merge(fault, 1L, Long::sum);
    }

    void count(CrashPoint point) {
        crashPoints.merge(point, 1L, Long::sum);
    }

    void count(Deed deed) {
        deeds.merge(deed, 1L, Long::sum);
    }

    void count(Effect effect) {
        effects.merge(effect, 1L, Long::sum);
    }

    long of(CrashPoint point) {
        return crashPoints.get(point);
    }

    /** Faults that were decided on, not the noise of the network. */
    long blows() {
        return faults.entrySet().stream()
                .filter(each -> each.getKey().isBlow())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    long kindsOfBlows() {
        return faults.entrySet().stream()
                .filter(each -> each.getKey().isBlow() && each.getValue() > 0)
                .count();
    }

    void add(Tally other) {
        other.faults.forEach((key, count) -> faults.merge(key, count, Long::sum));
        other.crashPoints.forEach((key, count) -> crashPoints.merge(key, count, Long::sum));
        other.deeds.forEach((key, count) -> deeds.merge(key, count, Long::sum));
        other.effects.forEach((key, count) -> effects.merge(key, count, Long::sum));
    }

    /** What never happened. */
    List<String> never() {
        List<String> never = new ArrayList<>();
        for (Map<? extends Enum<?>, Long> counts : List.of(deeds, effects, faults, crashPoints)) {
            counts.forEach((key, count) -> {
                if (count == 0) {
                    never.add(text(key));
                }
            });
        }
        return never;
    }

    /** Four tables: what was done, what came of it, what went wrong, and where it hurt. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        table(lines, "what clients and admins did", deeds);
        table(lines, "what came of it", effects);
        table(lines, "faults", faults);
        table(lines, "crash points", crashPoints);
        return lines;
    }

    private static void table(
            List<String> lines, String title, Map<? extends Enum<?>, Long> counts) {
        lines.add(title);
        counts.forEach((key, count) -> lines.add("%12d  %s".formatted(count, text(key))));
    }

    private static String text(Enum<?> key) {
        return key instanceof CrashPoint
                ? key.toString()
                : key.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
