package exchange.faults;

import exchange.accounts.LedgerCommand;
import exchange.book.BookCommand;
import exchange.book.LocalBookRequest;
import exchange.market.AccountLimits;
import exchange.market.AccountTier;
import exchange.market.CircuitBreaker;
import exchange.market.MarketRules;
import exchange.market.MarketState;

import java.util.ArrayList;
import java.util.List;

/** Halts, auctions, changed rules, limits and tiers while everything else goes on. */
final class Admins {
    private static final CircuitBreaker BREAKER = new CircuitBreaker(15_000, 1_000, 200, 1_000);
    private static final List<MarketState> STATES = List.of(
            MarketState.HALTED,
            MarketState.CANCEL_ONLY,
            MarketState.POST_ONLY,
            MarketState.AUCTION);

    private static final long PATIENCE_MILLIS = 3_000;

    private final World world;
    private final Cluster cluster;
    private final Connection ledgers;
    private final List<MarketRules> opened = new ArrayList<>();

    Admins(World world, Cluster cluster) {
        this.world = world;
        this.cluster = cluster;
        this.ledgers = new Connection(world, cluster, "admin");
    }

    int waiting() {
        return ledgers.waiting();
    }

    /** Opens the markets, some with circuit breakers, some with limits that are soon reached. */
    void begin() {
        boolean breaks = world.happens(30);
        boolean tight = world.happens(30);
        for (MarketRules plain : Markets.RULES) {
            MarketRules rules = tight ? plain.with(tightLimits()) : plain;
            opened.add(rules);
            tell(
                    rules.symbol(),
                    new BookCommand.DefineMarket(
                            rules.with(MarketState.OPEN, breaks ? BREAKER : CircuitBreaker.OFF)));
        }
    }

    private void tell(String symbol, BookCommand command) {
        world.history.note("admin", () -> "tells " + symbol + " " + command);
        cluster.network.inOrder(
                "admin to " + symbol,
                Fault.REQUEST_LOST,
                () -> cluster.deliver(
                        symbol,
                        new LocalBookRequest(
                                reply -> world.history.note("admin", () -> "hears " + reply),
                                command)));
    }

    /** Tells the ledgers of the limits that the markets were opened with. */
    void tellLedgers() {
        opened.forEach(this::define);
    }

    /** Makes a market known to all ledgers, as it is now. */
    private void define(MarketRules rules) {
        for (int partition = 0; partition < Cluster.PARTITIONS; partition++) {
            ledgers.ask(
                    partition,
                    new LedgerCommand.DefineMarket(rules.forLedgers()),
                    world.agenda.now() + PATIENCE_MILLIS,
                    reply -> {});
        }
        ledgers.flush();
    }

    private AccountLimits tightLimits() {
        return new AccountLimits(
                (int) world.between(2, 6),
                (int) world.between(1, 2),
                (int) world.between(988_000, 997_000),
                (int) world.between(1_003_000, 1_012_000));
    }

    void act() {
        MarketRules rules = Markets.RULES.get(world.below(Markets.RULES.size()));
        int what = world.below(100);
        if (what < 30) {
            changeRules(rules);
        } else if (what < 50) {
            changeTier();
        } else {
            changeState(rules);
        }
    }

    private void changeRules(MarketRules rules) {
        boolean limits = world.happens(60);
        world.tally.count(limits ? Deed.CHANGE_OF_LIMITS : Deed.CHANGE_OF_RULES);
        BookCommand.ChangeRules change = new BookCommand.ChangeRules(
                500,
                3_000,
                (int) world.between(20_000, 200_000),
                0,
                Long.MAX_VALUE,
                world.happens(50) ? BREAKER : CircuitBreaker.OFF,
                limits && world.happens(70) ? tightLimits() : AccountLimits.STANDARD,
                "simulated");
        tell(rules.symbol(), change);
        define(rules.with(change.limits()));
    }

    private void changeTier() {
        world.tally.count(Deed.CHANGE_OF_TIER);
        long account = Markets.ACCOUNTS.get(world.below(Markets.ACCOUNTS.size()));
        AccountTier[] tiers = AccountTier.values();
        ledgers.ask(
                account,
                new LedgerCommand.SetTier(account, tiers[world.below(tiers.length)], "simulated"),
                world.agenda.now() + PATIENCE_MILLIS,
                reply -> {});
        ledgers.flush();
    }

    private void changeState(MarketRules rules) {
        world.tally.count(Deed.CHANGE_OF_STATE);
        boolean isOpen = cluster.checks.state(rules.symbol()) == MarketState.OPEN;
        MarketState state = isOpen ? STATES.get(world.below(STATES.size())) : MarketState.OPEN;
        boolean ends = state == MarketState.AUCTION || state == MarketState.HALTED;
        tell(
                rules.symbol(),
                new BookCommand.ChangeState(
                        state, "drill", "simulated", ends ? world.between(100, 900) : 0));
    }
}
