package exchange.faults;

import exchange.sequencer.BatchEvent;
import exchange.sequencer.EntitySnapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The journal of all entities, with a primary key of entity and row number. A write may fail, may
 * be done without anybody hearing of it, and may be done long after its writer was told that it
 * failed, unless another writer took its row by then.
 */
final class FaultyJournal {
    private final World world;
    private final BiConsumer<String, BatchEvent> committed;
    private final Map<String, List<BatchEvent>> rows = new HashMap<>();
    private final Map<String, EntitySnapshot> snapshots = new HashMap<>();
    private final Map<String, Object> lastWriters = new HashMap<>();
    private long outUntil;

    /** One write, and how far it is. */
    static final class Write {
        private final Object writer;
        private boolean done;

        Write(Object writer) {
            this.writer = writer;
        }

        boolean isDone() {
            return done;
        }
    }

    private enum Fate {
        DONE,
        FAILED,
        DONE_UNHEARD,
        DONE_LATE,
        NOT_DONE_UNHEARD
    }

    /** @param committed hears of every row, in the order of their commits */
    FaultyJournal(World world, BiConsumer<String, BatchEvent> committed) {
        this.world = world;
        this.committed = committed;
    }

    List<BatchEvent> rows(String id) {
        return rows.computeIfAbsent(id, key -> new ArrayList<>());
    }

    Optional<EntitySnapshot> snapshot(String id) {
        return Optional.ofNullable(snapshots.get(id));
    }

    void store(String id, EntitySnapshot snapshot) {
        snapshots.put(id, snapshot);
    }

    void goOut(long millis) {
        outUntil = world.agenda.now() + millis;
        world.tally.count(CrashPoint.JOURNAL_OUTAGE);
        world.blow(Fault.JOURNAL_OUTAGE, "journal", "takes nothing for " + millis + " ms");
    }

    boolean isOut() {
        return world.isFaulty() && world.agenda.now() < outUntil;
    }

    /**
     * Writes a row.
     *
     * @param writer the incarnation that writes
     * @param told whether the writer hears that it is done
     */
    Write write(String id, long row, BatchEvent event, Object writer, Consumer<Boolean> told) {
        Write write = new Write(writer);
        Fate fate = fate();
        long slow = world.fails(15) ? world.between(50, 1_500) : 0;
        if (slow > 0) {
            world.tally.count(Fault.COMMIT_SLOW);
        }
        long commitAfter = slow + world.between(1, 3);
        switch (fate) {
            case DONE ->
                world.agenda.after(commitAfter, () -> {
                    boolean done = commit(id, row, event, write);
                    world.agenda.after(world.between(0, 1), () -> told.accept(done));
                });
            case FAILED -> {
                world.blow(Fault.COMMIT_FAILED, id, "row " + row + " is refused");
                world.agenda.after(commitAfter, () -> told.accept(false));
            }
            case DONE_UNHEARD -> {
                unknown(Fault.COMMIT_UNKNOWN_DONE, id, row, "done, but unheard");
                world.agenda.after(commitAfter, () -> commit(id, row, event, write));
                world.agenda.after(commitAfter + world.between(1, 50), () -> told.accept(false));
            }
            case DONE_LATE -> {
                unknown(Fault.COMMIT_UNKNOWN_LATE, id, row, "done after its writer gave up");
                long gaveUp = world.between(1, 20);
                world.agenda.after(gaveUp, () -> told.accept(false));
                world.agenda.after(
                        gaveUp + world.between(1, 400), () -> commit(id, row, event, write));
            }
            case NOT_DONE_UNHEARD -> {
                unknown(Fault.COMMIT_UNKNOWN_NOT_DONE, id, row, "lost, and unheard");
                world.agenda.after(world.between(20, 200), () -> told.accept(false));
            }
        }
        return write;
    }

    private Fate fate() {
        if (isOut()) {
            return Fate.FAILED;
        }
        if (!world.fails(25)) {
            return Fate.DONE;
        }
        return Fate.values()[1 + world.below(Fate.values().length - 1)];
    }

    private void unknown(Fault fault, String id, long row, String what) {
        world.tally.count(CrashPoint.COMMIT_UNKNOWN);
        world.blow(fault, id, "row " + row + " will be " + what);
    }

    private boolean commit(String id, long row, BatchEvent event, Write write) {
        List<BatchEvent> stored = rows(id);
        if (row != stored.size() + 1) {
            world.blow(
                    Fault.PRIMARY_KEY_CONFLICT, id, "row " + row + " is taken by another writer");
            return false;
        }
        stored.add(event);
        write.done = true;
        if (lastWriters.put(id, write.writer) != write.writer
                && !event.content().isStarted()) {
            world.violated(id + " has row " + row + " of an incarnation that never said Started");
        }
        committed.accept(id, event);
        return true;
    }

    /** The journal's disk loses the newest rows of one entity, although they were committed. */
    void lose(String id, int count) {
        List<BatchEvent> stored = rows(id);
        stored.subList(stored.size() - count, stored.size()).clear();
        EntitySnapshot snapshot = snapshots.get(id);
        if (snapshot != null && snapshot.sequence() > stored.size()) {
            snapshots.remove(id);
        }
        world.blow(Fault.JOURNAL_ROWS_LOST, id, count + " committed rows are lost");
    }
}
