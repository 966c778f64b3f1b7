package exchange.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * The wishes of all bots in the order of time, without end. A pure function of the seed, the
 * markets, the number of bots, the beginning and the tempo: nothing that happens on the exchange
 * comes back into it. Not safe for threads.
 */
public final class OrderFlow {
    /** Earlier markets are busier. */
    private static final double NEXT_MARKET = 0.7;

    private final FairPrices prices;
    private final Streams streams;
    private final PriorityQueue<Numbered> traders = new PriorityQueue<>(
            Comparator.comparingLong((Numbered each) -> each.trader().nextAt())
                    .thenComparingInt(Numbered::number));
    private final Deque<Wish> wishes = new ArrayDeque<>();
    private double ordersPerSecond;

    private record Numbered(int number, Trader trader) {}

    /**
     * Where a flow begins.
     *
     * @param at epoch milliseconds
     * @param prices of assets in dollars, as far as they are known
     * @param name begins all client order ids; a flow on the same accounts must not have had it
     */
    public record Beginning(long at, Map<String, Double> prices, String name) {
        public Beginning {
            prices = Map.copyOf(prices);
        }
    }

    /** @param ordersPerSecond of all bots together, on average */
    public OrderFlow(
            long seed,
            List<TradedMarket> markets,
            int bots,
            Beginning beginning,
            double ordersPerSecond) {
        this.ordersPerSecond = ordersPerSecond;
        streams = new Streams(seed);
        prices = new FairPrices(streams, markets, beginning.at(), beginning.prices());
        List<Double> shares = shares(markets.size());
        for (int i = 0; i < markets.size(); i++) {
            Pit pit = new Pit(markets.get(i), prices, shares.get(i), beginning.at());
            for (int bot = 0; bot < bots; bot++) {
                add(pit, bot, bots, beginning);
            }
        }
    }

    private static List<Double> shares(int markets) {
        double all = (1 - StrictMath.pow(NEXT_MARKET, markets)) / (1 - NEXT_MARKET);
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < markets; i++) {
            shares.add(StrictMath.pow(NEXT_MARKET, i) / all);
        }
        return shares;
    }

    private void add(Pit pit, int bot, int bots, Beginning beginning) {
        BotRole role = BotRole.of(bot);
        long ofRole = IntStream.range(0, bots)
                .filter(each -> BotRole.of(each) == role)
                .count();
        int number = traders.size();
        String prefix =
                beginning.name() + "." + Integer.toString(number, Character.MAX_RADIX) + ".";
        Trader trader = role.trader(
                pit,
                streams.of("bot/" + bot + "/" + pit.market().symbol()),
                bot,
                prefix,
                () -> role.actsPerSecond(ordersPerSecond, pit.share(), ofRole));
        trader.begin(beginning.at());
        traders.add(new Numbered(number, trader));
    }

    /** From now on faster or slower. What every trader has decided to do next stays. */
    public void tempo(double newOrdersPerSecond) {
        ordersPerSecond = newOrdersPerSecond;
    }

    /** When the next wish is, epoch milliseconds. */
    public long nextAt() {
        fill();
        return wishes.peek().at();
    }

    Wish next() {
        fill();
        return wishes.poll();
    }

    private void fill() {
        while (wishes.isEmpty()) {
            Numbered next = traders.poll();
            long now = next.trader().nextAt();
            prices.advance(now);
            next.trader().pit.at(now);
            next.trader().act(wishes::add);
            traders.add(next);
        }
    }

    /** Adds what was recorded, told by that bot from that moment on; for a market of the flow. */
    void mix(Recording recording, int bot, List<TradedMarket> markets, long at) {
        for (TradedMarket market : markets) {
            if (market.symbol().equals(recording.symbol())) {
                Pit pit = new Pit(market, prices, 0, at);
                Trader trader = new RecordedTrader(
                        pit, streams.of("recorded"), bot, "r" + at / 1_000 + ".", recording);
                trader.begin(at);
                traders.add(new Numbered(traders.size(), trader));
            }
        }
    }
}
