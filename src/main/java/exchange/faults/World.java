package exchange.faults;

import java.util.Optional;
import java.util.SplittableRandom;

/** What all of one run share: its time, its one source of chance, and what is known about it. */
final class World {
    final Agenda agenda = new Agenda();
    final History history;
    final Tally tally = new Tally();
    final PlantedBug bug;
    private final SplittableRandom random;
    private Optional<String> violation = Optional.empty();
    private boolean faulty;
    private long staleUntil;

    World(long seed, PlantedBug bug, boolean historyKept) {
        this.history = new History(agenda, historyKept);
        this.random = new SplittableRandom(seed);
        this.bug = bug;
    }

    void begin() {
        faulty = true;
    }

    void heal() {
        faulty = false;
    }

    boolean isFaulty() {
        return faulty;
    }

    /** Whether something goes wrong that does so many times in a thousand. */
    boolean fails(int perMille) {
        return faulty && random.nextInt(1_000) < perMille;
    }

    /** Whether something happens that does so many times in a hundred, faults or not. */
    boolean happens(int percent) {
        return random.nextInt(100) < percent;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    /** Somebody who is taken for dead may answer questions until then. */
    void staleUntil(long time) {
        staleUntil = Math.max(staleUntil, time);
    }

    long staleUntil() {
        return staleUntil;
    }

    void blow(Fault fault, String who, String what) {
        tally.count(fault);
        history.note(who, () -> "!! " + what);
    }

    /** Something that must never be; the first one counts. */
    void violated(String what) {
        if (violation.isEmpty()) {
            violation = Optional.of(what);
            history.note("CHECK", () -> what);
        }
    }

    Optional<String> violation() {
        return violation;
    }
}
