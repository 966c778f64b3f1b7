package exchange.accounts;

import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

import java.util.Comparator;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongFunction;

/**
 * The timers of a ledger's accounts, the next one first. One that is over is remembered for a
 * while, so that a late copy of what set it does not set it again.
 */
final class CancelTimers {
    /** Longer than a command may be late. */
    private static final long REMEMBERED_MILLIS = 120_000;

    private static final Timer NONE = new Timer(0, 0);

    private final TreeMap<Name, Timer> timers = new TreeMap<>(Name.ORDER);
    private final TreeSet<Due> byTime = new TreeSet<>(Due.ORDER);
    private final TreeSet<Due> overByAsked = new TreeSet<>(Due.ORDER);

    /** One account's timer. */
    record Name(long account, String timer) {
        private static final Comparator<Name> ORDER =
                Comparator.comparingLong(Name::account).thenComparing(Name::timer);
    }

    /**
     * @param until epoch milliseconds; 0 when it is over
     * @param asked when that was asked for
     */
    record Timer(long until, long asked) {
        boolean isOver() {
            return until == 0;
        }
    }

    private record Due(long time, Name name) {
        private static final Comparator<Due> ORDER =
                Comparator.comparingLong(Due::time).thenComparing(Due::name, Name.ORDER);
    }

    /** As it was set last; over, and asked for never, when it is not known. */
    Timer get(long account, String timer) {
        return timers.getOrDefault(new Name(account, timer), NONE);
    }

    /** How many the account has that are not over. */
    int count(long account) {
        return (int)
                timers.subMap(new Name(account, ""), new Name(account + 1, "")).values().stream()
                        .filter(each -> !each.isOver())
                        .count();
    }

    void apply(TimerFact fact, LongFunction<Owner> owners) {
        switch (fact) {
            case TimerFact.CancelTimerSet set -> {
                put(new Name(set.account(), set.timer()), new Timer(set.until(), set.asked()));
                forgetBefore(set.asked() - REMEMBERED_MILLIS);
            }
            case TimerFact.CancelTimerReached reached -> {
                owners.apply(reached.account()).count(reached.accountSequence());
                Name name = new Name(reached.account(), reached.timer());
                put(name, new Timer(0, timers.getOrDefault(name, NONE).asked()));
            }
        }
    }

    private void put(Name name, Timer timer) {
        remove(name);
        timers.put(name, timer);
        if (timer.isOver()) {
            overByAsked.add(new Due(timer.asked(), name));
        } else {
            byTime.add(new Due(timer.until(), name));
        }
    }

    private void remove(Name name) {
        Timer timer = timers.remove(name);
        if (timer != null) {
            byTime.remove(new Due(timer.until(), name));
            overByAsked.remove(new Due(timer.asked(), name));
        }
    }

    private void forgetBefore(long asked) {
        while (!overByAsked.isEmpty() && overByAsked.first().time() < asked) {
            remove(overByAsked.first().name());
        }
    }

    /** When the next one ends, Long.MAX_VALUE when there is none. */
    long next() {
        return byTime.isEmpty() ? Long.MAX_VALUE : byTime.first().time();
    }

    /** Whose time comes first; only while there is a {@link #next}. */
    Name first() {
        return byTime.first().name();
    }

    void write(PackedWriter out) {
        out.writeLong(timers.size());
        timers.forEach((name, timer) -> {
            out.writeLong(name.account());
            out.writeText(name.timer());
            out.writeLong(timer.until());
            out.writeLong(timer.asked());
        });
    }

    void read(PackedReader in) {
        for (int left = in.readInt(); left > 0; left--) {
            put(new Name(in.readLong(), in.readText()), new Timer(in.readLong(), in.readLong()));
        }
    }
}
