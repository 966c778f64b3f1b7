package exchange.faults;

import exchange.accounts.LedgerCommand;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Timers that cancel all orders of an account: clients set them, renew them, end them, and the
 * network brings copies of what was asked before.
 */
final class TimerDeeds {
    private static final long PATIENCE_MILLIS = 3_000;
    private static final int RECENT = 8;

    private final World world;
    private final Supplier<Connection> others;
    private final List<LedgerCommand.SetCancelTimer> asked = new ArrayList<>();
    private long lastAsked;

    /** @param others any of the connections that there are */
    TimerDeeds(World world, Supplier<Connection> others) {
        this.world = world;
        this.others = others;
    }

    void act(Connection connection, long account) {
        if (!asked.isEmpty() && world.happens(35)) {
            repeat();
            return;
        }
        boolean ends = world.happens(15);
        world.tally.count(ends ? Deed.CANCEL_TIMER_ENDED : Deed.CANCEL_TIMER);
        long now = world.agenda.now();
        lastAsked = Math.max(lastAsked + 1, now);
        String timer = world.happens(60) ? "client" : "connection/" + world.below(3);
        long until = ends ? 0 : now + world.between(0, 2_000);
        LedgerCommand.SetCancelTimer set =
                new LedgerCommand.SetCancelTimer(account, timer, until, lastAsked);
        asked.add(set);
        send(connection, set);
    }

    /** The same again, perhaps long after it has come true, perhaps on another way. */
    private void repeat() {
        world.tally.count(Deed.CANCEL_TIMER_REPEATED);
        LedgerCommand.SetCancelTimer set =
                asked.get(asked.size() - 1 - world.below(Math.min(asked.size(), RECENT)));
        world.agenda.after(world.between(0, 3_000), () -> {
            Connection connection = others.get();
            send(connection, set);
            connection.flush();
        });
    }

    private void send(Connection connection, LedgerCommand.SetCancelTimer set) {
        connection.ask(set.account(), set, world.agenda.now() + PATIENCE_MILLIS, reply -> {});
    }
}
