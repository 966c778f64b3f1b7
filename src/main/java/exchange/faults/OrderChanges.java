package exchange.faults;

import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.accounts.OrderView;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What clients do to orders that they have, and the orders that they place by twos. */
final class OrderChanges {
    private static final long PATIENCE_MILLIS = 3_000;
    private static final int RECENT = 12;

    private final World world;
    private final RandomOrders orders;
    private final List<OrderView> told = new ArrayList<>();
    private final List<LedgerCommand.Replace> replaces = new ArrayList<>();
    private final List<LedgerCommand.PlaceList> lists = new ArrayList<>();

    OrderChanges(World world, RandomOrders orders) {
        this.world = world;
        this.orders = orders;
    }

    /** Takes note of the orders that an answer tells of. */
    void heard(LedgerReply reply) {
        if (reply instanceof LedgerReply.OrderResult result) {
            told.add(result.order());
        } else if (reply instanceof LedgerReply.ListPlaced list) {
            told.add(list.first());
            told.add(list.second());
        } else if (reply instanceof LedgerReply.Replaced replaced) {
            heard(replaced.place());
        }
    }

    /** One of the last few orders. */
    Optional<OrderView> recent() {
        return recent(told);
    }

    private <T> Optional<T> recent(List<T> all) {
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.get(all.size() - 1 - world.below(Math.min(all.size(), RECENT))));
    }

    private void ask(Connection connection, long account, LedgerCommand command) {
        connection.ask(account, command, world.agenda.now() + PATIENCE_MILLIS, this::heard);
    }

    void amend(Connection connection) {
        recent().ifPresent(order -> {
            world.tally.count(Deed.AMEND);
            ask(
                    connection,
                    order.account(),
                    new LedgerCommand.Amend(
                            order.account(),
                            order.orderId(),
                            "",
                            order.symbol(),
                            world.happens(50) ? orders.priceTicks() : 0,
                            world.between(1, 25),
                            world.agenda.now() + PATIENCE_MILLIS));
        });
    }

    void replace(Connection connection) {
        if (world.happens(20) && !replaces.isEmpty()) {
            world.tally.count(Deed.REPLACE_REPEATED);
            recent(replaces).ifPresent(replace -> send(connection, replace));
            return;
        }
        recent().ifPresent(order -> {
            LedgerCommand.Place place = orders.place(order.account());
            boolean alike = world.happens(70);
            if (!alike) {
                world.tally.count(Deed.REPLACE_BY_ANOTHER_KIND);
            }
            boolean mustCancel = world.happens(50);
            world.tally.count(mustCancel ? Deed.REPLACE_OR_NOTHING : Deed.REPLACE_ANYWAY);
            boolean named = world.happens(30) && !order.clientOrderId().isEmpty();
            if (named) {
                world.tally.count(Deed.REPLACE_BY_CLIENT_ORDER_ID);
            }
            LedgerCommand.Replace replace = new LedgerCommand.Replace(
                    orders.instead(place, order.symbol(), alike ? order.side() : place.side()),
                    named ? 0 : order.orderId(),
                    named ? order.clientOrderId() : "",
                    mustCancel);
            replaces.add(replace);
            send(connection, replace);
        });
    }

    private void send(Connection connection, LedgerCommand.Replace replace) {
        LedgerCommand.Place place = replace.place();
        connection.ask(place.account(), replace, place.notAfter(), this::heard);
    }

    void list(Connection connection, long account) {
        if (world.happens(20) && !lists.isEmpty()) {
            world.tally.count(Deed.LIST_REPEATED);
            recent(lists).ifPresent(list -> send(connection, list));
            return;
        }
        world.tally.count(Deed.ONE_CANCELS_OTHER);
        LedgerCommand.PlaceList list = orders.list(account);
        lists.add(list);
        send(connection, list);
    }

    private void send(Connection connection, LedgerCommand.PlaceList list) {
        LedgerCommand.Place above = list.above();
        connection.ask(above.account(), list, above.notAfter(), this::heard);
    }

    void massCancel(Connection connection, long account) {
        boolean bids = world.happens(70);
        boolean asks = !bids || world.happens(60);
        world.tally.count(bids && asks ? Deed.MASS_CANCEL : Deed.MASS_CANCEL_OF_ONE_SIDE);
        ask(
                connection,
                account,
                new LedgerCommand.MassCancel(account, orders.symbol(), bids, asks));
    }
}
