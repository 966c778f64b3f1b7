package exchange.faults;

import exchange.book.BookCommand;
import exchange.book.LocalBookRequest;
import exchange.market.AccountLimits;
import exchange.market.CircuitBreaker;
import exchange.market.MarketRules;
import exchange.market.MarketState;

import java.util.List;

/** Halts, auctions and changed rules while everything else goes on. */
final class Admins {
    private static final CircuitBreaker BREAKER = new CircuitBreaker(15_000, 1_000, 200, 1_000);
    private static final List<MarketState> STATES = List.of(
            MarketState.HALTED,
            MarketState.CANCEL_ONLY,
            MarketState.POST_ONLY,
            MarketState.AUCTION);

    private final World world;
    private final Cluster cluster;

    Admins(World world, Cluster cluster) {
        this.world = world;
        this.cluster = cluster;
    }

    void begin() {
        boolean breaks = world.happens(30);
        for (MarketRules rules : Markets.RULES) {
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

    void act() {
        MarketRules rules = Markets.RULES.get(world.below(Markets.RULES.size()));
        if (world.happens(30)) {
            world.tally.count(Deed.CHANGE_OF_RULES);
            tell(
                    rules.symbol(),
                    new BookCommand.ChangeRules(
                            500,
                            3_000,
                            (int) world.between(20_000, 200_000),
                            0,
                            Long.MAX_VALUE,
                            world.happens(50) ? BREAKER : CircuitBreaker.OFF,
                            AccountLimits.STANDARD,
                            "simulated"));
            return;
        }
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
