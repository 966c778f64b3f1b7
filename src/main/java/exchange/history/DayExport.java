package exchange.history;

import exchange.book.BookFact;
import exchange.market.MarketState;
import exchange.market.Side;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One market's day as rows for the pure order book ({@code docs/replay-format.md}): what rested at
 * its begin, then what happened, in which every trade is an `ioc` that names the order it must
 * trade with. Stops, icebergs and prevented trades need no words of their own there: a row says
 * what became of an order. An auction is the trades that it came to, between a book that is taken
 * away and one that is put back. Not safe for several threads.
 */
public final class DayExport {
    private static final String HEADER =
            "msg_no,kind,command,order_id,side,price,quantity,expected_maker";
    private static final String NO_TRADE = "none";

    private final PrintWriter out;
    private final Journey journey;
    /** The orders that rest for whoever plays the rows. */
    private final Set<Long> played = new LinkedHashSet<>();

    private final List<BookFact.AuctionTraded> uncrossed = new ArrayList<>();
    /** Whether the rows stand still, because the book may be crossed. */
    private boolean waits;

    private long rows;
    private long trades;

    /** How many rows, and how many trades in them. */
    public record Result(long rows, long trades) {}

    private DayExport(Connection connection, String symbol, PrintWriter out) {
        this.out = out;
        journey = new Journey(connection, symbol);
    }

    /**
     * @param connection in a transaction
     * @param day in UTC
     * @return empty when the market has no journal at all
     */
    public static Optional<Result> write(
            Connection connection, String symbol, LocalDate day, PrintWriter out)
            throws SQLException {
        long from = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        long to = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        return write(connection, symbol, from, to, out);
    }

    /**
     * Any part of the past.
     *
     * @param from epoch milliseconds
     * @param to before this time
     */
    static Optional<Result> write(
            Connection connection, String symbol, long from, long to, PrintWriter out)
            throws SQLException {
        DayExport export = new DayExport(connection, symbol, out);
        return export.write(from, to) ? Optional.of(export.result()) : Optional.empty();
    }

    private Result result() {
        return new Result(rows, trades);
    }

    private boolean write(long from, long to) throws SQLException {
        PastBook book = journey.to(new Moment.AtTime(from - 1));
        out.println(HEADER);
        waits = !book.state().matches();
        if (!waits) {
            placeAll("opening");
        }
        journey.on(time -> time < to, this::before, this::after);
        if (waits && journey.book().state().matches()) {
            goOn();
        }
        return journey.book().batch() > 0;
    }

    private void placeAll(String kind) {
        for (Side side : Side.values()) {
            journey.book().forEach(side, order -> {
                place(kind, order.orderId(), side, order.priceTicks(), order.lots());
            });
        }
    }

    /** With the book as it was before the fact. */
    private void before(BookFact fact) {
        MarketState state = journey.book().state();
        if (waits && state.matches() && !(fact instanceof BookFact.AuctionTraded)) {
            goOn();
        }
        if (waits) {
            return;
        }
        switch (fact) {
            case BookFact.Traded traded -> {
                trades++;
                row(
                        "traded",
                        "ioc",
                        traded.takerOrderId(),
                        traded.takerSide(),
                        traded.priceTicks(),
                        traded.quantityLots(),
                        "" + traded.makerOrderId());
            }
            case BookFact.Decremented less ->
                change("prevented", "reduce", less.orderId(), less.quantityLots());
            case BookFact.Amended amended -> amend(amended);
            case BookFact.Ended ended -> end("ended", ended.orderId());
            case BookFact.Accepted accepted -> {}
            case BookFact.Rested rested -> {}
            case BookFact.Refilled refilled -> {}
            case BookFact.AuctionTraded traded -> {}
            case BookFact.OfMarket ofMarket -> {}
            case BookFact.Unseen unseen -> {}
        }
    }

    private void amend(BookFact.Amended amended) {
        long less = journey.book()
                .find(amended.orderId())
                .map(order -> order.lots() - amended.shownLots())
                .orElse(0L);
        if (!amended.keepsPlace()) {
            end("amended", amended.orderId());
        } else if (less > 0) {
            change("amended", "reduce", amended.orderId(), less);
        }
    }

    /** With the book as it is after the fact. */
    private void after(BookFact fact) {
        if (fact instanceof BookFact.AuctionTraded traded) {
            waits = true;
            uncrossed.add(traded);
        }
        waits |= !journey.book().state().matches() && adds(fact);
        if (waits) {
            return;
        }
        switch (fact) {
            case BookFact.Accepted accepted
            when accepted.rests() -> placed("accepted", accepted.orderId());
            case BookFact.Rested rested -> placed("rested", rested.orderId());
            case BookFact.Refilled refilled -> placed("refilled", refilled.orderId());
            case BookFact.Amended amended
            when !amended.keepsPlace() -> placed("amended", amended.orderId());
            case BookFact.OfMarket ofMarket -> {}
            case BookFact.OfOrder ofOrder -> {}
            case BookFact.Traded traded -> forget(traded.makerOrderId());
            case BookFact.AuctionTraded traded -> {}
        }
        if (fact instanceof BookFact.Decremented less) {
            forget(less.orderId());
        }
    }

    private static boolean adds(BookFact fact) {
        return fact.changesBook() && !(fact instanceof BookFact.Ended);
    }

    /** Whoever is not in the book any more does not rest for the player either. */
    private void forget(long orderId) {
        if (journey.book().find(orderId).isEmpty()) {
            played.remove(orderId);
        }
    }

    private void placed(String kind, long orderId) {
        journey.book()
                .find(orderId)
                .ifPresent(order ->
                        place(kind, orderId, order.side(), order.priceTicks(), order.lots()));
    }

    /** The book can match again: the auction's trades, then everything that rests now. */
    private void goOn() {
        waits = false;
        List.copyOf(played).forEach(orderId -> end("auction", orderId));
        for (BookFact.AuctionTraded traded : uncrossed) {
            long price = traded.priceTicks();
            long lots = traded.quantityLots();
            trades++;
            String maker = "" + traded.sellOrderId();
            row("auction", "place", traded.sellOrderId(), Side.SELL, price, lots, NO_TRADE);
            row("auction", "ioc", traded.buyOrderId(), Side.BUY, price, lots, maker);
        }
        uncrossed.clear();
        placeAll("auction");
    }

    private void place(String kind, long orderId, Side side, long priceTicks, long lots) {
        played.add(orderId);
        row(kind, "place", orderId, side, priceTicks, lots, NO_TRADE);
    }

    private void end(String kind, long orderId) {
        if (played.remove(orderId)) {
            out.println(++rows + "," + kind + ",cancel," + orderId + ",,,,");
        }
    }

    private void change(String kind, String command, long orderId, long lots) {
        out.println(++rows + "," + kind + "," + command + "," + orderId + ",,," + lots + ",");
    }

    private void row(
            String kind,
            String command,
            long orderId,
            Side side,
            long priceTicks,
            long lots,
            String expectedMaker) {
        out.println(++rows + "," + kind + "," + command + "," + orderId
                + (side == Side.BUY ? ",buy," : ",sell,") + priceTicks + "," + lots + ","
                + expectedMaker);
    }
}
