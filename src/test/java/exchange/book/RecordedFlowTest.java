package exchange.book;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.matching.DepthLevel;
import exchange.sequencer.BookItem;
import exchange.sequencer.EntityState;
import exchange.testkit.SharedData;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A recorded session must give the trades and the book that a reference engine made of it. */
final class RecordedFlowTest {
    static final MarketRules BTC_USD = new MarketRules(
            "BTC-USD",
            new Asset("BTC", 10),
            new Asset("USD", 10),
            1,
            2,
            1,
            8,
            0,
            Long.MAX_VALUE,
            0,
            0,
            100_000,
            MarketState.OPEN);
    static final int BATCH = 500;

    private final TestBook book = TestBook.of(BTC_USD);

    @Test
    void givesExactlyTheRecordedTradesAndBook() {
        play(SharedData.bitstamp("commands.csv.gz"));

        assertThat(trades()).isEqualTo(column(SharedData.bitstamp("trades.csv"), 4, 5, 6, 7, 8));
        assertThat(levels()).isEqualTo(column(SharedData.bitstamp("final_book_l2.csv"), 0, 2, 3));
        assertThat(orders())
                .isEqualTo(column(SharedData.bitstamp("final_book_l3.csv"), 0, 2, 3, 4, 5));
    }

    @Test
    void replayOfItsJournalGivesTheSameState() {
        play(SharedData.bitstamp("commands.csv.gz"));

        EntityState<BookCommand> replayed =
                new EntityState<>(new BookLogic(BTC_USD.symbol(), TestBook.PARTITIONS));
        book.events.forEach(replayed::apply);

        assertThat(replayed.stateHash()).isEqualTo(book.entity.stateHash());
    }

    private void play(List<String[]> commands) {
        int row = 0;
        for (String[] command : commands) {
            book.take(item(command), false);
            if (++row % BATCH == 0) {
                book.commit();
            }
        }
        book.commit();
    }

    static BookItem item(String[] command) {
        long orderId = Long.parseLong(command[4]);
        if (command[3].equals("cancel")) {
            return new BookItem.Cancel(orderId, 1);
        }
        Side side = command[5].equals("buy") ? Side.BUY : Side.SELL;
        long price = Long.parseLong(command[6]);
        long lots = Long.parseLong(command[7]);
        long held =
                side == Side.BUY ? BTC_USD.notional(price, lots) : lots * BTC_USD.baseUnitsPerLot();
        return new BookItem.Place(
                orderId,
                1,
                side,
                OrderType.LIMIT,
                TimeInForce.GTC,
                false,
                SelfTradePrevention.NONE,
                price,
                lots,
                0,
                held,
                0,
                0,
                Long.MAX_VALUE);
    }

    private List<String> trades() {
        List<String> trades = new ArrayList<>();
        for (int event = 0; event < book.events.size(); event++) {
            for (BookFact fact : book.facts(event)) {
                if (fact instanceof BookFact.Traded traded) {
                    trades.add(String.join(
                            ",",
                            Long.toString(traded.takerOrderId()),
                            traded.takerSide().name().toLowerCase(),
                            Long.toString(traded.makerOrderId()),
                            Long.toString(traded.priceTicks()),
                            Long.toString(traded.quantityLots())));
                }
            }
        }
        return trades;
    }

    private List<String> levels() {
        BookReply.Depth depth = (BookReply.Depth) book.ask(new BookCommand.GetDepth(1_000));
        List<String> levels = new ArrayList<>();
        depth.asks().forEach(level -> levels.add(text("ask", level)));
        depth.bids().forEach(level -> levels.add(text("bid", level)));
        return levels;
    }

    private static String text(String side, DepthLevel level) {
        return side + "," + level.priceTicks() + "," + level.quantityLots();
    }

    private List<String> orders() {
        List<String> orders = new ArrayList<>();
        for (Side side : List.of(Side.SELL, Side.BUY)) {
            book.logic
                    .state()
                    .book()
                    .forEach(
                            side,
                            order -> orders.add(String.join(
                                    ",",
                                    side == Side.SELL ? "ask" : "bid",
                                    Long.toString(order.id()),
                                    Long.toString(order.priceTicks()),
                                    Long.toString(order.quantityLots()),
                                    Long.toString(order.leavesLots()))));
        }
        return orders;
    }

    private static List<String> column(List<String[]> rows, int... columns) {
        return rows.stream()
                .map(row -> String.join(
                        ",", Arrays.stream(columns).mapToObj(i -> row[i]).toList()))
                .toList();
    }
}
