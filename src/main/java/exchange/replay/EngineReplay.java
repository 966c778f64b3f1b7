package exchange.replay;

import exchange.market.Side;
import exchange.matching.Matcher;
import exchange.matching.Order;
import exchange.matching.OrderBook;
import exchange.replay.RecordedDay.Command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * Plays a recorded day on the pure order book, without money, accounts and a market's rules, and
 * tells every row that traded otherwise than the recording expects. Reads and writes row by row: in
 * memory are only the resting orders, and those order ids that are no plain numbers.
 */
public final class EngineReplay implements Matcher.Sink {
    private static final long ANY_BUY = Long.MAX_VALUE;
    private static final long ANY_SELL = 1;

    private final OrderNames ids = new OrderNames();
    private final OrderBook book = new OrderBook();
    private final Matcher matcher = new Matcher(book, 0, 0);
    private final PrintWriter differences;
    private final PrintWriter trades;
    private final BestPrices bestPrices;
    private Order taker = Order.NONE;
    private long msgNo;
    private long takerId;
    private int rowTrades;
    private long firstMaker;
    private long rows;
    private long differing;

    /** How many rows were played and how many of them traded otherwise than expected. */
    public record Result(long rows, long differing) {}

    /**
     * @param differences where rows that differ are told
     * @param trades where trades go
     * @param bestPrices where each change of the best prices goes
     */
    public EngineReplay(PrintWriter differences, PrintWriter trades, PrintWriter bestPrices) {
        this.differences = differences;
        this.trades = trades;
        this.bestPrices = new BestPrices(bestPrices);
        trades.println("msg_no,taker,maker,taker_side,price,quantity");
    }

    /** Plays the whole file on an empty book. */
    public Result play(Path file) throws IOException {
        try (RecordedDay day = RecordedDay.open(file, ids)) {
            while (day.next()) {
                msgNo = day.msgNo;
                rowTrades = 0;
                firstMaker = RecordedDay.NONE;
                play(day);
                check(day);
                bestPrices.tellIfChanged(msgNo, book);
                rows++;
            }
        }
        return new Result(rows, differing);
    }

    private void play(RecordedDay day) {
        switch (day.command) {
            case PLACE -> place(day);
            case IOC -> book.end(match(day));
            case REDUCE -> reduce(book.resting(day.orderId), day.quantity);
            case CANCEL -> end(book.resting(day.orderId));
        }
    }

    private void place(RecordedDay day) {
        if (book.resting(day.orderId).exists()) {
            throw day.refused(
                    RecordedDay.ORDER_ID, "order " + ids.text(day.orderId) + " rests already");
        }
        Order order = match(day);
        if (order.leavesLots() > 0) {
            book.rest(order);
        } else {
            book.end(order);
        }
    }

    private Order match(RecordedDay day) {
        long any = day.side == Side.BUY ? ANY_BUY : ANY_SELL;
        long limit = day.price == 0 ? any : day.price;
        takerId = day.orderId;
        taker = book.newOrder(day.orderId, 0, day.side).limit(limit, day.quantity);
        matcher.match(taker, limit, this);
        return taker;
    }

    private void reduce(Order order, long lots) {
        if (order.exists() && lots < order.leavesLots()) {
            book.reduce(order, lots, 0);
        } else {
            end(order);
        }
    }

    private void end(Order order) {
        if (order.exists()) {
            book.end(order);
        }
    }

    @Override
    public void trade(Order maker, long lots) {
        if (rowTrades++ == 0) {
            firstMaker = maker.id();
        }
        trades.print(msgNo);
        trades.print(',');
        trades.print(takerId == RecordedDay.NONE ? "" : ids.text(takerId));
        trades.print(',');
        trades.print(ids.text(maker.id()));
        trades.print(taker.side() == Side.BUY ? ",buy," : ",sell,");
        trades.print(maker.priceTicks());
        trades.print(',');
        trades.println(lots);
        book.fill(taker, lots, 0, 0);
        book.fill(maker, lots, 0, 0);
    }

    /** Never asked for: nobody prevents anything here. */
    @Override
    public void endMaker(Order maker) {
        throw new IllegalStateException("order " + maker.id() + " is to end without an owner");
    }

    @Override
    public void decrement(Order maker, long lots) {
        throw new IllegalStateException("no recorded order prevents trades with itself");
    }

    private void check(RecordedDay day) {
        long expected = day.expectedMaker;
        if (expected == RecordedDay.NONE || isAsExpected(day)) {
            return;
        }
        differing++;
        String wish = expected == RecordedDay.NOBODY
                ? "no trade"
                : (day.command == Command.IOC ? "one trade with " : "the first trade with ")
                        + ids.text(expected);
        String outcome = rowTrades == 0
                ? "no trade"
                : rowTrades
                        + (rowTrades == 1 ? " trade with " : " trades, the first with ")
                        + ids.text(firstMaker);
        differences.println("msg_no " + msgNo + ": expected " + wish + ", found " + outcome);
    }

    private boolean isAsExpected(RecordedDay day) {
        if (day.expectedMaker == RecordedDay.NOBODY) {
            return rowTrades == 0;
        }
        return firstMaker == day.expectedMaker && (day.command == Command.PLACE || rowTrades == 1);
    }
}
