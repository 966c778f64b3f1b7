package exchange.drill;

import java.util.List;
import java.util.Optional;

/** All drills there are, in the order of their table. */
public final class Drills {
    private static final List<Drill> ALL = List.of(new KillNode());

    private Drills() {}

    public static List<Drill> all() {
        return ALL;
    }

    public static Optional<Drill> named(String name) {
        return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
