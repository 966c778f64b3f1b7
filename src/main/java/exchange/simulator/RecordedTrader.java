package exchange.simulator;

import exchange.replay.RecordedFlow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Tells a recorded day row by row, at a steady pace. Its prices are brought to the market's level
 * by the ratio of the fair price to the recording's first price; quantities are lots as recorded.
 */
final class RecordedTrader extends Trader {
    private static final long NEVER_MILLIS = 1L << 50;

    private final List<RecordedFlow.Row> rows;
    private final int bot;
    private final String prefix;
    private final Map<Long, Long> wholeLots = new HashMap<>();
    private double ratio;
    private int at;

    RecordedTrader(Pit pit, SplittableRandom random, int bot, String prefix, Recording recording) {
        super(pit, random, bot, prefix, recording::ordersPerSecond);
        this.rows = recording.rows();
        this.bot = bot;
        this.prefix = prefix;
    }

    @Override
    long waitMillis() {
        return at >= rows.size() ? NEVER_MILLIS : Math.max(1, (long) (1_000 / perSecond()));
    }

    @Override
    void wish(long now, Consumer<Wish> wishes) {
        if (at >= rows.size()) {
            return;
        }
        RecordedFlow.Row row = rows.get(at++);
        if (ratio == 0 && row.price() > 0) {
            ratio = pit.fair() / row.price();
        }
        switch (row.command()) {
            case PLACE -> {
                wholeLots.put(row.orderId(), row.quantity());
                wishes.accept(order(now, row, Wish.Kind.REST, name(row.orderId())));
            }
            case IOC -> wishes.accept(order(now, row, Wish.Kind.TAKE, prefix + "i" + at));
            case CANCEL -> {
                if (wholeLots.remove(row.orderId()) != null) {
                    wishes.accept(change(now, row, Wish.Kind.CANCEL, 0));
                }
            }
            case REDUCE -> {
                Long left = wholeLots.computeIfPresent(
                        row.orderId(), (id, lots) -> Math.max(0, lots - row.quantity()));
                if (left != null) {
                    boolean isGone = left == 0;
                    Wish.Kind kind = isGone ? Wish.Kind.CANCEL : Wish.Kind.REDUCE;
                    wishes.accept(change(now, row, kind, left));
                }
            }
        }
    }

    private Wish order(long now, RecordedFlow.Row row, Wish.Kind kind, String name) {
        TradedMarket market = pit.market();
        double price = row.price() == 0 ? pit.fair() : row.price() * ratio;
        return new Wish(
                now,
                bot,
                kind,
                market.symbol(),
                name,
                "",
                row.buys(),
                row.price() == 0 ? "" : market.price(price),
                market.quantity(lots(row.quantity()), price));
    }

    private Wish change(long now, RecordedFlow.Row row, Wish.Kind kind, long lots) {
        TradedMarket market = pit.market();
        String quantity = market.quantity(lots(lots), pit.fair());
        return new Wish(
                now, bot, kind, market.symbol(), name(row.orderId()), "", true, "", quantity);
    }

    private double lots(long count) {
        return count * pit.market().lotSize().doubleValue();
    }

    private String name(long orderId) {
        return prefix + "o" + orderId;
    }
}
