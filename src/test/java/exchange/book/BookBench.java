package exchange.book;

import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.matching.Matcher;
import exchange.matching.Order;
import exchange.matching.OrderBook;
import exchange.sequencer.Batch;
import exchange.sequencer.BookItems;
import exchange.sequencer.EntityLogic;
import exchange.sequencer.EntityState;
import exchange.sequencer.LinkEnd;
import exchange.sequencer.Run;
import exchange.testkit.SharedData;

import java.util.List;
import java.util.Locale;

/**
 * How many commands a second one thread decides, on the recorded flow: the pure book alone, and
 * with facts, money and lines to the ledgers. Run its main method on the test classpath.
 */
final class BookBench {
    private static final int ROUNDS = 200;

    private BookBench() {}

    /** A command without any text in it. */
    private record Command(boolean place, long id, Side side, long price, long lots) {}

    /** Fills both orders, as a book's facts would. */
    private static final class Flow implements Matcher.Sink {
        private final OrderBook book = new OrderBook();
        private final Matcher matcher = new Matcher(book, 1, 1);
        private Order taker = Order.NONE;

        private void play(List<Command> commands) {
            for (Command command : commands) {
                if (command.place()) {
                    place(command);
                } else {
                    cancel(command.id());
                }
            }
        }

        private void place(Command command) {
            taker = book.newOrder(command.id(), 1, command.side())
                    .limit(command.price(), command.lots())
                    .funds(Long.MAX_VALUE, 0, 0)
                    .preventing(SelfTradePrevention.NONE);
            if (matcher.crosses(command.side(), command.price())) {
                matcher.match(taker, command.price(), this);
            }
            if (taker.leavesLots() > 0) {
                book.rest(taker);
            } else {
                book.end(taker);
            }
        }

        private void cancel(long id) {
            Order order = book.resting(id);
            if (order.exists()) {
                book.end(order);
            }
        }

        @Override
        public void trade(Order maker, long lots) {
            long quote = maker.priceTicks() * lots;
            book.fill(maker, lots, quote, 0);
            book.fill(taker, lots, quote, 0);
        }

        @Override
        public void endMaker(Order maker) {
            book.end(maker);
        }

        @Override
        public void decrement(Order maker, long lots) {
            throw new IllegalStateException("no order here prevents trades with itself");
        }

        private void clear() {
            for (Side side : Side.values()) {
                while (book.best(side).exists()) {
                    book.end(book.best(side));
                }
            }
        }
    }

    public static void main(String[] args) {
        List<String[]> rows = SharedData.bitstamp("commands.csv.gz");
        benchPureBook(rows.stream().map(BookBench::command).toList());
        benchLogic(rows);
    }

    private static void benchPureBook(List<Command> commands) {
        Flow flow = new Flow();
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            flow.play(commands);
            best = Math.min(best, System.nanoTime() - start);
            flow.clear();
        }
        report("pure book", commands.size(), best);
    }

    private static void benchLogic(List<String[]> rows) {
        List<Run> runs = runs(rows);
        long best = Long.MAX_VALUE;
        long bytes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            EntityState<BookCommand> entity =
                    new EntityState<>(new BookLogic(RecordedFlowTest.BTC_USD.symbol(), 1));
            Batch batch = new Batch();
            batch.begin(0);
            entity.logic().decide(new BookCommand.DefineMarket(RecordedFlowTest.BTC_USD), batch);
            entity.seal(batch);
            bytes = 0;
            long start = System.nanoTime();
            for (Run run : runs) {
                batch.begin(0);
                EntityLogic.Items items = entity.logic().open(0, run);
                while (items.hasNext()) {
                    items.decideNext(batch);
                }
                entity.logic().links().to(0).closeRun();
                bytes += batch.facts().size();
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        report("with facts, money and lines", rows.size(), best);
        System.out.println(bytes / rows.size() + " bytes of facts a command");
    }

    private static List<Run> runs(List<String[]> rows) {
        LinkEnd end = new LinkEnd();
        BookItems.Writer writer = new BookItems.Writer();
        int count = 0;
        for (String[] row : rows) {
            writer.write(end, RecordedFlowTest.item(row));
            if (++count % RecordedFlowTest.BATCH == 0) {
                end.closeRun();
            }
        }
        end.closeRun();
        return end.runsFrom(1, Integer.MAX_VALUE);
    }

    private static void report(String what, int commands, long nanos) {
        System.out.printf(
                Locale.ROOT,
                "%s: %,d commands/s (best of %d rounds of %,d)%n",
                what,
                commands * 1_000_000_000L / nanos,
                ROUNDS,
                commands);
    }

    private static Command command(String[] row) {
        boolean place = row[3].equals("place");
        return new Command(
                place,
                Long.parseLong(row[4]),
                row[5].equals("buy") ? Side.BUY : Side.SELL,
                place ? Long.parseLong(row[6]) : 0,
                place ? Long.parseLong(row[7]) : 0);
    }
}
