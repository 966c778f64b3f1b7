package exchange.sequencer;

import exchange.ops.DatabaseState.Mode;
import exchange.ops.EntityMeters;
import exchange.ops.Metrics;
import exchange.sequencer.ChildLogic.Step;
import exchange.sequencer.ChildMessage.Decide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A front and its children run by hand: nothing replays, commits or begins again before the test
 * says so. Two of them on one journal are a writer that was taken for dead and its successor.
 */
final class FrontByHand implements FrontHost<Toy.Command> {
    private record Ask(Toy.Command command) implements FrontMessage.FromClients {}

    /** What was answered, in order. */
    final List<Object> answers = new ArrayList<>();

    /** What the journal's database takes. */
    Mode database = Mode.WORKS;
    /** How long the next child has to wait. */
    Duration respawnAfter;
    /** How much later it is than the machine says. */
    long laterMillis;

    private final EntityKind<Toy.Command> kind = new EntityKind<>(
            "Toy",
            name -> new Toy("b"),
            "",
            "",
            Limits.DEFAULT,
            this::now,
            this::now,
            "node",
            "test",
            () -> database);
    private final List<BatchEvent> journal;
    private final FrontLogic<Toy.Command> front =
            new FrontLogic<>(kind, "a", new Role(), (peer, message) -> {}, this);
    private ChildLogic<Toy.Command> child;
    private EntityState<Toy.Command> state;
    private Decide<Toy.Command> batch;
    private int incarnation;

    /** Begins, and has not replayed yet. */
    FrontByHand(List<BatchEvent> journal) {
        this.journal = journal;
        front.begin();
    }

    void ask(Toy.Command command) {
        front.onClients(new Ask(command));
    }

    /** The child replays what the journal has by now, and commits its Started. */
    void replay() {
        state = new EntityState<>(new Toy("b"));
        journal.forEach(state::apply);
        BatchEvent started = child.started(state);
        journal.add(started);
        front.onChild(child.ready(state, started));
    }

    /** The child decides and commits what it was given, or ends because its row is taken. */
    void commit() {
        switch (child.decide(state, batch)) {
            case Step.Over over -> front.onChild(over.failed());
            case Step.Quiet quiet -> front.onChild(child.quiet(state, quiet));
            case Step.Commit commit -> {
                if (commit.event().sequence() == journal.size() + 1) {
                    journal.add(commit.event());
                    front.onChild(child.committed(state, commit));
                } else {
                    fail();
                }
            }
        }
    }

    /** The child ends by a failed commit, and the next one begins. */
    void fail() {
        end();
        beginAnew();
    }

    /** The child ends by a failed commit. */
    void end() {
        front.onChild(new ChildMessage.Ended(incarnation));
    }

    /** The wait for the next child is over. */
    void beginAnew() {
        front.onTimer(Timer.RESPAWN);
    }

    void heartbeat() {
        front.onTimer(Timer.HEARTBEAT);
    }

    int incarnation() {
        return incarnation;
    }

    private long now() {
        return System.currentTimeMillis() + laterMillis;
    }

    @Override
    public void beginChild(int number) {
        incarnation = number;
        child = new ChildLogic<>(kind, number);
    }

    @Override
    public void tellChild(Decide<Toy.Command> decide) {
        batch = decide;
    }

    @Override
    public void endChild() {}

    @Override
    public void startTimer(Timer timer, Duration after) {
        if (timer == Timer.RESPAWN) {
            respawnAfter = after;
        }
    }

    @Override
    public void cancelTimer(Timer timer) {}

    @Override
    public void committed(BatchEvent event) {}

    @Override
    public void sayLast(long now) {}

    @Override
    public EntityMeters meters() {
        return new Metrics().entity("Toy", "a");
    }

    @Override
    public void warn(String what, Throwable cause) {}

    @Override
    public void halted(String why, Throwable cause) {
        throw new AssertionError(why, cause);
    }

    @Override
    public void stop() {}

    private final class Role implements FrontRole<Toy.Command> {
        @Override
        public void received(FrontMessage.FromClients message, Asking<Toy.Command> asking) {
            asking.ask(((Ask) message).command(), "");
        }

        @Override
        public void answered(Object ticket, Toy.Command command, Object answer) {
            answers.add(answer);
        }

        @Override
        public void failed(Object ticket, Toy.Command command, Failure failure) {
            answers.add(failure);
        }

        @Override
        public void itemsArrived(int peer, String name, Run run, long firstNew) {}

        @Override
        public boolean writes(Toy.Command command) {
            return !(command instanceof Toy.Get);
        }

        @Override
        public boolean waitsForPeers(Toy.Command command) {
            return false;
        }

        @Override
        public void moved() {}

        @Override
        public void flush() {}
    }
}
