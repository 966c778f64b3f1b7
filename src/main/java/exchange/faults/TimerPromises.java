package exchange.faults;

import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.accounts.TimerFact;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What clients were told of their timers, held against the journals: a timer is set only as
 * somebody asked, never back to what was asked before, it cancels once for each asking and not
 * before its time, and in the end none that is due has been left.
 */
final class TimerPromises {
    private static final long AGAIN_MILLIS = 1_000;
    private static final long LATE_MILLIS = 5_000;

    private record Name(long account, String timer) {}

    private record Asking(Name name, long asked) {}

    private final World world;
    private final Map<Asking, Long> wishes = new HashMap<>();
    private final Map<Name, TimerFact.CancelTimerSet> set = new HashMap<>();
    private final Set<Asking> reached = new HashSet<>();

    TimerPromises(World world) {
        this.world = world;
    }

    private void require(boolean holds, Supplier<String> what) {
        if (!holds) {
            world.violated(what.get());
        }
    }

    void asks(LedgerCommand.SetCancelTimer wish) {
        wishes.put(new Asking(new Name(wish.account(), wish.timer()), wish.asked()), wish.until());
    }

    /** @param time of the ledger's batch */
    void happened(TimerFact fact, long time) {
        switch (fact) {
            case TimerFact.CancelTimerSet now -> set(now, time);
            case TimerFact.CancelTimerReached now -> reach(now, time);
        }
    }

    private void set(TimerFact.CancelTimerSet now, long time) {
        Name name = new Name(now.account(), now.timer());
        TimerFact.CancelTimerSet before = set.put(name, now);
        Long wish = wishes.get(new Asking(name, now.asked()));
        require(wish != null, () -> "a timer that nobody asked for: " + now);
        boolean isPutOff = before != null
                && before.asked() == now.asked()
                && before.until() != 0
                && now.until() == time + AGAIN_MILLIS;
        require(
                isPutOff || wish != null && wish == now.until(),
                () -> "a timer is set to " + now + ", asked for was " + wish);
        require(
                isPutOff || before == null || now.asked() > before.asked(),
                () -> "a timer goes back from " + before + " to " + now);
        require(
                !reached.contains(new Asking(name, now.asked())),
                () -> "a timer that is over is set again by the same asking: " + now);
    }

    private void reach(TimerFact.CancelTimerReached now, long time) {
        Name name = new Name(now.account(), now.timer());
        TimerFact.CancelTimerSet last = set.get(name);
        require(
                last != null && last.until() != 0 && last.until() <= time,
                () -> "a timer cancels at " + time + ", it was set to " + last);
        if (last != null) {
            require(
                    reached.add(new Asking(name, last.asked())),
                    () -> "a timer cancels again: " + last);
            set.put(
                    name,
                    new TimerFact.CancelTimerSet(now.account(), now.timer(), 0, last.asked()));
        }
        world.tally.count(Effect.CANCEL_TIMER_REACHED);
    }

    void answered(LedgerCommand.SetCancelTimer wish, LedgerReply reply) {
        TimerFact.CancelTimerSet last = set.get(new Name(wish.account(), wish.timer()));
        require(
                !(reply instanceof LedgerReply.Done)
                        || last != null && last.asked() >= wish.asked(),
                () -> "said to be set: " + wish + ", the journal has " + last);
    }

    /** When nothing is on its way any more. */
    void atTheEnd() {
        for (TimerFact.CancelTimerSet each : set.values()) {
            require(
                    each.until() == 0 || each.until() > world.agenda.now() - LATE_MILLIS,
                    () -> "a timer is due and cancels nothing: " + each);
        }
    }
}
