package exchange.audit;

import exchange.accounts.FeeFact;
import exchange.accounts.LedgerFact;
import exchange.accounts.MoneyFact;
import exchange.accounts.TimerFact;
import exchange.accounts.TransferFact;
import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.OrderIds;
import exchange.market.Side;
import exchange.sequencer.LedgerItem;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All money of one partition, computed from its facts alone and apart from the ledger's own code:
 * every amount is worked out again from prices, quantities and rates.
 */
final class AuditedMoney {
    private final int partition;
    private final Map<String, Asset> assets = new TreeMap<>();
    private final Map<String, MarketRules> markets = new HashMap<>();
    private final Map<Long, AuditedAccount> accounts = new HashMap<>();
    private final Map<Long, AuditedOrder> openOrders = new HashMap<>();
    private final Map<String, BigInteger> system = new TreeMap<>();
    private final Set<String> references = new HashSet<>();
    private final AuditedTransferMoney transfers;
    private final AuditedFees fees = new AuditedFees();
    private final AuditedRequests requests;
    private long orders;
    private long time;

    AuditedMoney(int partition, int partitions) {
        this.partition = partition;
        transfers = new AuditedTransferMoney(partition, partitions, this);
        requests = new AuditedRequests(partition, this);
    }

    /** The facts of a batch of that time follow. */
    void beginBatch(long batchTime) {
        time = batchTime;
    }

    void apply(LedgerFact fact) {
        switch (fact) {
            case FeeFact fee -> fees.apply(fee, account(fee.account()));
            case TransferFact transfer -> transfers.apply(transfer);
            case TimerFact.CancelTimerReached reached ->
                account(reached.account()).count(reached.accountSequence());
            case TimerFact.CancelTimerSet set -> {}
            case LedgerFact.AssetDefined defined -> define(defined.asset());
            case LedgerFact.MarketKnown known -> know(known.rules());
            case LedgerFact.Deposited deposited -> deposit(deposited);
            case LedgerFact.OrderHeld held -> hold(held);
            case LedgerFact.ReplaceHeld replace -> holdMore(replace);
            case LedgerFact.CancelSent sent -> order(sent.orderId(), sent.account());
            case LedgerFact.AmendSent sent -> amend(sent);
            case LedgerFact.SelfTradePreventionSet set ->
                account(set.account()).count(set.accountSequence());
            case LedgerFact.TierSet set -> account(set.account()).count(set.accountSequence());
            case LedgerFact.MassCancelSent sent -> countOrder(sent.requestId());
            case MoneyFact decided -> requests.apply(decided);
            case LedgerFact.Settled settled -> settle(settled);
            case LedgerFact.TombstoneSet set -> {}
        }
    }

    void endBatch() {
        transfers.endBatch();
    }

    /** @param what an order or transfer, which nobody places while the account is frozen */
    void requireNotFrozen(long account, String what, long id) {
        BadBatch.require(
                !requests.isFrozen(account),
                "%s %d of account %d, which is frozen",
                what,
                id,
                account);
    }

    void requireDefined(String asset) {
        BadBatch.require(assets.containsKey(asset), "nobody defined %s", asset);
    }

    private void define(Asset asset) {
        BadBatch.require(
                assets.put(asset.name(), asset) == null, "%s is defined twice", asset.name());
    }

    private void know(MarketRules rules) {
        MarketRules before = markets.put(rules.symbol(), rules);
        BadBatch.require(
                before == null || before.sameUnits(rules),
                "%s changes its tick, lot or scales",
                rules.symbol());
        BadBatch.require(
                rules.base().equals(assets.get(rules.base().name()))
                        && rules.quote().equals(assets.get(rules.quote().name())),
                "%s trades what is not defined",
                rules.symbol());
    }

    private void deposit(LedgerFact.Deposited fact) {
        requireDefined(fact.asset());
        BadBatch.require(fact.amount() > 0, "a deposit of %d", fact.amount());
        BadBatch.require(
                references.add(fact.account() + "/" + fact.reference()),
                "the deposit %s of account %d counts twice",
                fact.reference(),
                fact.account());
        AuditedAccount account = account(fact.account());
        account.count(fact.accountSequence());
        account.post(fact.asset(), fact.amount(), 0);
        post("deposits", fact.asset(), -fact.amount());
    }

    private void hold(LedgerFact.OrderHeld fact) {
        long listId = fact.conditions().listId();
        if (listId != 0) {
            holdListed(fact, fact.orderId() == listId + 1);
            return;
        }
        AuditedOrder order = take(fact);
        long need = fact.type().hasLimit() ? order.need() : fact.held();
        BadBatch.require(
                fact.held() > 0 && fact.held() == need,
                "order %d needs a hold of %d, found %d",
                fact.orderId(),
                need,
                fact.held());
    }

    /** The first order of a list has the hold for both. */
    private void holdListed(LedgerFact.OrderHeld fact, boolean first) {
        if (first) {
            countOrder(fact.conditions().listId());
        }
        AuditedOrder order = take(fact);
        long least = order.limit() ? order.need() : 1;
        BadBatch.require(
                first ? fact.held() >= least : fact.held() == 0,
                "order %d of a list holds %d",
                fact.orderId(),
                fact.held());
    }

    /** The rest comes from the order that it replaces. */
    private void holdMore(LedgerFact.ReplaceHeld fact) {
        AuditedOrder order = take(fact.order());
        long need = order.limit() ? order.need() : fact.wanted();
        BadBatch.require(
                fact.wanted() == need
                        && fact.order().held() >= 0
                        && fact.order().held() <= need,
                "order %d needs a hold of %d, found %d of %d",
                fact.order().orderId(),
                need,
                fact.order().held(),
                fact.wanted());
    }

    private AuditedOrder take(LedgerFact.OrderHeld fact) {
        MarketRules rules = markets.get(fact.symbol());
        BadBatch.require(rules != null, "nobody defined %s", fact.symbol());
        countOrder(fact.orderId());
        fees.check(fact, rules, time);
        requireNotFrozen(fact.account(), "order", fact.orderId());
        AuditedOrder order = new AuditedOrder(fact, rules);
        AuditedAccount account = account(fact.account());
        account.count(fact.accountSequence());
        account.post(heldAsset(order), -fact.held(), fact.held());
        openOrders.put(fact.orderId(), order);
        return order;
    }

    private void countOrder(long orderId) {
        long expectedId = OrderIds.of(partition, ++orders);
        BadBatch.require(
                orderId == expectedId, "order %d is held, the next is %d", orderId, expectedId);
    }

    private void amend(LedgerFact.AmendSent fact) {
        AuditedOrder order = order(fact.orderId(), fact.account());
        BadBatch.require(fact.added() >= 0, "an amend of %d holds less", fact.orderId());
        AuditedAccount account = account(fact.account());
        account.count(fact.accountSequence());
        account.post(heldAsset(order), -fact.added(), fact.added());
    }

    private void amended(AuditedOrder order, LedgerItem.Amended line) {
        order.held += line.added() - line.released();
        order.priceTicks = line.priceTicks();
        order.leavesLots += line.quantityLots() - order.quantityLots;
        order.quantityLots = line.quantityLots();
        BadBatch.require(
                order.leavesLots > 0 && order.held == order.need(),
                "order %d holds %d for a rest that needs %d",
                line.orderId(),
                order.held,
                order.need());
        account(order.terms.account()).post(heldAsset(order), line.released(), -line.released());
    }

    private void amendRefused(LedgerFact.Settled fact, LedgerItem.AmendRefused line) {
        MarketRules rules = markets.get(fact.symbol());
        String asset = (line.side() == Side.BUY ? rules.quote() : rules.base()).name();
        account(fact.account()).post(asset, line.released(), -line.released());
    }

    private void settle(LedgerFact.Settled fact) {
        account(fact.account()).count(fact.accountSequence());
        LedgerItem line = fact.line();
        if (line instanceof LedgerItem.CancelRefused) {
            return;
        }
        if (line instanceof LedgerItem.AmendRefused refused) {
            amendRefused(fact, refused);
            return;
        }
        AuditedOrder order = order(line.orderId(), fact.account());
        BadBatch.require(
                order.terms.symbol().equals(fact.symbol()) && order.terms.side() == fact.side(),
                "order %d is settled as another",
                line.orderId());
        switch (line) {
            case LedgerItem.Fill fill -> fill(order, fill, fact.overflowed());
            case LedgerItem.Refused refused -> end(order, refused.released());
            case LedgerItem.Ended ended -> {
                move(order, ended);
                end(order, ended.released());
            }
            case LedgerItem.Decremented decremented -> decrement(order, decremented);
            case LedgerItem.Amended amended -> amended(order, amended);
            case LedgerItem.AmendRefused refused -> {}
            case LedgerItem.MassCanceled canceled -> {}
            case LedgerItem.Triggered triggered ->
                BadBatch.require(
                        order.terms.type().isStop(), "order %d is no stop", triggered.orderId());
            case LedgerItem.Accepted accepted ->
                BadBatch.require(
                        !order.limit()
                                || order.terms.conditions().listId() != 0
                                || order.held == order.need(),
                        "order %d is taken with a hold of %d",
                        accepted.orderId(),
                        order.held);
            case LedgerItem.Rested rested -> {}
            case LedgerItem.CancelRefused refused -> {}
        }
    }

    private void fill(AuditedOrder order, LedgerItem.Fill fill, long overflowed) {
        order.checkAmounts(fill);
        order.held -= fill.used() + fill.released();
        order.leavesLots = order.terms.amount() > 0 ? 0 : order.leavesLots - fill.quantityLots();
        BadBatch.require(
                order.held >= 0 && order.leavesLots == fill.leavesLots(),
                "order %d has %d lots and %d units left after a fill that says %d lots",
                fill.orderId(),
                order.leavesLots,
                order.held,
                fill.leavesLots());
        BadBatch.require(
                !order.limit() || order.held == order.need(),
                "order %d holds %d for a rest that needs %d",
                fill.orderId(),
                order.held,
                order.limit() ? order.need() : 0);
        postFill(order, fill, overflowed);
        if (order.limit() && order.leavesLots == 0) {
            openOrders.remove(fill.orderId());
        }
    }

    private void postFill(AuditedOrder order, LedgerItem.Fill fill, long overflowed) {
        String gives = heldAsset(order);
        String takes = receivedAsset(order);
        String clearing = "clearing/" + order.terms.symbol();
        AuditedAccount account = account(order.terms.account());
        long kept = fill.received() - fill.fee() - overflowed;
        BadBatch.require(
                overflowed >= 0 && kept >= 0,
                "order %d overflows by %d",
                fill.orderId(),
                overflowed);
        account.post(gives, fill.released(), -fill.used() - fill.released());
        post(clearing, gives, fill.used());
        post(clearing, takes, -fill.received());
        account.post(takes, kept, 0);
        post("fees", takes, fill.fee());
        post("overflow", takes, overflowed);
    }

    private void decrement(AuditedOrder order, LedgerItem.Decremented line) {
        order.held -= line.released();
        long lots = order.terms.amount() > 0 ? 0 : line.quantityLots();
        order.leavesLots -= lots;
        order.quantityLots -= lots;
        BadBatch.require(
                order.leavesLots >= 0
                        && (order.limit() ? order.held == order.need() : line.released() == 0),
                "order %d has %d lots and %d units left after it forgoes %d lots",
                line.orderId(),
                order.leavesLots,
                order.held,
                line.quantityLots());
        account(order.terms.account()).post(heldAsset(order), line.released(), -line.released());
    }

    private void move(AuditedOrder order, LedgerItem.Ended line) {
        if (line.movedTo() == 0) {
            return;
        }
        AuditedOrder heir = order(line.movedTo(), order.terms.account());
        BadBatch.require(
                line.moved() >= 0
                        && (line.moved() == 0 || heldAsset(heir).equals(heldAsset(order))),
                "order %d leaves %d to order %d",
                line.orderId(),
                line.moved(),
                line.movedTo());
        order.held -= line.moved();
        heir.held += line.moved();
    }

    private void end(AuditedOrder order, long released) {
        BadBatch.require(
                released == order.held,
                "order %d ends with a release of %d, held are %d",
                order.terms.orderId(),
                released,
                order.held);
        account(order.terms.account()).post(heldAsset(order), released, -released);
        openOrders.remove(order.terms.orderId());
    }

    private AuditedOrder order(long orderId, long account) {
        AuditedOrder order = openOrders.get(orderId);
        BadBatch.require(
                order != null && order.terms.account() == account,
                "order %d of account %d is not open",
                orderId,
                account);
        return order;
    }

    AuditedAccount account(long id) {
        return accounts.computeIfAbsent(id, AuditedAccount::new);
    }

    void post(String account, String asset, long units) {
        system.merge(account + " " + asset, BigInteger.valueOf(units), BigInteger::add);
    }

    private static String heldAsset(AuditedOrder order) {
        return order.buys() ? order.rules.quote().name() : order.rules.base().name();
    }

    private static String receivedAsset(AuditedOrder order) {
        return order.buys() ? order.rules.base().name() : order.rules.quote().name();
    }

    Map<String, Asset> assets() {
        return assets;
    }

    Map<Long, AuditedAccount> accounts() {
        return accounts;
    }

    /** Open orders by id. */
    Map<Long, AuditedOrder> openOrders() {
        return openOrders;
    }

    BigInteger system(String account, String asset) {
        return system.getOrDefault(account + " " + asset, BigInteger.ZERO);
    }

    BigInteger usersAvailable(String asset) {
        return accounts.values().stream()
                .map(account -> BigInteger.valueOf(account.available(asset)))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    BigInteger usersHeld(String asset) {
        return accounts.values().stream()
                .map(account -> BigInteger.valueOf(account.held(asset)))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
