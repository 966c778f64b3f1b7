package exchange.book;

import exchange.market.EndReason;
import exchange.market.MarketRules;
import exchange.market.OrderIds;
import exchange.market.OrderType;
import exchange.matching.Matcher;
import exchange.matching.Order;
import exchange.matching.OrderBook;
import exchange.sequencer.LedgerItem;
import exchange.sequencer.LedgerItems;
import exchange.sequencer.Links;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that follows from a book's facts: its rules, its orders, its counters, and the lines
 * to the ledgers. {@link #apply} is the only way it changes, live and in replay. Of a trade
 * between two orders of one partition, the maker's line comes first.
 */
final class BookState {
    private final OrderBook book = new OrderBook();
    private final Links links = new Links();
    private final List<LedgerItems.Writer> lines = new ArrayList<>();
    private Optional<MarketRules> rules = Optional.empty();
    private Units units = new Units(1, 1);
    private Matcher matcher = new Matcher(book, 1, 1);
    private Order incoming = Order.NONE;
    private long sequence;
    private long tradeNumber;
    private long lastPriceTicks;

    BookState(int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            links.to(partition);
            lines.add(new LedgerItems.Writer());
        }
    }

    void apply(BookFact fact, long time) {
        switch (fact) {
            case BookFact.MarketDefined defined -> setRules(defined.rules());
            case BookFact.MarketStateChanged changed ->
                setRules(definedRules().withState(changed.state()));
            case BookFact.RulesChanged changed -> setRules(changed.on(definedRules()));
            case BookFact.Accepted accepted -> accept(accepted, time);
            case BookFact.Traded traded -> trade(traded, time);
            case BookFact.Rested rested -> rest(rested, time);
            case BookFact.Ended ended -> end(ended, time);
            case BookFact.Refused refused ->
                send(new LedgerItem.Refused(
                        refused.number(),
                        refused.orderId(),
                        refused.reason(),
                        refused.released(),
                        time));
            case BookFact.CancelRefused refused ->
                send(new LedgerItem.CancelRefused(
                        refused.number(), refused.orderId(), refused.reason(), time));
        }
        sequence += fact.changesBook() ? 1 : 0;
    }

    private void accept(BookFact.Accepted accepted, long time) {
        if (incoming.exists()) {
            book.end(incoming);
            incoming = Order.NONE;
        }
        Order order = book.newOrder(accepted.orderId(), accepted.account(), accepted.side())
                .funds(accepted.held(), accepted.makerFee(), accepted.takerFee())
                .preventing(accepted.selfTradePrevention());
        if (accepted.type() == OrderType.LIMIT) {
            order.limit(accepted.priceTicks(), accepted.quantityLots());
        } else {
            order.market(accepted.quantityLots(), accepted.amount());
        }
        if (accepted.rests()) {
            book.rest(order);
        } else {
            incoming = order;
        }
        send(new LedgerItem.Accepted(
                accepted.number(), accepted.orderId(), accepted.rests(), time));
    }

    private void trade(BookFact.Traded traded, long time) {
        Order maker = book.resting(traded.makerOrderId());
        requireOrder(maker, traded.makerOrderId(), traded);
        requireOrder(incoming, traded.takerOrderId(), traded);
        tradeNumber = traded.tradeNumber();
        lastPriceTicks = traded.priceTicks();
        sendFill(traded, maker, true, time);
        sendFill(traded, incoming, false, time);
        fill(maker, traded, traded.makerReleased());
        fill(incoming, traded, traded.takerReleased());
    }

    private void sendFill(BookFact.Traded traded, Order order, boolean maker, long time) {
        long price = traded.priceTicks();
        long lots = traded.quantityLots();
        boolean ownTrade = traded.makerAccount() == traded.takerAccount();
        long otherOrderId = maker ? traded.takerOrderId() : traded.makerOrderId();
        send(new LedgerItem.Fill(
                order.id(),
                traded.tradeNumber(),
                maker,
                price,
                lots,
                units.used(order.side(), price, lots),
                units.received(order.side(), price, lots),
                maker ? traded.makerFee() : traded.takerFee(),
                maker ? traded.makerReleased() : traded.takerReleased(),
                order.isByAmount() ? 0 : order.leavesLots() - lots,
                ownTrade ? otherOrderId : 0,
                time));
    }

    private void fill(Order order, BookFact.Traded traded, long released) {
        long price = traded.priceTicks();
        long lots = traded.quantityLots();
        long used = units.used(order.side(), price, lots);
        book.fill(order, lots, units.quote(price, lots), used + released);
    }

    private void rest(BookFact.Rested rested, long time) {
        requireOrder(incoming, rested.orderId(), rested);
        book.rest(incoming);
        incoming = Order.NONE;
        send(new LedgerItem.Rested(rested.orderId(), time));
    }

    private void end(BookFact.Ended ended, long time) {
        Order order = ended.wasResting() ? book.resting(ended.orderId()) : incoming;
        requireOrder(order, ended.orderId(), ended);
        book.end(order);
        if (order == incoming) {
            incoming = Order.NONE;
        }
        EndReason reason = ended.reason();
        send(new LedgerItem.Ended(ended.number(), ended.orderId(), reason, ended.released(), time));
    }

    private static void requireOrder(Order order, long orderId, BookFact fact) {
        if (!order.exists() || order.id() != orderId) {
            throw new IllegalStateException(
                    "order " + orderId + " is not where this fact says: " + fact);
        }
    }

    private void send(LedgerItem line) {
        int partition = OrderIds.partition(line.orderId());
        lines.get(partition).write(links.to(partition), line);
    }

    private void setRules(MarketRules newRules) {
        if (rules.isEmpty()) {
            units = Units.of(newRules);
            matcher = new Matcher(book, units.quotePerTickLot(), units.basePerLot());
        }
        rules = Optional.of(newRules);
    }

    /** Begins anew from what a snapshot holds; its orders are to be put into {@link #book()}. */
    void restore(
            MarketRules newRules, long newSequence, long newTradeNumber, long newLastPriceTicks) {
        setRules(newRules);
        sequence = newSequence;
        tradeNumber = newTradeNumber;
        lastPriceTicks = newLastPriceTicks;
    }

    Optional<MarketRules> rules() {
        return rules;
    }

    MarketRules definedRules() {
        return rules.orElseThrow(() -> new IllegalStateException("the market is not defined yet"));
    }

    Units units() {
        return units;
    }

    OrderBook book() {
        return book;
    }

    Matcher matcher() {
        return matcher;
    }

    /** The order taken last, as long as it does not rest. */
    Order incoming() {
        return incoming;
    }

    Links links() {
        return links;
    }

    /** The last public sequence number. */
    long sequence() {
        return sequence;
    }

    /** The number of the last trade, 0 before the first. */
    long tradeNumber() {
        return tradeNumber;
    }

    /** The price of the last trade, 0 before the first. */
    long lastPriceTicks() {
        return lastPriceTicks;
    }
}
