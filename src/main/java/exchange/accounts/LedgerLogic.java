package exchange.accounts;

import exchange.market.AccountIds;
import exchange.market.RejectReason;
import exchange.sequencer.Batch;
import exchange.sequencer.EntityLogic;
import exchange.sequencer.Links;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;
import exchange.sequencer.Run;

import java.util.List;

/**
 * The decisions of one ledger partition: no money moves and no order reaches a book but through
 * here. Each decision is a fact, written to the batch and applied at once; what is refused leaves
 * no trace. Holds state, so one per entity incarnation, used by one thread.
 */
public final class LedgerLogic implements EntityLogic<LedgerCommand> {
    /** The answer to a command about an account of another partition. */
    private static final LedgerReply STRANGER =
            new LedgerReply.Refused(RejectReason.INVALID_FIELD, "account");

    private final int partition;
    private final int partitions;
    private final LedgerState state;
    private final LedgerQueries queries;
    private final Journal journal;
    private final FundsDecisions funds;
    private final MoneyDecisions money;
    private final OrderDecisions orders;
    private final AmendDecisions amends;
    private final ReplaceDecisions replaces;
    private final ListDecisions lists;
    private final TransferDecisions transfers;
    private final FeeDecisions fees;
    private final TimerDecisions timers;

    public LedgerLogic(int partition, int partitions) {
        this(partition, partitions, ClosedOrders.Window.STANDARD);
    }

    LedgerLogic(int partition, int partitions, ClosedOrders.Window window) {
        this.partition = partition;
        this.partitions = partitions;
        state = new LedgerState(partition, partitions, window);
        queries = new LedgerQueries(state, this::write);
        journal = new Journal(state);
        funds = new FundsDecisions(state, journal, queries);
        money = new MoneyDecisions(state, journal, queries);
        orders = new OrderDecisions(state, journal);
        amends = new AmendDecisions(state, journal);
        replaces = new ReplaceDecisions(state, journal, orders);
        lists = new ListDecisions(state, journal, orders);
        transfers = new TransferDecisions(state, journal, queries);
        fees = new FeeDecisions(state, journal, queries);
        timers = new TimerDecisions(state, journal);
    }

    @Override
    public void decide(LedgerCommand command, Batch batch) {
        batch.answer(
                switch (command) {
                    case LedgerCommand.DefineAsset define ->
                        funds.defineAsset(define.asset(), batch);
                    case LedgerCommand.DefineMarket define ->
                        funds.defineMarket(define.rules(), batch);
                    case LedgerCommand.Deposit deposit ->
                        isOurs(deposit.account()) ? funds.deposit(deposit, batch) : STRANGER;
                    case FeeCommand set ->
                        isOurs(set.account()) ? fees.decide(set, batch) : STRANGER;
                    case LedgerCommand.MeetLedgers meet -> transfers.meetLedgers(batch);
                    case LedgerCommand.Transfer transfer ->
                        isOurs(transfer.account()) ? transfers.transfer(transfer, batch) : STRANGER;
                    case LedgerCommand.Place place ->
                        isOurs(place.account()) ? orders.place(place, batch) : STRANGER;
                    case LedgerCommand.Replace replace ->
                        isOurs(replace.place().account())
                                ? replaces.replace(replace, batch)
                                : STRANGER;
                    case LedgerCommand.PlaceList list ->
                        isOurs(list.above().account()) ? lists.place(list, batch) : STRANGER;
                    case LedgerCommand.Cancel cancel ->
                        isOurs(cancel.account()) ? orders.cancel(cancel, batch) : STRANGER;
                    case LedgerCommand.SetSelfTradePrevention set ->
                        isOurs(set.account()) ? funds.setPrevention(set, batch) : STRANGER;
                    case LedgerCommand.SetTier set ->
                        isOurs(set.account()) ? funds.setTier(set, batch) : STRANGER;
                    case MoneyCommand asked ->
                        asked.account() == 0 || isOurs(asked.account())
                                ? money.decide(asked, batch)
                                : STRANGER;
                    case LedgerCommand.SetCancelTimer set ->
                        isOurs(set.account()) ? timers.set(set, batch) : STRANGER;
                    case LedgerCommand.Amend amend ->
                        isOurs(amend.account()) ? amends.amend(amend, batch) : STRANGER;
                    case LedgerCommand.MassCancel cancel ->
                        isOurs(cancel.account()) ? amends.massCancel(cancel, batch) : STRANGER;
                    case LedgerCommand.Query query ->
                        throw new IllegalStateException("a query is not decided: " + query);
                });
    }

    private boolean isOurs(long account) {
        return account > 0 && AccountIds.partition(account, partitions) == partition;
    }

    @Override
    public boolean isQuery(LedgerCommand command) {
        return command instanceof LedgerCommand.Query;
    }

    @Override
    public boolean isFinal(LedgerCommand command, long time) {
        return command instanceof LedgerCommand.Query query && queries.isFinal(query, time);
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
        KnownMarket market = state.peers.market(peer);
        return market == null
                ? new TransferringItems(transfers, run)
                : new SettlingItems(state, market, run, journal::emit);
    }

    /** Tombstones and the window of closed orders end when they are looked at. */
    @Override
    public void tick(Batch batch) {
        timers.tick(batch);
    }

    @Override
    public long nextDeadline() {
        return state.cancelTimers.next();
    }

    @Override
    public void apply(byte[] committed, long time) {
        LedgerFacts.decode(committed, time, fact -> state.apply(fact, time));
    }

    @Override
    public List<String> peers() {
        return state.peers.names();
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
