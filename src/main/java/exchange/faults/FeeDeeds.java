package exchange.faults;

import exchange.accounts.FeeCommand;
import exchange.accounts.FeeOverride;
import exchange.market.FeeLevel;

import java.util.List;

/** Rates of accounts that change while they trade: the audit knows what each order must pay. */
final class FeeDeeds {
    private static final long PATIENCE_MILLIS = 3_000;

    private final World world;
    private long day;

    FeeDeeds(World world) {
        this.world = world;
    }

    void act(Connection connection, long account) {
        world.tally.count(Deed.FEES);
        FeeCommand command = next(account);
        connection.ask(account, command, world.agenda.now() + PATIENCE_MILLIS, reply -> {});
    }

    private FeeCommand next(long account) {
        List<String> symbols = List.of("", Markets.BTC, Markets.ETH);
        String symbol = symbols.get(world.below(symbols.size()));
        return switch (world.below(4)) {
            case 0 -> {
                int number = world.below(3);
                FeeLevel level = new FeeLevel(number, FeeLevel.WHOLE >> number, FeeLevel.WHOLE);
                yield new FeeCommand.SetFeeLevel(account, level, ++day, "0 USD", "simulated");
            }
            case 1 -> new FeeCommand.EndFeeOverride(account, symbol, "simulated", "drill");
            default -> {
                long until = world.happens(50) ? 0 : world.agenda.now() + world.between(1, 2_000);
                FeeOverride override =
                        new FeeOverride(symbol, world.below(5_000), world.below(5_000), until);
                yield new FeeCommand.OverrideFees(account, override, "simulated", "drill");
            }
        };
    }
}
