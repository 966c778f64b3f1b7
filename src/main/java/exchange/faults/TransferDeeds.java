package exchange.faults;

import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Clients that send each other money, repeat themselves and ask what became of it. */
final class TransferDeeds {
    private static final long PATIENCE_MILLIS = 3_000;
    private static final long SMALL = 1_000_000;
    private static final long TOO_MUCH = 1L << 55;

    private final World world;
    private final Supplier<Connection> anyConnection;
    private final List<LedgerCommand.Transfer> wished = new ArrayList<>();

    /** @param anyConnection one that is open now */
    TransferDeeds(World world, Supplier<Connection> anyConnection) {
        this.world = world;
        this.anyConnection = anyConnection;
    }

    void act(Connection connection) {
        if (wished.isEmpty() || world.happens(65)) {
            world.tally.count(Deed.TRANSFER);
            LedgerCommand.Transfer wish = next();
            wished.add(wish);
            send(connection, wish);
        } else {
            repeat(connection);
        }
    }

    /** Some have so little time that they come too late. */
    private LedgerCommand.Transfer next() {
        int sender = world.below(Markets.ACCOUNTS.size());
        int away = 1 + world.below(Markets.ACCOUNTS.size() - 1);
        int receiver = (sender + away) % Markets.ACCOUNTS.size();
        long patience = world.happens(25) ? world.between(1, 40) : PATIENCE_MILLIS;
        return new LedgerCommand.Transfer(
                Markets.ACCOUNTS.get(sender),
                Markets.ACCOUNTS.get(receiver),
                Markets.ASSETS.get(world.below(Markets.ASSETS.size())).name(),
                world.happens(5) ? TOO_MUCH : world.between(1, SMALL),
                "t" + (wished.size() + 1),
                "",
                world.agenda.now() + patience,
                "simulated");
    }

    private void repeat(Connection connection) {
        int recent = Math.min(wished.size(), 6);
        LedgerCommand.Transfer wish = wished.get(wished.size() - 1 - world.below(recent));
        boolean otherwise = world.happens(25);
        world.tally.count(otherwise ? Deed.TRANSFER_OTHERWISE : Deed.TRANSFER_REPEATED);
        send(
                connection,
                new LedgerCommand.Transfer(
                        wish.account(),
                        wish.to(),
                        wish.asset(),
                        wish.amount() + (otherwise ? 1 : 0),
                        wish.reference(),
                        wish.note(),
                        wish.notAfter(),
                        wish.by()));
    }

    private void send(Connection connection, LedgerCommand.Transfer wish) {
        connection.ask(wish.account(), wish, wish.notAfter(), reply -> {
            if (reply instanceof LedgerReply.Unknown) {
                question(wish);
            }
        });
    }

    /** Whoever is in doubt asks, with the time from which on the answer is final. */
    private void question(LedgerCommand.Transfer wish) {
        world.agenda.after(world.between(1, 300), () -> {
            Connection connection = anyConnection.get();
            world.tally.count(Deed.TRANSFER_QUESTION);
            connection.ask(
                    wish.account(),
                    new LedgerCommand.GetTransfer(
                            wish.account(), wish.reference(), wish.notAfter()),
                    world.agenda.now() + PATIENCE_MILLIS,
                    reply -> {});
            connection.flush();
        });
    }
}
