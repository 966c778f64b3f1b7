package exchange.accounts;

import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

import java.util.Comparator;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongFunction;

/** The timers of a ledger's accounts, the next one first. */
final class CancelTimers {
    private final TreeMap<Name, Long> untilByName = new TreeMap<>(Name.ORDER);
    private final TreeSet<Due> byTime = new TreeSet<>(
            Comparator.comparingLong(Due::until).thenComparing(Due::name, Name.ORDER));

    /** One account's timer. */
    record Name(long account, String timer) {
        private static final Comparator<Name> ORDER =
                Comparator.comparingLong(Name::account).thenComparing(Name::timer);
    }

    private record Due(long until, Name name) {}

    /** When the timer ends, 0 when it is not set. */
    long until(long account, String timer) {
        return untilByName.getOrDefault(new Name(account, timer), 0L);
    }

    /** How many the account has. */
    int count(long account) {
        return untilByName
                .subMap(new Name(account, ""), new Name(account + 1, ""))
                .size();
    }

    void apply(TimerFact fact, LongFunction<Owner> owners) {
        switch (fact) {
            case TimerFact.CancelTimerSet set -> {
                end(new Name(set.account(), set.timer()));
                if (set.until() != 0) {
                    begin(new Name(set.account(), set.timer()), set.until());
                }
            }
            case TimerFact.CancelTimerReached reached -> {
                owners.apply(reached.account()).count(reached.accountSequence());
                end(new Name(reached.account(), reached.timer()));
            }
        }
    }

    private void begin(Name name, long until) {
        untilByName.put(name, until);
        byTime.add(new Due(until, name));
    }

    private void end(Name name) {
        Long until = untilByName.remove(name);
        if (until != null) {
            byTime.remove(new Due(until, name));
        }
    }

    /** When the next one ends, Long.MAX_VALUE when there is none. */
    long next() {
        return byTime.isEmpty() ? Long.MAX_VALUE : byTime.first().until();
    }

    /** Whose time comes first; only while there is a {@link #next}. */
    Name first() {
        return byTime.first().name();
    }

    void write(PackedWriter out) {
        out.writeLong(untilByName.size());
        untilByName.forEach((name, until) -> {
            out.writeLong(name.account());
            out.writeText(name.timer());
            out.writeLong(until);
        });
    }

    void read(PackedReader in) {
        for (int left = in.readInt(); left > 0; left--) {
            begin(new Name(in.readLong(), in.readText()), in.readLong());
        }
    }
}
