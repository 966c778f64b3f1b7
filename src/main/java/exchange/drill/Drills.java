package exchange.drill;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All drills there are, in the order of their table. */
public final class Drills {
    private static final Duration BUSY = Duration.ofMinutes(30);

    private Drills() {}

    public static List<Drill> all() {
        return all(BUSY);
    }

    private static List<Drill> all(Duration busy) {
        return List.of(
                new KillNode(),
                new KillOldest(),
                new KillAll(),
                new Rolling(),
                new Zombie(),
                new Partition(),
                new DatabaseCut(),
                new DatabaseRestart(),
                new LostCommit(),
                new Poison(),
                new Clocks(),
                new Stalled(),
                new Races(),
                new Busy(busy));
    }

    /** @param minutes how long those last that last for a time */
    public static Optional<Drill> named(String name, Optional<Integer> minutes) {
        return all(minutes.map(Duration::ofMinutes).orElse(BUSY)).stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
    }
}
