package exchange.audit;

import exchange.book.BookCommand;
import exchange.book.BookFact;
import exchange.book.BookFacts;
import exchange.book.BookLogic;
import exchange.book.BookReply;
import exchange.market.OrderIds;
import exchange.sequencer.BatchContent;
import exchange.sequencer.BookItem;
import exchange.sequencer.EntityLogic;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** The journal of one book: commands that must be what its ledgers sent, one outcome for each. */
final class BookAudit extends EntityAudit<BookCommand> {
    private static final int ORDERS_PER_PAGE = 1_000;

    private final String symbol;
    private final int partitions;
    private final IntFunction<AuditedLink> links;
    /** Of the last batch, what answers the second orders of lists, by order id. */
    private final Map<Long, BookFact.OfOrder> seconds = new HashMap<>();

    private long trades;

    /** @param links the link with the ledger of that partition */
    BookAudit(String persistenceId, String symbol, int partitions, IntFunction<AuditedLink> links) {
        super(persistenceId, new BookLogic(symbol, partitions));
        this.symbol = symbol;
        this.partitions = partitions;
        this.links = links;
    }

    @Override
    long check(BatchContent content, long time) {
        Map<Integer, Deque<BookFact.OfOrder>> outcomes = new HashMap<>();
        seconds.clear();
        long[] count = {0};
        BookFacts.decode(content.facts(), time, (fact, sequence) -> {
            count[0]++;
            checkFact(fact);
            if (fact instanceof BookFact.OfOrder ofOrder && number(ofOrder) > 0) {
                outcomes.computeIfAbsent(ofOrder.partition(), each -> new ArrayDeque<>())
                        .add(ofOrder);
            } else if (fact instanceof BookFact.Accepted || fact instanceof BookFact.Refused) {
                BookFact.OfOrder second = (BookFact.OfOrder) fact;
                seconds.put(second.orderId(), second);
            }
        });
        for (BatchContent.Progress progress : content.progress()) {
            checkTaken(progress, outcomes);
        }
        outcomes.forEach((partition, rest) -> BadBatch.require(
                rest.isEmpty(), "ledger %d never sent what this answers: %s", partition, rest));
        BadBatch.require(seconds.isEmpty(), "no ledger sent what this answers: %s", seconds);
        return count[0];
    }

    private void checkFact(BookFact fact) {
        switch (fact) {
            case BookFact.MarketDefined defined ->
                BadBatch.require(
                        defined.rules().symbol().equals(symbol),
                        "it defines %s",
                        defined.rules().symbol());
            case BookFact.Traded traded -> checkTrade(traded.tradeNumber());
            case BookFact.AuctionTraded traded -> checkTrade(traded.tradeNumber());
            case BookFact.OfMarket other -> {}
            case BookFact.OfOrder other -> {}
        }
    }

    private void checkTrade(long number) {
        BadBatch.require(number == ++trades, "trade %d follows trade %d", number, trades - 1);
    }

    /** The item number that the fact answers, 0 when it answers none. */
    private static long number(BookFact.OfOrder fact) {
        return switch (fact) {
            case BookFact.Accepted accepted -> accepted.number();
            case BookFact.Refused refused -> refused.number();
            case BookFact.Ended ended -> ended.number();
            case BookFact.CancelRefused refused -> refused.number();
            case BookFact.Amended amended -> amended.number();
            case BookFact.AmendRefused refused -> refused.number();
            case BookFact.MassCanceled canceled -> canceled.number();
            case BookFact.Triggered triggered -> 0;
            case BookFact.Trailed trailed -> 0;
            case BookFact.Refilled refilled -> 0;
            case BookFact.Decremented decremented -> 0;
            case BookFact.Rested rested -> 0;
        };
    }

    private void checkTaken(
            BatchContent.Progress progress, Map<Integer, Deque<BookFact.OfOrder>> outcomes) {
        BadBatch.require(progress.peer() < partitions, "it has no peer %d", progress.peer());
        AuditedLink link = links.apply(progress.peer());
        BadBatch.require(
                progress.acknowledged() <= link.linesTaken(),
                "ledger %d is said to have taken %d lines, it took %d",
                progress.peer(),
                progress.acknowledged(),
                link.linesTaken());
        Deque<BookFact.OfOrder> answers =
                outcomes.getOrDefault(progress.peer(), new ArrayDeque<>());
        for (long number = firstTaken(progress); number <= progress.taken(); number++) {
            BookItem sent = link.takeCommand(number);
            BookFact.OfOrder answer = answers.poll();
            BadBatch.require(
                    answer != null && number(answer) == number && answers(sent, answer),
                    "command %d of ledger %d was %s, it is answered by %s",
                    number,
                    progress.peer(),
                    sent,
                    answer);
        }
        tookUpTo(progress);
    }

    private boolean answers(BookItem sent, BookFact.OfOrder answer) {
        if (sent instanceof BookItem.PlaceList list) {
            BookFact.OfOrder second = seconds.remove(list.second().orderId());
            return second != null
                    && second.getClass() == answer.getClass()
                    && answers(list.first(), answer)
                    && answers(list.second(), second);
        }
        if (sent.orderId() != answer.orderId() || sent.account() != answer.account()) {
            return false;
        }
        return switch (sent) {
            case BookItem.Cancel cancel ->
                answer instanceof BookFact.Ended || answer instanceof BookFact.CancelRefused;
            case BookItem.Amend amend ->
                answer instanceof BookFact.Amended amended && amended.added() == amend.added()
                        || answer instanceof BookFact.AmendRefused refused
                                && refused.released() == amend.added();
            case BookItem.MassCancel cancel -> answer instanceof BookFact.MassCanceled;
            case BookItem.Replace replace -> answersReplace(replace, answer);
            case BookItem.PlaceList list -> false;
            case BookItem.Place place ->
                answer instanceof BookFact.Accepted accepted
                                && place.equals(item(accepted, place.unlimited()))
                        || answer instanceof BookFact.Refused refused
                                && refused.released() == place.held();
        };
    }

    /** How much was moved, the ledger's audit finds out. */
    private static boolean answersReplace(BookItem.Replace sent, BookFact.OfOrder answer) {
        return answer instanceof BookFact.Accepted accepted
                        && sent.place()
                                .holding(accepted.held())
                                .equals(item(accepted, sent.place().unlimited()))
                        && isBetween(accepted.held(), sent)
                || answer instanceof BookFact.Refused refused
                        && isBetween(refused.released(), sent);
    }

    private static boolean isBetween(long held, BookItem.Replace sent) {
        return held >= sent.added() && held <= sent.place().held();
    }

    /** @param unlimited what no fact tells: it only decides whether there is one */
    private static BookItem.Place item(BookFact.Accepted accepted, boolean unlimited) {
        return new BookItem.Place(
                accepted.orderId(),
                accepted.account(),
                accepted.side(),
                accepted.type(),
                accepted.timeInForce(),
                accepted.postOnly(),
                accepted.selfTradePrevention(),
                accepted.priceTicks(),
                accepted.quantityLots(),
                accepted.amount(),
                accepted.held(),
                accepted.makerFee(),
                accepted.takerFee(),
                accepted.notAfter(),
                accepted.conditions(),
                unlimited);
    }

    @Override
    void collect() {
        for (int partition = 0; partition < partitions; partition++) {
            links.apply(partition).collectLines(state().logic().links().to(partition));
        }
    }

    /** What every resting order of that partition holds, by order id. */
    Map<Long, Long> holds(int partition) {
        Map<Long, Long> holds = new HashMap<>();
        long after = 0;
        boolean more = true;
        while (more) {
            BookCommand query = new BookCommand.GetOrders(after, ORDERS_PER_PAGE);
            BookReply.Orders page = (BookReply.Orders) state().logic().query(query, state().time());
            for (BookReply.RestingOrder order : page.orders()) {
                after = order.orderId();
                if (OrderIds.partition(order.orderId()) == partition) {
                    holds.put(order.orderId(), order.held());
                }
            }
            more = page.more();
        }
        return holds;
    }

    @Override
    EntityLogic<BookCommand> newLogic() {
        return new BookLogic(symbol, partitions);
    }

    String symbol() {
        return symbol;
    }

    long trades() {
        return trades;
    }
}
