package exchange.faults;

import exchange.sequencer.BatchContent.Progress;
import exchange.sequencer.BatchEvent;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run: a small exchange comes up, clients trade on it while everything fails, then nothing
 * fails any more and all that is on its way must arrive. The same seed makes the same run.
 */
final class Simulation {
    private static final int DEEDS = 70;
    private static final int STEPS_MIN = 500;
    private static final int BLOWS_MIN = 5;
    private static final int KINDS_MIN = 3;
    private static final int STEPS_MAX = 60_000;
    private static final long DRAIN_MILLIS = 90_000;
    private static final long HALT_MILLIS = 60_000;

    private final World world;
    private final Cluster cluster;
    private final Clients clients;
    private final Admins admins;
    private int steps;
    private int deeds;
    private boolean isOver;

    /** What came of a run. */
    record Outcome(
            long seed,
            int steps,
            String hash,
            Optional<String> violation,
            List<String> history,
            Tally tally) {}

    private Simulation(long seed, PlantedBug bug, boolean historyKept) {
        world = new World(seed, bug, historyKept);
        cluster = new Cluster(world);
        clients = new Clients(world, cluster);
        admins = new Admins(world, cluster);
    }

    /** @param historyKept whether the outcome has the lines of the history */
    static Outcome run(long seed, PlantedBug bug, boolean historyKept) {
        Simulation simulation = new Simulation(seed, bug, historyKept);
        try {
            simulation.play();
        } catch (RuntimeException e) {
            simulation.world.violated("it throws " + e + " at " + ownFrame(e));
        }
        World world = simulation.world;
        return new Outcome(
                seed,
                simulation.steps,
                world.history.hash(),
                world.violation(),
                world.history.lines(),
                world.tally);
    }

    private static String ownFrame(RuntimeException e) {
        return Arrays.stream(e.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("exchange."))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("an unknown place");
    }

    private void play() {
        open();
        fail();
        drain();
        if (world.violation().isEmpty() && world.happens(20)) {
            loseRows();
        }
    }

    private boolean step() {
        if (steps++ > STEPS_MAX) {
            world.violated("after " + STEPS_MAX + " steps there is no end: " + rest());
        }
        return world.violation().isEmpty() && world.agenda.step();
    }

    private void open() {
        cluster.begin();
        admins.begin();
        clients.begin();
        while (clients.waiting() > 0 && step()) {
            // Until everybody has money.
        }
        admins.tellLedgers();
    }

    private void fail() {
        world.begin();
        nextDeed();
        nextBlow();
        while (!isOver && step()) {
            isOver = deeds >= DEEDS
                    && steps >= STEPS_MIN
                    && world.tally.blows() >= BLOWS_MIN
                    && world.tally.kindsOfBlows() >= KINDS_MIN;
        }
    }

    private void nextDeed() {
        world.agenda.after(world.between(1, 45), () -> {
            if (!isOver) {
                deeds++;
                if (world.happens(3)) {
                    admins.act();
                } else {
                    clients.act();
                }
                nextDeed();
            }
        });
    }

    private void nextBlow() {
        world.agenda.after(world.between(50, 600), () -> {
            if (!isOver) {
                blow();
                nextBlow();
            }
        });
    }

    private void blow() {
        Instance<?> victim = cluster.any();
        if (victim == null) {
            return;
        }
        switch (world.below(8)) {
            case 0, 1 -> cluster.handOff(victim);
            case 2 -> cluster.pause(victim, world.between(50, 1_200));
            case 3, 4 -> cluster.outlive(victim);
            case 5 -> cluster.crash(victim);
            case 6 -> cluster.crashNode();
            default -> cluster.journal.goOut(world.between(20, 500));
        }
    }

    private void drain() {
        world.heal();
        cluster.heal();
        world.history.note("world", () -> "nothing fails any more");
        long giveUp = world.agenda.now() + DRAIN_MILLIS;
        while (!isQuiet() && world.agenda.now() < giveUp && step()) {
            // Until nothing is on its way.
        }
        if (world.violation().isPresent()) {
            return;
        }
        if (!isQuiet()) {
            world.violated(
                    "after " + DRAIN_MILLIS + " ms without faults there is no end: " + rest());
            return;
        }
        cluster.checks.atTheEnd();
    }

    private String rest() {
        return clients.waiting() + " clients wait, " + cluster.checks.inFlight()
                + " items are on their way or not acknowledged";
    }

    private boolean isQuiet() {
        return clients.waiting() == 0
                && admins.waiting() == 0
                && cluster.checks.inFlight() == 0
                && cluster.followersAreThere();
    }

    /** What a journal can not do without anybody's noticing: forget what a peer knows. */
    private void loseRows() {
        String name = Cluster.ENTITIES.get(world.below(Cluster.ENTITIES.size()));
        List<BatchEvent> rows = cluster.journal.rows(Cluster.idOf(name));
        int kept = rowsBeforeTheLastItemTaken(rows);
        if (kept == 0) {
            return;
        }
        world.tally.count(CrashPoint.ROWS_LOST);
        cluster.expectHalt();
        cluster.checks.end();
        cluster.journal.lose(Cluster.idOf(name), rows.size() - kept);
        cluster.restart(name);
        long giveUp = world.agenda.now() + HALT_MILLIS;
        while (!cluster.sawHalt() && world.agenda.now() < giveUp && step()) {
            // Until somebody notices.
        }
        if (!cluster.sawHalt()) {
            world.violated(name + " lost rows that its peers know of, and nobody has noticed");
        }
    }

    private static int rowsBeforeTheLastItemTaken(List<BatchEvent> rows) {
        Map<Integer, Long> taken = new HashMap<>();
        int before = 0;
        for (int i = 0; i < rows.size(); i++) {
            for (Progress progress : rows.get(i).content().progress()) {
                if (progress.taken() > taken.getOrDefault(progress.peer(), 0L)) {
                    taken.put(progress.peer(), progress.taken());
                    before = i;
                }
            }
        }
        return before;
    }
}
