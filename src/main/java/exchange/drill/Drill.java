package exchange.drill;

import java.util.Optional;

/**
 * One way to break a cluster, and what must come of it. Knows nothing of load and checks: these go
 * on around it, and after each cycle nothing acknowledged may be missing and nothing may have
 * happened twice.
 */
public interface Drill {
    /** As it is called on the command line. */
    String name();

    /** What is done, in one line. */
    String how();

    Goal goal();

    /** So many cycles are a full run. */
    int onceCycles();

    /** What it needs to stand on. */
    default Stage stage() {
        return Stage.USUAL;
    }

    /** Why it cannot run on this machine. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /**
     * Breaks something while the load goes on, waits until the clients are served again, and mends
     * what it broke. What must not be, it tells the scene; so it does what happened.
     */
    void cycle(Scene scene, int cycle) throws Exception;
}
