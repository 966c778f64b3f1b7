package exchange.faults;

import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.accounts.OrderView;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Clients with a will of their own, on two connections: they place, cancel, amend, repeat
 * themselves, ask what became of what is in doubt, and hang up.
 */
final class Clients {
    private static final long PATIENCE_MILLIS = 3_000;
    private static final long FUNDS = 4_000_000_000_000L;

    private final World world;
    private final Cluster cluster;
    private final RandomOrders orders;
    private final List<Connection> connections = new ArrayList<>();
    private final List<LedgerCommand.Place> places = new ArrayList<>();
    private final OrderChanges changes;
    private final TransferDeeds transfers;
    private final FeeDeeds fees;
    private final FundsDeeds funds;
    private final TimerDeeds timers;
    private int connectionsMade;
    private int deposits;

    Clients(World world, Cluster cluster) {
        this.world = world;
        this.cluster = cluster;
        this.orders = new RandomOrders(world);
        this.changes = new OrderChanges(world, orders);
        this.transfers =
                new TransferDeeds(world, () -> connections.get(world.below(connections.size())));
        this.fees = new FeeDeeds(world);
        this.funds = new FundsDeeds(world, () -> connections.get(world.below(connections.size())));
        this.timers = new TimerDeeds(world, () -> connections.get(world.below(connections.size())));
        connections.add(connect());
        connections.add(connect());
    }

    private Connection connect() {
        return new Connection(world, cluster, "client " + ++connectionsMade);
    }

    /** Makes the assets and markets known to the ledgers and gives everybody money. */
    void begin() {
        Connection admin = connections.get(0);
        for (int partition = 0; partition < Cluster.PARTITIONS; partition++) {
            for (var asset : Markets.ASSETS) {
                ask(admin, partition, new LedgerCommand.DefineAsset(asset));
            }
            boolean meetsFirst = world.happens(50);
            if (meetsFirst) {
                ask(admin, partition, new LedgerCommand.MeetLedgers());
            }
            for (var rules : Markets.RULES) {
                ask(admin, partition, new LedgerCommand.DefineMarket(rules));
            }
            ask(admin, partition, new LedgerCommand.MeetLedgers());
        }
        for (long account : Markets.ACCOUNTS) {
            for (var asset : Markets.ASSETS) {
                long share = asset.name().equals("USD") ? FUNDS : FUNDS / 40_000;
                deposit(admin, account, asset.name(), share, "d" + ++deposits);
            }
        }
        admin.flush();
    }

    private void ask(Connection connection, int partition, LedgerCommand command) {
        connection.ask(partition, command, world.agenda.now() + PATIENCE_MILLIS, reply -> {});
    }

    private void ask(Connection connection, long account, LedgerCommand command) {
        connection.ask(account, command, world.agenda.now() + PATIENCE_MILLIS, reply -> {});
    }

    int waiting() {
        return connections.stream().mapToInt(Connection::waiting).sum();
    }

    /** Does one thing. */
    void act() {
        int index = world.below(connections.size());
        Connection connection = connections.get(index);
        long account = Markets.ACCOUNTS.get(world.below(Markets.ACCOUNTS.size()));
        int what = world.below(100);
        if (what < 37) {
            place(connection, orders.place(account));
        } else if (what < 42) {
            transfers.act(connection);
        } else if (what < 43) {
            fees.act(connection, account);
        } else if (what < 48) {
            changes.list(connection, account);
        } else if (what < 53) {
            batch(connection, account);
        } else if (what < 65) {
            cancel(connection);
        } else if (what < 70) {
            changes.amend(connection);
        } else if (what < 76) {
            changes.replace(connection);
        } else if (what < 78) {
            changes.massCancel(connection, account);
        } else if (what < 84) {
            repeat(connection);
        } else if (what < 86) {
            timers.act(connection, account);
        } else if (what < 91) {
            query(connection, account);
        } else if (what < 94) {
            funds.act(connection, account);
        } else if (what < 97) {
            depositAgain(connection, account);
        } else if (what < 98) {
            prevention(connection, account);
        } else {
            hangUp(index);
        }
        connection.flush();
    }

    private void place(Connection connection, LedgerCommand.Place place) {
        Deed.count(place, world.tally);
        places.add(place);
        send(connection, place);
    }

    private void send(Connection connection, LedgerCommand.Place place) {
        connection.ask(place.account(), place, place.notAfter(), reply -> {
            changes.heard(reply);
            if (reply instanceof LedgerReply.Unknown) {
                question(place, 3);
            }
        });
    }

    /** Whoever is in doubt asks, with the time from which on the answer is final. */
    private void question(LedgerCommand.Place place, int times) {
        world.agenda.after(world.between(1, 300), () -> {
            Connection connection = connections.get(world.below(connections.size()));
            world.tally.count(Deed.QUESTION_AFTER_UNKNOWN);
            connection.ask(
                    place.account(),
                    new LedgerCommand.GetOrderByClientId(
                            place.account(), place.clientOrderId(), place.notAfter()),
                    world.agenda.now() + PATIENCE_MILLIS,
                    reply -> {
                        boolean over = reply instanceof LedgerReply.OrderResult
                                || reply instanceof LedgerReply.NotFound none && none.finalAnswer();
                        if (!over && times > 0) {
                            question(place, times - 1);
                        }
                    });
            connection.flush();
        });
    }

    private void batch(Connection connection, long account) {
        world.tally.count(Deed.BATCH);
        for (int left = world.below(5) + 3; left > 0; left--) {
            place(connection, orders.place(account));
        }
    }

    private void cancel(Connection connection) {
        Optional<OrderView> order = changes.recent();
        if (world.happens(60) && order.isPresent()) {
            world.tally.count(Deed.CANCEL);
            cancel(
                    connection,
                    new LedgerCommand.Cancel(
                            order.get().account(), order.get().orderId(), "", false));
        } else if (!places.isEmpty()) {
            LedgerCommand.Place place = places.get(recent(places.size()));
            boolean guard = world.happens(50);
            world.tally.count(guard ? Deed.CANCEL_WITH_GUARD : Deed.CANCEL);
            cancel(
                    connection,
                    new LedgerCommand.Cancel(place.account(), 0, place.clientOrderId(), guard));
        }
    }

    private void cancel(Connection connection, LedgerCommand.Cancel cancel) {
        connection.ask(cancel.account(), cancel, world.agenda.now() + PATIENCE_MILLIS, reply -> {
            if (reply instanceof LedgerReply.Refused refused
                    && refused.reason() == RejectReason.UNKNOWN_ORDER
                    && cluster.checks.promises().isFilledOrEnded(cancel.orderId())) {
                world.tally.count(CrashPoint.CANCEL_RACES_FILL);
            }
        });
    }

    /** One of the last few. */
    private int recent(int size) {
        return size - 1 - world.below(Math.min(size, 12));
    }

    private void repeat(Connection connection) {
        if (places.isEmpty()) {
            return;
        }
        LedgerCommand.Place place = places.get(recent(places.size()));
        if (world.happens(60)) {
            world.tally.count(Deed.REPEAT);
            world.tally.count(CrashPoint.SAME_CLIENT_ORDER_ID);
            send(connection, place);
            return;
        }
        long lots = place.quantityLots() + 1;
        long notAfter = world.agenda.now() + PATIENCE_MILLIS;
        if (place.quantityLots() > 0 && world.happens(50)) {
            world.tally.count(Deed.REPEAT_OTHERWISE);
            world.tally.count(CrashPoint.OTHER_CONTENT);
            send(connection, orders.again(place, lots, notAfter, false));
        } else {
            world.tally.count(Deed.REUSE_OF_CLOSED);
            send(connection, orders.again(place, place.quantityLots(), notAfter, true));
        }
    }

    private void query(Connection connection, long account) {
        world.tally.count(Deed.QUERY);
        switch (world.below(3)) {
            case 0 -> ask(connection, account, new LedgerCommand.GetBalances(account));
            case 1 -> ask(connection, account, new LedgerCommand.GetOpenOrders(account, ""));
            default ->
                changes.recent()
                        .ifPresent(order -> ask(
                                connection,
                                order.account(),
                                new LedgerCommand.GetOrder(order.account(), order.orderId())));
        }
    }

    private void depositAgain(Connection connection, long account) {
        boolean again = world.happens(40);
        world.tally.count(again ? Deed.DEPOSIT_REPEATED : Deed.DEPOSIT);
        deposit(connection, account, "USD", 1_000_000, again ? "d1" : "d" + ++deposits);
    }

    private void deposit(
            Connection connection, long account, String asset, long amount, String reference) {
        ask(
                connection,
                account,
                new LedgerCommand.Deposit(account, asset, amount, reference, "simulated"));
    }

    private void prevention(Connection connection, long account) {
        world.tally.count(Deed.SELF_TRADE_PREVENTION);
        SelfTradePrevention[] all = SelfTradePrevention.values();
        ask(
                connection,
                account,
                new LedgerCommand.SetSelfTradePrevention(account, all[world.below(all.length)]));
    }

    private void hangUp(int index) {
        world.blow(Fault.CLIENT_DISCONNECTED, "clients", "one hangs up and comes back");
        connections.get(index).close();
        connections.set(index, connect());
    }
}
