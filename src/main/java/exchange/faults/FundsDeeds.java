package exchange.faults;

import exchange.accounts.AssetAmount;
import exchange.accounts.FundsRequestView;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.accounts.MoneyCommand;
import exchange.market.FundsRequestIds;
import exchange.market.FundsRequestKind;
import exchange.market.FundsRequestStatus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * People who move money by decision: they ask for withdrawals and adjustments, decide them, take
 * them back, say all of it twice or otherwise, freeze accounts for a while and start anew.
 */
final class FundsDeeds {
    private static final long PATIENCE_MILLIS = 3_000;
    private static final int RESETS_PER_DAY = 1;
    private static final int TRIES = 3;
    private static final long SMALL = 400_000_000_000L;
    private static final long TOO_MUCH = 1L << 55;
    private static final List<String> ADMINS = List.of("ann", "bob");

    private final World world;
    private final Supplier<Connection> anyConnection;
    private final List<MoneyCommand.RequestFunds> wished = new ArrayList<>();
    private int resets;

    /** @param anyConnection one that is open now */
    FundsDeeds(World world, Supplier<Connection> anyConnection) {
        this.world = world;
        this.anyConnection = anyConnection;
    }

    void act(Connection connection, long account) {
        int what = world.below(20);
        if (what < 11 || wished.isEmpty()) {
            request(connection, account);
        } else if (what < 14) {
            repeat(connection);
        } else if (what < 16) {
            freeze(connection, account);
        } else {
            reset(connection, account);
        }
    }

    // requests

    private void request(Connection connection, long account) {
        boolean isWithdrawal = world.happens(60);
        world.tally.count(isWithdrawal ? Deed.WITHDRAWAL : Deed.ADJUSTMENT);
        long amount = world.happens(5) ? TOO_MUCH : world.between(1, SMALL);
        MoneyCommand.RequestFunds wish = new MoneyCommand.RequestFunds(
                isWithdrawal ? FundsRequestKind.WITHDRAWAL : FundsRequestKind.ADJUSTMENT,
                account,
                "USD",
                !isWithdrawal && world.happens(50) ? -amount : amount,
                "r" + (wished.size() + 1),
                "why or where",
                isWithdrawal ? "owner" : admin());
        wished.add(wish);
        send(connection, wish, TRIES);
    }

    private void repeat(Connection connection) {
        int recent = Math.min(wished.size(), 4);
        MoneyCommand.RequestFunds wish = wished.get(wished.size() - 1 - world.below(recent));
        boolean otherwise = world.happens(30);
        world.tally.count(otherwise ? Deed.FUNDS_OTHERWISE : Deed.FUNDS_REPEATED);
        send(connection, otherwise ? with(wish, wish.amount() + 1) : wish, 0);
    }

    private static MoneyCommand.RequestFunds with(MoneyCommand.RequestFunds wish, long amount) {
        return new MoneyCommand.RequestFunds(
                wish.requestKind(),
                wish.account(),
                wish.asset(),
                amount,
                wish.reference(),
                wish.details(),
                wish.by());
    }

    /** Who is in doubt asks the same again; who knows the request has it decided. */
    private void send(Connection connection, MoneyCommand.RequestFunds wish, int tries) {
        connection.ask(wish.account(), wish, deadline(), reply -> {
            if (reply instanceof LedgerReply.FundsRequestResult result) {
                later(other -> decide(other, result.request()));
            } else if (reply instanceof LedgerReply.Unknown && tries > 0) {
                world.tally.count(Deed.FUNDS_REPEATED);
                later(other -> send(other, wish, tries - 1));
            }
        });
    }

    private void decide(Connection connection, FundsRequestView request) {
        int what = world.below(100);
        if (what < 50) {
            world.tally.count(Deed.APPROVAL);
            decide(connection, request, FundsRequestStatus.APPROVED);
        } else if (what < 70) {
            world.tally.count(Deed.REFUSAL);
            decide(connection, request, FundsRequestStatus.REFUSED);
        } else if (what < 90) {
            world.tally.count(Deed.TAKEN_BACK);
            takeBack(connection, request);
        }
    }

    private void decide(
            Connection connection, FundsRequestView request, FundsRequestStatus status) {
        long id = request.terms().requestId();
        MoneyCommand decision = new MoneyCommand.DecideFunds(
                request.terms().kind(), id, status, "because", admin(), 0);
        connection.ask(FundsRequestIds.partition(id), decision, deadline(), reply -> {
            if (reply instanceof LedgerReply.Unknown || world.happens(20)) {
                world.tally.count(Deed.DECIDED_AGAIN);
                later(other -> decide(other, request));
            }
        });
    }

    private void takeBack(Connection connection, FundsRequestView request) {
        long id = request.terms().requestId();
        boolean isWithdrawal = request.terms().kind() == FundsRequestKind.WITHDRAWAL;
        MoneyCommand back = new MoneyCommand.CancelFunds(
                request.terms().kind(),
                id,
                isWithdrawal ? request.account() : 0,
                request.requestedBy());
        connection.ask(FundsRequestIds.partition(id), back, deadline(), reply -> {});
    }

    // freezes

    private void freeze(Connection connection, long account) {
        world.tally.count(Deed.FREEZE);
        connection.ask(
                account,
                new MoneyCommand.SetFreeze(account, true, "drill", admin()),
                deadline(),
                reply -> {});
        after(world.between(100, 600), other -> thaw(other, account, TRIES));
    }

    private void thaw(Connection connection, long account, int tries) {
        connection.ask(
                account,
                new MoneyCommand.SetFreeze(account, false, "drill over", admin()),
                deadline(),
                reply -> {
                    if (reply instanceof LedgerReply.Unknown && tries > 0) {
                        later(other -> thaw(other, account, tries - 1));
                    }
                });
    }

    // resets

    /** As an edge does it: what is open is canceled, then the ledger is asked. */
    private void reset(Connection connection, long account) {
        world.tally.count(Deed.RESET);
        if (world.happens(80)) {
            for (String symbol : List.of(Markets.BTC, Markets.ETH)) {
                ask(connection, account, new LedgerCommand.MassCancel(account, symbol, true, true));
            }
        }
        MoneyCommand reset = resetNamed(account, "s" + ++resets);
        MoneyCommand next = resetNamed(account, "s" + (world.happens(50) ? resets : ++resets));
        after(world.between(20, 200), other -> {
            ask(other, account, reset);
            if (world.happens(50)) {
                ask(other, account, next);
            }
        });
    }

    private static MoneyCommand resetNamed(long account, String reference) {
        List<AssetAmount> start =
                List.of(new AssetAmount("USD", SMALL * 10), new AssetAmount("BTC", SMALL / 4_000));
        return new MoneyCommand.ResetAccount(account, start, reference, RESETS_PER_DAY, "owner");
    }

    private void ask(Connection connection, long account, LedgerCommand command) {
        connection.ask(account, command, deadline(), reply -> {});
    }

    private void later(Consumer<Connection> deed) {
        after(world.between(1, 300), deed);
    }

    private void after(long millis, Consumer<Connection> deed) {
        world.agenda.after(millis, () -> {
            Connection connection = anyConnection.get();
            deed.accept(connection);
            connection.flush();
        });
    }

    private String admin() {
        return ADMINS.get(world.below(ADMINS.size()));
    }

    private long deadline() {
        return world.agenda.now() + PATIENCE_MILLIS;
    }
}
