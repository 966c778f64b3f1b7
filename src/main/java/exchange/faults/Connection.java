package exchange.faults;

import exchange.accounts.Edge;
import exchange.accounts.EdgeReplies;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerDoors;
import exchange.accounts.LedgerReply;
import exchange.accounts.LocalRequests;
import exchange.market.AccountIds;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One connection of clients: the real doors to the ledgers, over the network that loses. */
final class Connection implements Edge {
    private static final long CHECK_MILLIS = 100;

    private final World world;
    private final Cluster cluster;
    private final String name;
    private final LedgerDoors doors;
    private boolean closed;
    private int waiting;

    Connection(World world, Cluster cluster, String name) {
        this.world = world;
        this.cluster = cluster;
        this.name = name;
        this.doors = new LedgerDoors(Cluster.PARTITIONS, (partition, requests) -> {
            String ledger = Integer.toString(partition);
            LocalRequests message = new LocalRequests(this, requests);
            cluster.network.inOrder(
                    name + " to ledger " + ledger,
                    Fault.REQUEST_LOST,
                    () -> cluster.deliver(ledger, message));
        });
        check();
    }

    private void check() {
        world.agenda.after(CHECK_MILLIS, () -> {
            if (!closed) {
                doors.check(world.agenda.now());
                check();
            }
        });
    }

    /** Asks the partition of the account; goes out with the next flush. */
    void ask(long account, LedgerCommand command, long deadline, Consumer<LedgerReply> then) {
        ask(AccountIds.partition(account, Cluster.PARTITIONS), command, deadline, then);
    }

    void ask(int partition, LedgerCommand command, long deadline, Consumer<LedgerReply> then) {
        Promises.Asked asked = cluster.checks.promises().asks(command);
        CompletableFuture<LedgerReply> answer = new CompletableFuture<>();
        waiting++;
        world.history.note(name, () -> "asks " + partition + " " + command);
        doors.ask(partition, command, deadline, answer, world.agenda.now());
        answer.thenAccept(reply -> {
            waiting--;
            world.history.note(name, () -> "hears " + reply + " to " + Short.of(command));
            if (world.violation().isEmpty()) {
                cluster.checks.promises().answered(asked, reply);
                then.accept(reply);
            }
        });
    }

    void flush() {
        doors.flush();
    }

    int waiting() {
        return waiting;
    }

    void close() {
        closed = true;
        doors.close();
    }

    @Override
    public void tell(EdgeReplies replies) {
        cluster.network.inOrder("to " + name, Fault.REPLY_LOST, () -> {
            if (!closed) {
                doors.onReplies(replies, world.agenda.now());
                doors.flush();
            }
        });
    }
}
