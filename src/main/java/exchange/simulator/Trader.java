package exchange.simulator;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * One bot's ways in one market, with a random stream of its own. Knows when it acts next, and what
 * it then wants; never hears what came of it.
 */
abstract class Trader {
    final Pit pit;
    final SplittableRandom random;
    private final int bot;
    private final String prefix;
    private final Tempo tempo;
    private long nextAt;
    private long count;

    /**
     * @param prefix begins its client order ids; no other trader of the account has it
     * @param tempo how often it acts
     */
    Trader(Pit pit, SplittableRandom random, int bot, String prefix, Tempo tempo) {
        this.pit = pit;
        this.random = random;
        this.bot = bot;
        this.prefix = prefix;
        this.tempo = tempo;
    }

    /** How often a trader acts on average; the whole flow may become faster or slower. */
    interface Tempo {
        double perSecond();
    }

    final long nextAt() {
        return nextAt;
    }

    final double perSecond() {
        return tempo.perSecond();
    }

    final void begin(long now) {
        nextAt = firstAt(now);
    }

    /** The first moment; makers are there at once. */
    long firstAt(long now) {
        return now + waitMillis();
    }

    final void act(Consumer<Wish> wishes) {
        wish(nextAt, wishes);
        nextAt += waitMillis();
    }

    long waitMillis() {
        return Draws.waitMillis(random, perSecond());
    }

    abstract void wish(long now, Consumer<Wish> wishes);

    /** A limit order in place of another one, "" for none; returns its name. */
    final String limit(
            long now,
            boolean buys,
            double price,
            double quantity,
            String replaces,
            Consumer<Wish> wishes) {
        String name = name();
        TradedMarket market = pit.market();
        wishes.accept(new Wish(
                now,
                bot,
                Wish.Kind.REST,
                market.symbol(),
                name,
                replaces,
                buys,
                market.price(price),
                market.quantity(quantity, price)));
        return name;
    }

    /** A market order; the makers are reckoned to have taken the other side. */
    final void take(long now, boolean buys, double quantity, Consumer<Wish> wishes) {
        TradedMarket market = pit.market();
        wishes.accept(new Wish(
                now,
                bot,
                Wish.Kind.TAKE,
                market.symbol(),
                name(),
                "",
                buys,
                "",
                market.quantity(quantity, pit.fair())));
        pit.taken(buys, quantity);
    }

    private String name() {
        return prefix + Long.toString(count++, Character.MAX_RADIX);
    }
}
