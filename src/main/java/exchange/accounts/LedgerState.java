package exchange.accounts;

import exchange.ledger.Ledger;
import exchange.ledger.Settlement;
import exchange.market.AccountTier;
import exchange.market.MarketRules;
import exchange.market.OrderIds;
import exchange.market.SelfTradePrevention;
import exchange.sequencer.BookItem;
import exchange.sequencer.LedgerItem;
import exchange.sequencer.Links;

import org.agrona.collections.Long2ObjectHashMap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything one ledger partition knows, and what each fact does to it. Deciding and replay both
 * change it through {@link #apply} alone. Mutable, owned by one thread.
 */
final class LedgerState {
    final int partition;
    final Ledger ledger = new Ledger();
    final List<KnownMarket> markets = new ArrayList<>();
    final Long2ObjectHashMap<Owner> owners = new Long2ObjectHashMap<>();
    final Long2ObjectHashMap<Order> openOrders = new Long2ObjectHashMap<>();
    final ClosedOrders closedOrders;
    final ClientIds clientIds = new ClientIds(this::order);
    final Tombstones tombstones = new Tombstones();
    final DepositReferences references = new DepositReferences();
    final FundsRequests requests;
    final Links links = new Links();
    final Peers peers;
    final Transfers transfers;
    final CancelTimers cancelTimers = new CancelTimers();

    /** Orders taken so far: the counter in the last order id. */
    long orderCount;

    /** Is sent with the second, which is the next fact. */
    private LedgerFact.OrderHeld firstOfList;

    private final Map<String, KnownMarket> marketsBySymbol = new HashMap<>();

    LedgerState(int partition, int partitions, ClosedOrders.Window window) {
        this.partition = partition;
        peers = new Peers(partition);
        transfers = new Transfers(this, partitions);
        closedOrders = new ClosedOrders(window, new OrderCodec(this::owner, peers::market));
        requests = new FundsRequests(partition);
    }

    /** The market of that symbol, null when it is not known. */
    KnownMarket market(String symbol) {
        return marketsBySymbol.get(symbol);
    }

    /** The open or recently closed order, null when it is neither. */
    Order order(long orderId) {
        Order open = openOrders.get(orderId);
        return open != null ? open : closedOrders.find(orderId);
    }

    /**
     * The order that an account means by its id, or with 0 by the client's; null for none. By the
     * client's id it may be closed.
     */
    Order meant(long account, long orderId, String clientOrderId) {
        if (orderId == 0) {
            return clientIds.find(new ClientId(account, clientOrderId));
        }
        Order order = openOrders.get(orderId);
        return order != null && order.owner.account() == account ? order : null;
    }

    long available(long account, int asset) {
        Owner owner = owners.get(account);
        return owner == null ? 0 : owner.balances().available(asset);
    }

    /** What happens to orders of the account that do not say it themselves. */
    SelfTradePrevention selfTradePrevention(long account) {
        Owner owner = owners.get(account);
        return owner == null ? SelfTradePrevention.NONE : owner.selfTradePrevention;
    }

    AccountTier tier(long account) {
        Owner owner = owners.get(account);
        return owner == null ? AccountTier.STANDARD : owner.tier;
    }

    /** What the account pays instead of the markets' own rates. */
    FeeTerms fees(long account) {
        Owner owner = owners.get(account);
        return owner == null ? FeeTerms.STANDARD : owner.fees;
    }

    Freeze freeze(long account) {
        Owner owner = owners.get(account);
        return owner == null ? Freeze.NEVER : owner.freeze;
    }

    Resets resets(long account) {
        Owner owner = owners.get(account);
        return owner == null ? Resets.NEVER : owner.resets;
    }

    /** Whether the account may place nothing and move nothing out. */
    boolean isFrozen(long account) {
        return freeze(account).frozen();
    }

    /** The number the account's next fact gets. */
    long nextSequence(long account) {
        Owner owner = owners.get(account);
        return owner == null ? 1 : owner.sequence() + 1;
    }

    /** The account as this ledger knows it, known from now on. Only for facts. */
    Owner owner(long account) {
        Owner owner = owners.get(account);
        if (owner == null) {
            owner = new Owner(ledger.account(account));
            owners.put(account, owner);
        }
        return owner;
    }

    void apply(LedgerFact fact, long time) {
        switch (fact) {
            case FeeFact fee -> {
                Owner owner = owner(fee.account());
                owner.count(fee.accountSequence());
                owner.fees = owner.fees.after(fee);
            }
            case TransferFact transfer -> transfers.apply(transfer, time);
            case TimerFact timer -> cancelTimers.apply(timer, this::owner);
            case LedgerFact.AssetDefined defined -> ledger.define(defined.asset());
            case LedgerFact.MarketKnown known -> applyMarketKnown(known.rules());
            case LedgerFact.Deposited deposited -> applyDeposited(deposited);
            case LedgerFact.OrderHeld held -> applyOrderHeld(held, time);
            case LedgerFact.ReplaceHeld replace -> applyReplaceHeld(replace, time);
            case LedgerFact.CancelSent sent ->
                send(market(sent.symbol()), new BookItem.Cancel(sent.orderId(), sent.account()));
            case LedgerFact.SelfTradePreventionSet set -> {
                Owner owner = owner(set.account());
                owner.count(set.accountSequence());
                owner.selfTradePrevention = set.selfTradePrevention();
            }
            case LedgerFact.TierSet set -> {
                Owner owner = owner(set.account());
                owner.count(set.accountSequence());
                owner.tier = set.tier();
            }
            case MoneyFact money -> MoneyEffects.apply(this, money, time);
            case LedgerFact.AmendSent sent -> applyAmendSent(sent);
            case LedgerFact.MassCancelSent sent -> {
                countOrder(sent.requestId());
                send(
                        market(sent.symbol()),
                        new BookItem.MassCancel(
                                sent.requestId(), sent.account(), sent.bids(), sent.asks()));
            }
            case LedgerFact.Settled settled -> applySettled(settled, time);
            case LedgerFact.TombstoneSet set ->
                tombstones.set(new ClientId(set.account(), set.clientOrderId()), set.until(), time);
        }
    }

    void applyMarketKnown(MarketRules rules) {
        KnownMarket known = market(rules.symbol());
        if (known != null) {
            known.changeTo(rules);
            return;
        }
        KnownMarket added = new KnownMarket(
                peers.size(),
                rules,
                ledger.assetIndex(rules.base().name()),
                ledger.assetIndex(rules.quote().name()),
                ledger.clearing(rules.symbol()));
        markets.add(added);
        peers.add(added);
        marketsBySymbol.put(rules.symbol(), added);
        links.to(added.peer());
    }

    void meetLedgers(int partitions) {
        peers.addLedgers(partitions);
        for (int peer = peers.firstLedger(); peer < peers.size(); peer++) {
            links.meet(peer);
        }
    }

    private void applyDeposited(LedgerFact.Deposited fact) {
        Owner owner = owner(fact.account());
        int asset = ledger.assetIndex(fact.asset());
        owner.count(fact.accountSequence());
        ledger.deposit(owner.balances(), asset, fact.amount());
        references.put(
                fact.account(),
                fact.reference(),
                new DepositReferences.Content(asset, fact.amount()));
    }

    private void applyOrderHeld(LedgerFact.OrderHeld fact, long time) {
        long listId = fact.conditions().listId();
        if (listId != 0 && fact.orderId() == listId + 1) {
            countOrder(listId);
            take(fact, time);
            firstOfList = fact;
            return;
        }
        Order order = take(fact, time);
        BookItem.Place place = Order.toItem(fact, order.owner);
        send(
                order.market,
                listId == 0
                        ? place
                        : new BookItem.PlaceList(
                                listId, Order.toItem(firstOfList, order.owner), place));
    }

    private void applyReplaceHeld(LedgerFact.ReplaceHeld fact, long time) {
        LedgerFact.OrderHeld held = fact.order();
        Order order = take(held, time);
        send(
                order.market,
                new BookItem.Replace(
                        fact.replacedId(),
                        fact.mustCancel(),
                        held.held(),
                        Order.toItem(held, order.owner).holding(fact.wanted())));
    }

    private Order take(LedgerFact.OrderHeld fact, long time) {
        countOrder(fact.orderId());
        Owner owner = owner(fact.account());
        owner.count(fact.accountSequence());
        KnownMarket market = market(fact.symbol());
        Order order = Order.of(fact, owner, market, time);
        if (order.held != 0) {
            ledger.hold(owner.balances(), market.heldAsset(order.side), order.held);
        }
        addOpen(order);
        if (!order.clientOrderId.isEmpty()) {
            clientIds.put(new ClientId(fact.account(), order.clientOrderId), order.orderId);
        }
        return order;
    }

    private void countOrder(long orderId) {
        if (orderId != OrderIds.of(partition, orderCount + 1)) {
            throw new IllegalStateException("partition " + partition + " took " + orderCount
                    + " orders, found the next to be " + orderId);
        }
        orderCount++;
    }

    /** What is held for an amend is the order's only when its book says so. */
    private void applyAmendSent(LedgerFact.AmendSent fact) {
        Order order = openOrders.get(fact.orderId());
        order.owner.count(fact.accountSequence());
        if (fact.added() != 0) {
            ledger.hold(order.owner.balances(), order.market.heldAsset(order.side), fact.added());
        }
        order.amending = true;
        order.adding = fact.added();
        send(
                order.market,
                new BookItem.Amend(
                        fact.orderId(),
                        fact.account(),
                        fact.side(),
                        fact.priceTicks(),
                        fact.quantityLots(),
                        fact.added(),
                        fact.notAfter(),
                        order.owner.isUnlimited()));
    }

    void addOpen(Order order) {
        openOrders.put(order.orderId, order);
        order.owner.add(order);
    }

    private void send(KnownMarket market, BookItem item) {
        market.items().write(links.to(market.peer()), item);
    }

    private void applySettled(LedgerFact.Settled fact, long time) {
        owner(fact.account()).count(fact.accountSequence());
        LedgerItem line = fact.line();
        Order order = openOrders.get(line.orderId());
        if (line instanceof LedgerItem.AmendRefused refused && refused.released() != 0) {
            int asset = market(fact.symbol()).heldAsset(refused.side());
            ledger.release(owner(fact.account()).balances(), asset, refused.released());
        }
        if (order == null) {
            if (line instanceof LedgerItem.AmendRefused) {
                return;
            }
            if (line instanceof LedgerItem.CancelRefused) {
                return;
            }
            throw new IllegalStateException("no open order for " + line);
        }
        settle(order, line, fact.overflowed());
        if (line instanceof LedgerItem.Triggered && order.isWaitingStop()) {
            order.owner.openCounts().stopEnds(order);
        }
        order.take(line);
        if (!order.isOpen()) {
            close(order, time);
        }
    }

    private void settle(Order order, LedgerItem line, long overflowed) {
        switch (line) {
            case LedgerItem.Fill fill -> settleFill(order, fill, overflowed);
            case LedgerItem.Refused refused -> release(order, refused.released());
            case LedgerItem.Ended ended -> {
                move(order, ended);
                release(order, ended.released());
            }
            case LedgerItem.Decremented decremented -> release(order, decremented.released());
            case LedgerItem.Triggered triggered -> {}
            case LedgerItem.Amended amended -> {
                order.held += amended.added();
                release(order, amended.released());
            }
            case LedgerItem.AmendRefused refused -> {}
            case LedgerItem.MassCanceled canceled -> {}
            case LedgerItem.Accepted accepted -> {}
            case LedgerItem.Rested rested -> {}
            case LedgerItem.CancelRefused refused -> {}
        }
    }

    private void settleFill(Order order, LedgerItem.Fill fill, long overflowed) {
        KnownMarket market = order.market;
        ledger.settle(
                order.owner.balances(),
                new Settlement(
                        market.clearing(),
                        market.heldAsset(order.side),
                        market.receivedAsset(order.side),
                        fill.used(),
                        fill.received(),
                        fill.fee(),
                        fill.released(),
                        overflowed));
        takeFromHold(order, fill.used() + fill.released());
    }

    /** The units stay held; only whose hold they are changes. */
    private void move(Order order, LedgerItem.Ended ended) {
        if (ended.moved() != 0) {
            Order heir = openOrders.get(ended.movedTo());
            takeFromHold(order, ended.moved());
            heir.held += ended.moved();
        }
    }

    private void release(Order order, long released) {
        if (released != 0) {
            ledger.release(order.owner.balances(), order.market.heldAsset(order.side), released);
            takeFromHold(order, released);
        }
    }

    private static void takeFromHold(Order order, long units) {
        if (units < 0 || units > order.held) {
            throw new IllegalStateException("order " + order.orderId + " has " + order.held
                    + " held, its book used and released " + units);
        }
        order.held -= units;
    }

    private void close(Order order, long time) {
        if (order.held != 0) {
            throw new IllegalStateException("order " + order.orderId + " ended as " + order.status
                    + ", but " + order.held + " is still held for it");
        }
        openOrders.remove(order.orderId);
        order.owner.remove(order);
        closedOrders.add(order, time, this::forget);
    }

    private void forget(Order order) {
        if (!order.clientOrderId.isEmpty()) {
            clientIds.remove(
                    new ClientId(order.owner.account(), order.clientOrderId), order.orderId);
        }
    }
}
