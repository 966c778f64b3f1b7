package exchange.accounts;

import exchange.market.AccountIds;
import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.OrderIds;
import exchange.market.RejectReason;
import exchange.sequencer.Batch;
import exchange.sequencer.EntityLogic;
import exchange.sequencer.LinkEnd;
import exchange.sequencer.Links;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;
import exchange.sequencer.Run;

import java.util.List;
import java.util.Optional;

/**
 * The decisions of one ledger partition: no money moves and no order reaches a book but through
 * here. Each decision is a fact, written to the batch and applied at once; what is refused leaves
 * no trace. Holds state, so one per entity incarnation, used by one thread.
 */
public final class LedgerLogic implements EntityLogic<LedgerCommand> {
    /** Items a book has not acknowledged: beyond it nothing more is sent to it. */
    static final int WINDOW_ITEMS = 8_192;
    /** From here on only cancels are. */
    static final int WINDOW_ITEMS_FOR_PLACES = WINDOW_ITEMS / 4 * 3;

    private static final int REFERENCE_LENGTH_MAX = 128;

    private final int partition;
    private final int partitions;
    private final LedgerFactWriter facts = new LedgerFactWriter();
    private final LedgerState state;
    private final LedgerQueries queries;

    public LedgerLogic(int partition, int partitions) {
        this(partition, partitions, ClosedOrders.Window.STANDARD);
    }

    LedgerLogic(int partition, int partitions, ClosedOrders.Window window) {
        this.partition = partition;
        this.partitions = partitions;
        state = new LedgerState(partition, window);
        queries = new LedgerQueries(state, this::write);
    }

    @Override
    public void decide(LedgerCommand command, Batch batch) {
        Object answer = switch (command) {
            case LedgerCommand.DefineAsset define -> defineAsset(define.asset(), batch);
            case LedgerCommand.DefineMarket define -> defineMarket(define.rules(), batch);
            case LedgerCommand.Deposit deposit -> deposit(deposit, batch);
            case LedgerCommand.Place place -> place(place, batch);
            case LedgerCommand.Cancel cancel -> cancel(cancel, batch);
            case LedgerCommand.Query query ->
                throw new IllegalStateException("a query is not decided: " + query);
        };
        batch.answer(answer);
    }

    private LedgerReply defineAsset(Asset asset, Batch batch) {
        int index = state.ledger.assetIndex(asset.name());
        if (index < 0) {
            happened(new LedgerFact.AssetDefined(asset), batch);
            return new LedgerReply.Done();
        }
        return state.ledger.assets().get(index).equals(asset)
                ? new LedgerReply.Done()
                : refused(RejectReason.INVALID_FIELD, "scale");
    }

    private LedgerReply defineMarket(MarketRules given, Batch batch) {
        MarketRules rules = given.withState(MarketState.OPEN);
        if (!isDefined(rules.base()) || rules.base().equals(rules.quote())) {
            return refused(RejectReason.UNKNOWN_ASSET, "base");
        }
        if (!isDefined(rules.quote())) {
            return refused(RejectReason.UNKNOWN_ASSET, "quote");
        }
        KnownMarket known = state.market(rules.symbol());
        if (known != null && !known.rules().sameUnits(rules)) {
            return refused(RejectReason.INVALID_FIELD, "units");
        }
        if (known == null || !known.rules().equals(rules)) {
            happened(new LedgerFact.MarketKnown(rules), batch);
        }
        return new LedgerReply.Done();
    }

    private boolean isDefined(Asset asset) {
        int index = state.ledger.assetIndex(asset.name());
        return index >= 0 && state.ledger.assets().get(index).equals(asset);
    }

    private LedgerReply deposit(LedgerCommand.Deposit deposit, Batch batch) {
        if (!isOurs(deposit.account())) {
            return refused(RejectReason.INVALID_FIELD, "account");
        }
        int length = deposit.reference().length();
        if (length == 0 || length > REFERENCE_LENGTH_MAX) {
            return refused(RejectReason.INVALID_FIELD, "reference");
        }
        int asset = state.ledger.assetIndex(deposit.asset());
        if (asset < 0) {
            return refused(RejectReason.UNKNOWN_ASSET, "asset");
        }
        if (deposit.amount() <= 0) {
            return refused(RejectReason.INVALID_FIELD, "amount");
        }
        DepositReferences.Content before =
                state.references.find(deposit.account(), deposit.reference());
        if (before != null) {
            return before.equals(new DepositReferences.Content(asset, deposit.amount()))
                    ? deposited(deposit, asset, true)
                    : refused(RejectReason.DUPLICATE_REFERENCE, "reference");
        }
        if (deposit.amount() > queries.room(deposit.account(), asset)) {
            return refused(RejectReason.BALANCE_LIMIT, "amount");
        }
        LedgerFact.Deposited fact = new LedgerFact.Deposited(
                deposit.account(),
                state.nextSequence(deposit.account()),
                deposit.asset(),
                deposit.amount(),
                deposit.reference(),
                deposit.by());
        happened(fact, batch);
        return deposited(deposit, asset, false);
    }

    private LedgerReply deposited(LedgerCommand.Deposit deposit, int asset, boolean duplicate) {
        return new LedgerReply.Deposited(
                deposit.account(),
                deposit.asset(),
                deposit.amount(),
                queries.balance(deposit.account(), asset),
                duplicate);
    }

    private Object place(LedgerCommand.Place place, Batch batch) {
        if (!isOurs(place.account())) {
            return refused(RejectReason.INVALID_FIELD, "account");
        }
        ClientId clientId = new ClientId(place.account(), place.clientOrderId());
        Order named = clientId.text().isEmpty() ? null : state.clientIds.find(clientId);
        if (named != null && !mayReuse(named, place)) {
            return repeated(named, place);
        }
        KnownMarket market = state.market(place.symbol());
        if (market == null) {
            return refused(RejectReason.UNKNOWN_MARKET, "symbol");
        }
        Optional<LedgerReply.Refused> wrong = PlaceRules.check(place, market.rules());
        if (wrong.isPresent()) {
            return wrong.get();
        }
        if (batch.time() > place.notAfter()) {
            return refused(RejectReason.TOO_LATE, "");
        }
        if (state.tombstones.stands(clientId, batch.time())) {
            return refused(RejectReason.CANCELED_BEFORE_PLACED, "client_order_id");
        }
        if (state.links.to(market.peer()).unacknowledged() >= WINDOW_ITEMS_FOR_PLACES) {
            return refused(RejectReason.MARKET_BUSY, "");
        }
        long available = state.available(place.account(), market.heldAsset(place.side()));
        long held = Holds.units(place, market.rules(), available);
        if (held == Holds.NOT_COVERED) {
            return refused(RejectReason.INSUFFICIENT_FUNDS, "");
        }
        return hold(place, market, held, batch);
    }

    /** A repeated request has the same deadline; a new one with the old id has a later one. */
    private static boolean mayReuse(Order named, LedgerCommand.Place place) {
        boolean sameRequest = named.notAfter == place.notAfter() && named.sameContent(place);
        return place.reuseClosed() && !named.isOpen() && !sameRequest;
    }

    private static Object repeated(Order named, LedgerCommand.Place place) {
        boolean sameRequest = named.notAfter == place.notAfter();
        if (!named.sameContent(place) || place.reuseClosed() && !sameRequest) {
            return refused(RejectReason.DUPLICATE_CLIENT_ORDER_ID, "client_order_id");
        }
        if (named.inFlight) {
            return new Routed.Joined(named.view());
        }
        return switch (named.status) {
            case REJECTED -> refused(Reasons.refusal(named.reason), "");
            case PENDING, OPEN, PARTIALLY_FILLED, FILLED, CANCELED ->
                new LedgerReply.OrderResult(named.view(), List.of(), true);
        };
    }

    private Object hold(LedgerCommand.Place place, KnownMarket market, long held, Batch batch) {
        LedgerFact.OrderHeld fact = new LedgerFact.OrderHeld(
                place.account(),
                state.nextSequence(place.account()),
                OrderIds.of(partition, state.orderCount + 1),
                place.clientOrderId(),
                place.symbol(),
                place.side(),
                place.type(),
                place.timeInForce(),
                place.postOnly(),
                place.selfTradePrevention(),
                place.priceTicks(),
                place.quantityLots(),
                place.amount(),
                held,
                market.rules().makerFee(),
                market.rules().takerFee(),
                place.notAfter());
        happened(fact, batch);
        return forwarded(state.openOrders.get(fact.orderId()));
    }

    private Routed.Forwarded forwarded(Order order) {
        int peer = order.market.peer();
        return new Routed.Forwarded(peer, state.links.to(peer).made(), order.view());
    }

    private Object cancel(LedgerCommand.Cancel cancel, Batch batch) {
        if (!isOurs(cancel.account())) {
            return refused(RejectReason.INVALID_FIELD, "account");
        }
        if (cancel.orderId() == 0 && !isGivenClientOrderId(cancel.clientOrderId())) {
            return refused(RejectReason.INVALID_FIELD, "client_order_id");
        }
        Order order = meant(cancel);
        if (order == null) {
            return cancelUnknown(cancel, batch);
        }
        if (!order.isOpen()) {
            return refused(RejectReason.UNKNOWN_ORDER, "");
        }
        LinkEnd link = state.links.to(order.market.peer());
        if (link.unacknowledged() >= WINDOW_ITEMS) {
            return refused(RejectReason.MARKET_BUSY, "");
        }
        happened(
                new LedgerFact.CancelSent(cancel.account(), order.orderId, order.market.symbol()),
                batch);
        return forwarded(order);
    }

    private static boolean isGivenClientOrderId(String text) {
        return !text.isEmpty() && PlaceRules.isClientOrderId(text);
    }

    private Order meant(LedgerCommand.Cancel cancel) {
        if (cancel.orderId() == 0) {
            return state.clientIds.find(new ClientId(cancel.account(), cancel.clientOrderId()));
        }
        Order order = state.openOrders.get(cancel.orderId());
        return order != null && order.owner.account() == cancel.account() ? order : null;
    }

    private LedgerReply cancelUnknown(LedgerCommand.Cancel cancel, Batch batch) {
        if (cancel.orderId() == 0 && cancel.guard()) {
            if (state.tombstones.isFull(batch.time())) {
                return refused(RejectReason.OVERLOADED, "");
            }
            happened(
                    new LedgerFact.TombstoneSet(
                            cancel.account(),
                            cancel.clientOrderId(),
                            batch.time() + Tombstones.MILLIS),
                    batch);
        }
        return refused(RejectReason.UNKNOWN_ORDER, "");
    }

    private boolean isOurs(long account) {
        return account > 0 && AccountIds.partition(account, partitions) == partition;
    }

    private static LedgerReply.Refused refused(RejectReason reason, String field) {
        return new LedgerReply.Refused(reason, field);
    }

    private void happened(LedgerFact fact, Batch batch) {
        facts.write(fact, batch);
        state.apply(fact, batch.time());
    }

    @Override
    public boolean isQuery(LedgerCommand command) {
        return command instanceof LedgerCommand.Query;
    }

    @Override
    public Object query(LedgerCommand command, long time) {
        if (command instanceof LedgerCommand.Query query) {
            return queries.answer(query, time);
        }
        throw new IllegalStateException("not a query: " + command);
    }

    @Override
    public Items open(int peer, Run run) {
        return new SettlingItems(state, state.markets.get(peer), run, this::happened);
    }

    /**
     * Nothing in a ledger waits for a time: tombstones and the window end when they are looked at.
     */
    @Override
    public void tick(Batch batch) {}

    @Override
    public long nextDeadline() {
        return Long.MAX_VALUE;
    }

    @Override
    public void apply(byte[] committed, long time) {
        LedgerFacts.decode(committed, time, fact -> state.apply(fact, time));
    }

    @Override
    public List<String> peers() {
        return state.markets.stream().map(KnownMarket::symbol).toList();
    }

    @Override
    public Links links() {
        return state.links;
    }

    /** The state itself, for the tests' eyes. */
    LedgerState state() {
        return state;
    }

    @Override
    public void write(PackedWriter out) {
        LedgerStateCodec.write(state, out);
    }

    @Override
    public void read(PackedReader in) {
        LedgerStateCodec.read(state, in);
    }
}
