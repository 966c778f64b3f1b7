package exchange.simulator;

import java.util.List;
import java.util.SplittableRandom;

/** What a bot is, and its part in all that is said. */
enum BotRole {
    /** An act is two orders. */
    MAKER("maker", 0.70, 2) {
        @Override
        Trader trader(
                Pit pit, SplittableRandom random, int bot, String prefix, Trader.Tempo tempo) {
            return new Maker(pit, random, bot, prefix, tempo);
        }
    },
    NOISE("noise", 0.14, 1) {
        @Override
        Trader trader(
                Pit pit, SplittableRandom random, int bot, String prefix, Trader.Tempo tempo) {
            return new NoiseTrader(pit, random, bot, prefix, tempo);
        }
    },
    FLOW("flow", 0.12, 1) {
        @Override
        Trader trader(
                Pit pit, SplittableRandom random, int bot, String prefix, Trader.Tempo tempo) {
            return new FlowTrader(pit, random, bot, prefix, tempo);
        }
    },
    /** Most looks come to nothing. */
    MOMENTUM("momentum", 0.04, 0.5) {
        @Override
        Trader trader(
                Pit pit, SplittableRandom random, int bot, String prefix, Trader.Tempo tempo) {
            return new MomentumTrader(pit, random, bot, prefix, tempo);
        }
    };

    private static final List<BotRole> IN_TURN =
            List.of(MAKER, NOISE, FLOW, MAKER, MOMENTUM, NOISE, MAKER, FLOW, NOISE, MOMENTUM);

    private final String text;
    private final double share;
    private final double ordersPerAct;

    BotRole(String text, double share, double ordersPerAct) {
        this.text = text;
        this.share = share;
        this.ordersPerAct = ordersPerAct;
    }

    /** The roles of so many bots: whoever comes first makes a market. */
    static BotRole of(int bot) {
        return IN_TURN.get(bot % IN_TURN.size());
    }

    String text() {
        return text;
    }

    /** How often each of so many bots of this role acts in a market with that share of all. */
    double actsPerSecond(double ordersPerSecond, double marketShare, long botsOfRole) {
        return ordersPerSecond * share * marketShare / botsOfRole / ordersPerAct;
    }

    abstract Trader trader(
            Pit pit, SplittableRandom random, int bot, String prefix, Trader.Tempo tempo);
}
