package exchange.matching.bench;

import exchange.market.Side;
import exchange.matching.Matcher;
import exchange.matching.Order;
import exchange.matching.OrderBook;

/** The exchange's own matching, with holds as an exchange keeps them. */
final class OurBook extends Contender implements Matcher.Sink {
    private final OrderBook book = new OrderBook();
    private final Matcher matcher = new Matcher(book, 1, 1);
    private Order taker = Order.NONE;

    OrderBook book() {
        return book;
    }

    @Override
    void play(Commands commands, int from, int to) {
        for (int i = from; i < to; i++) {
            long id = commands.ids[i];
            switch (commands.kinds[i]) {
                case Commands.PLACE -> place(commands, i, true);
                case Commands.IOC -> place(commands, i, false);
                case Commands.MOVE -> move(book.resting(id), commands.prices[i]);
                case Commands.REDUCE -> reduce(book.resting(id), commands.lots[i]);
                default -> cancel(book.resting(id));
            }
        }
    }

    private void place(Commands commands, int i, boolean rests) {
        Side side = commands.buys[i] ? Side.BUY : Side.SELL;
        long price = commands.prices[i];
        long lots = commands.lots[i];
        Order order = book.newOrder(commands.ids[i], 1, side).limit(price, lots);
        enter(order.funds(worth(side, price, lots), 0, 0), rests);
    }

    private void enter(Order order, boolean rests) {
        if (matcher.crosses(order.side(), order.priceTicks())) {
            taker = order;
            matcher.match(order, order.priceTicks(), this);
        }
        if (rests && order.leavesLots() > 0) {
            book.rest(order);
        } else {
            book.end(order);
        }
    }

    private void move(Order order, long price) {
        if (!order.exists()) {
            return;
        }
        long left = order.leavesLots();
        order.funds(worth(order.side(), price, left), 0, 0);
        if (matcher.crosses(order.side(), price)) {
            book.withdraw(order);
            enter(order.limit(price, order.quantityLots()).leaves(left), true);
        } else {
            book.move(order, price);
        }
    }

    private void reduce(Order order, long lots) {
        if (order.exists() && lots < order.leavesLots()) {
            book.reduce(order, lots, worth(order.side(), order.priceTicks(), lots));
        } else {
            cancel(order);
        }
    }

    private void cancel(Order order) {
        if (order.exists()) {
            book.end(order);
        }
    }

    @Override
    public void trade(Order maker, long lots) {
        long price = maker.priceTicks();
        long quote = price * lots;
        count(price, lots);
        book.fill(taker, lots, quote, worth(taker.side(), taker.priceTicks(), lots));
        book.fill(maker, lots, quote, worth(maker.side(), price, lots));
    }

    @Override
    public void endMaker(Order maker) {
        book.end(maker);
    }

    @Override
    public void decrement(Order maker, long lots) {
        throw new IllegalStateException("no order here prevents trades with itself");
    }

    private static long worth(Side side, long price, long lots) {
        return side == Side.BUY ? price * lots : lots;
    }

    @Override
    int resting() {
        return book.orderCount();
    }
}
