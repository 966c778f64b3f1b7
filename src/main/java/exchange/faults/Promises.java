package exchange.faults;

import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerReply;
import exchange.accounts.MoneyCommand;
import exchange.accounts.MoneyFact;
import exchange.accounts.OrderView;
import exchange.accounts.TimerFact;
import exchange.accounts.TransferFact;
import exchange.audit.RunningAudit;
import exchange.book.BookFact;
import exchange.market.OrderStatus;
import exchange.market.RejectReason;
import exchange.sequencer.LedgerItem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What clients were told, held against the journals for ever after: what was acknowledged is there
 * once, what was refused or is final never comes to be, and nobody reads what is older than an
 * answer he has.
 */
final class Promises {

    /** A client's name for an order. */
    record Name(long account, String clientOrderId) {}

    /** One wish of a client; repeated, it is still the same. */
    record Request(Name name, long notAfter) {
        static Request of(LedgerCommand.Place place) {
            return new Request(new Name(place.account(), place.clientOrderId()), place.notAfter());
        }
    }

    private record Held(LedgerFact.OrderHeld fact, Request request) {}

    private record Moment(long account, long sequence) {}

    /** A command on its way, and what its client knew when it was sent. */
    record Asked(LedgerCommand command, long at, long sequenceKnown, boolean orderKnown) {}

    private final World world;
    private final RunningAudit audit;
    private final Map<Long, Held> held = new HashMap<>();
    private final Map<Name, List<Held>> byName = new HashMap<>();
    private final Set<Long> closed = new HashSet<>();
    private final Map<Long, Integer> accepted = new HashMap<>();
    private final Map<Long, Long> filledLots = new HashMap<>();
    private final Set<Long> ended = new HashSet<>();
    private final Map<Request, Integer> open = new HashMap<>();
    private final Set<Request> mayReuse = new HashSet<>();
    private final Map<Name, Long> finalUpTo = new HashMap<>();
    private final Map<Moment, LedgerReply.Balances> balances = new HashMap<>();
    private final Map<Long, Long> sequenceKnown = new HashMap<>();
    private final Set<Long> ordersKnown = new HashSet<>();
    private final Set<Name> namesKnown = new HashSet<>();
    private final Set<Long> unlimited = new HashSet<>();
    private boolean isOver;

    private final TransferPromises transfers;
    private final FundsPromises funds;
    private final TimerPromises timers;

    Promises(World world, RunningAudit audit) {
        this.world = world;
        this.audit = audit;
        this.transfers = new TransferPromises(world);
        this.funds = new FundsPromises(world);
        this.timers = new TimerPromises(world);
    }

    /** From now on nothing is promised any more: the journal itself breaks. */
    void end() {
        isOver = true;
    }

    private void require(boolean holds, Supplier<String> what) {
        if (!holds && !isOver) {
            world.violated(what.get());
        }
    }

    // what the journals say

    void balancesAre(long account, LedgerReply.Balances found) {
        balances.put(new Moment(account, found.accountSequence()), found);
    }

    /** Whether no limits by account held for that order when its ledger took it. */
    boolean isUnlimited(long orderId) {
        return unlimited.contains(orderId);
    }

    void happened(LedgerFact fact, OrderLimits limits, long time) {
        limits.happened(fact).ifPresent(world::violated);
        if (fact instanceof LedgerFact.OrderHeld order && limits.isUnlimited(order.account())) {
            unlimited.add(order.orderId());
        } else if (fact instanceof LedgerFact.ReplaceHeld replace
                && limits.isUnlimited(replace.order().account())) {
            unlimited.add(replace.order().orderId());
        }
        if (fact instanceof TransferFact transfer) {
            transfers.happened(transfer);
        } else if (fact instanceof MoneyFact decided) {
            funds.happened(decided);
        } else if (fact instanceof TimerFact timer) {
            timers.happened(timer, time);
        }
        if (fact instanceof LedgerFact.OrderHeld order) {
            hold(order);
        } else if (fact instanceof LedgerFact.ReplaceHeld replace) {
            hold(replace.order());
        } else if (fact instanceof LedgerFact.Settled settled && ends(settled.line())) {
            closed.add(settled.line().orderId());
        }
    }

    static boolean ends(LedgerItem line) {
        return line instanceof LedgerItem.Refused
                || line instanceof LedgerItem.Ended
                || line instanceof LedgerItem.Fill fill && fill.leavesLots() == 0;
    }

    private void hold(LedgerFact.OrderHeld order) {
        Request request =
                new Request(new Name(order.account(), order.clientOrderId()), order.notAfter());
        Held added = new Held(order, request);
        held.put(order.orderId(), added);
        require(
                open.getOrDefault(request, 0) > 0,
                () -> "held for a place that nobody waits for any more: " + order);
        require(
                finalUpTo.getOrDefault(request.name(), 0L) < order.notAfter(),
                () -> "held after it was final that no such order comes: " + order);
        List<Held> same = byName.computeIfAbsent(request.name(), name -> new ArrayList<>());
        for (Held before : same) {
            require(
                    !before.request().equals(request)
                            && closed.contains(before.fact().orderId())
                            && mayReuse.contains(request),
                    () -> "two orders for one client order id: " + before.fact() + " and " + order);
        }
        same.add(added);
    }

    void happened(BookFact fact) {
        switch (fact) {
            case BookFact.Accepted order ->
                require(
                        accepted.merge(order.orderId(), 1, Integer::sum) == 1,
                        () -> "accepted twice: " + order);
            case BookFact.Traded traded -> {
                filledLots.merge(traded.makerOrderId(), traded.quantityLots(), Long::sum);
                filledLots.merge(traded.takerOrderId(), traded.quantityLots(), Long::sum);
            }
            case BookFact.AuctionTraded traded -> {
                filledLots.merge(traded.buyOrderId(), traded.quantityLots(), Long::sum);
                filledLots.merge(traded.sellOrderId(), traded.quantityLots(), Long::sum);
            }
            case BookFact.Ended order -> ended.add(order.orderId());
            case BookFact.OfOrder other -> {}
            case BookFact.OfMarket other -> {}
        }
    }

    // what clients ask and hear

    Asked asks(LedgerCommand command) {
        placesOf(command).forEach(this::wishes);
        if (command instanceof MoneyCommand wish) {
            funds.asks(wish);
        } else if (command instanceof LedgerCommand.SetCancelTimer wish) {
            timers.asks(wish);
        }
        long known = sequenceKnown.getOrDefault(accountOf(command), 0L);
        return new Asked(command, world.agenda.now(), known, isOrderKnown(command));
    }

    /** The orders that a command asks for. */
    private static List<LedgerCommand.Place> placesOf(LedgerCommand command) {
        if (command instanceof LedgerCommand.Place place) {
            return List.of(place);
        }
        if (command instanceof LedgerCommand.Replace replace) {
            return List.of(replace.place());
        }
        return command instanceof LedgerCommand.PlaceList list
                ? List.of(list.above(), list.below())
                : List.of();
    }

    private boolean isOrderKnown(LedgerCommand command) {
        return command instanceof LedgerCommand.GetOrder get && ordersKnown.contains(get.orderId())
                || command instanceof LedgerCommand.GetOrderByClientId named
                        && namesKnown.contains(new Name(named.account(), named.clientOrderId()));
    }

    private void wishes(LedgerCommand.Place place) {
        open.merge(Request.of(place), 1, Integer::sum);
        if (place.reuseClosed()) {
            mayReuse.add(Request.of(place));
        }
    }

    void answered(Asked asked, LedgerReply reply) {
        if (isOver) {
            return;
        }
        transfers.answered(asked.command(), reply);
        Effect.count(reply, world.tally);
        if (asked.command() instanceof MoneyCommand wish) {
            funds.answered(wish, asked.at(), reply);
        } else if (asked.command() instanceof LedgerCommand.SetCancelTimer wish) {
            timers.answered(wish, reply);
        }
        if (reply instanceof LedgerReply.OrderResult result) {
            acknowledged(result.order());
        } else if (reply instanceof LedgerReply.ListPlaced list) {
            acknowledged(list.first());
            acknowledged(list.second());
        } else if (reply instanceof LedgerReply.Replaced replaced) {
            replaced(replaced);
        } else if (reply instanceof LedgerReply.Canceled canceled) {
            canceled(canceled.order());
        } else if (reply instanceof LedgerReply.NotFound none) {
            notFound(asked, none);
        } else if (reply instanceof LedgerReply.Balances found) {
            read(asked, found.accountSequence());
            checkBalances(accountOf(asked.command()), found);
        } else if (reply instanceof LedgerReply.Orders found) {
            read(asked, found.accountSequence());
        }
        if (isDefinite(reply)) {
            LedgerReply ofPlace =
                    reply instanceof LedgerReply.Replaced replaced ? replaced.place() : reply;
            placesOf(asked.command()).forEach(place -> answeredPlace(place, ofPlace));
        }
    }

    private void replaced(LedgerReply.Replaced reply) {
        if (reply.cancel() instanceof LedgerReply.Canceled canceled) {
            acknowledged(canceled.order());
            require(
                    ended.contains(canceled.order().orderId())
                            || closed.contains(canceled.order().orderId()),
                    () -> "said to be replaced, but it is open: " + canceled.order());
        }
        if (reply.place() instanceof LedgerReply.OrderResult placed) {
            acknowledged(placed.order());
        }
    }

    private void canceled(OrderView order) {
        acknowledged(order);
        require(
                ended.contains(order.orderId()),
                () -> "said to be canceled, but it has not ended: " + order);
    }

    /** In doubt is only what a client is told to be in doubt. */
    private static boolean isDefinite(LedgerReply reply) {
        return !(reply instanceof LedgerReply.Unknown || reply instanceof LedgerReply.Moved);
    }

    private void answeredPlace(LedgerCommand.Place place, LedgerReply reply) {
        Request request = Request.of(place);
        open.merge(request, -1, Integer::sum);
        if (reply instanceof LedgerReply.Refused refused
                && refused.reason() != RejectReason.DUPLICATE_CLIENT_ORDER_ID
                && open.get(request) == 0) {
            // Of an id that was used again the last order is told; and whoever asks on two
            // connections may hear last what was said first.
            List<Held> named = byName.getOrDefault(request.name(), List.of());
            require(
                    named.size() != 1
                            || !named.get(0).request().equals(request)
                            || ordersKnown.contains(named.get(0).fact().orderId())
                            || !accepted.containsKey(named.get(0).fact().orderId()),
                    () -> "refused as " + refused + ", but the book took it: " + named);
        }
    }

    private void acknowledged(OrderView order) {
        Held known = held.get(order.orderId());
        require(known != null, () -> "acknowledged, but not in the ledger's journal: " + order);
        if (known == null) {
            return;
        }
        require(
                known.fact().account() == order.account()
                        && known.fact().clientOrderId().equals(order.clientOrderId())
                        && known.fact().symbol().equals(order.symbol()),
                () -> "acknowledged as another order: " + order + " for " + known.fact());
        boolean rejected = order.status() == OrderStatus.REJECTED;
        require(
                rejected || accepted.getOrDefault(order.orderId(), 0) == 1,
                () -> "acknowledged, but not once in the book's journal: " + order);
        require(
                order.filledLots() <= filledLots.getOrDefault(order.orderId(), 0L),
                () -> "told of fills that are not in the book's journal: " + order);
        require(
                order.status() != OrderStatus.CANCELED || ended.contains(order.orderId()),
                () -> "told to be canceled, but it has not ended: " + order);
        ordersKnown.add(order.orderId());
        namesKnown.add(known.request().name());
        sequenceKnown.merge(order.account(), known.fact().accountSequence(), Math::max);
    }

    private void notFound(Asked asked, LedgerReply.NotFound none) {
        boolean mayBeOld = !none.finalAnswer() && asked.at() < world.staleUntil();
        require(
                !asked.orderKnown() || mayBeOld,
                () -> "an acknowledged order is not found: " + asked.command());
        if (none.finalAnswer() && asked.command() instanceof LedgerCommand.GetOrderByClientId get) {
            Name name = new Name(get.account(), get.clientOrderId());
            finalUpTo.merge(name, get.finalAt(), Math::max);
            for (Held order : byName.getOrDefault(name, List.of())) {
                require(
                        order.fact().notAfter() > get.finalAt(),
                        () -> "final that it is not there, but it is: " + order.fact());
            }
        }
    }

    private void read(Asked asked, long sequence) {
        require(
                sequence >= asked.sequenceKnown(),
                () -> asked.command() + " is answered as of event " + sequence + ", event "
                        + asked.sequenceKnown() + " was known when it was asked");
        sequenceKnown.merge(accountOf(asked.command()), sequence, Math::max);
    }

    private void checkBalances(long account, LedgerReply.Balances found) {
        LedgerReply.Balances journaled = balances.get(new Moment(account, found.accountSequence()));
        require(
                found.equals(journaled) || journaled == null && found.accountSequence() == 0,
                () -> "account " + account + " reads " + found + ", its journal leads to "
                        + journaled);
    }

    /** Whose numbers the answer to a query tells, 0 for other commands. */
    private static long accountOf(LedgerCommand command) {
        if (command instanceof LedgerCommand.GetBalances get) {
            return get.account();
        }
        return command instanceof LedgerCommand.GetOpenOrders get ? get.account() : 0;
    }

    /** Whether that order has ended by its book, before its ledger heard of it. */
    boolean isFilledOrEnded(long orderId) {
        return ended.contains(orderId)
                || held.containsKey(orderId)
                        && filledLots.getOrDefault(orderId, 0L)
                                >= held.get(orderId).fact().quantityLots();
    }

    TransferPromises transfers() {
        return transfers;
    }

    void atTheEnd() {
        transfers.atTheEnd();
        timers.atTheEnd();
        held.forEach((orderId, order) -> {
            boolean known = accepted.containsKey(orderId) || closed.contains(orderId);
            require(known, () -> "held, but no book ever said what became of it: " + order.fact());
        });
        require(audit.inFlight() == 0, () -> "items are still on their way");
    }
}
