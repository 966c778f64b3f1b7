package exchange.book;

import exchange.market.EndReason;
import exchange.market.MarketRules;
import exchange.market.OrderIds;
import exchange.market.OrderType;
import exchange.matching.CallAuction;
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
 * between two orders of one partition, the maker's line comes first; of an auction's, the buyer's.
 */
final class BookState {
    private final OrderBook book = new OrderBook();
    private final CallAuction auction = new CallAuction(book);
    private final Links links = new Links();
    private final List<LedgerItems.Writer> lines = new ArrayList<>();
    private Optional<MarketRules> rules = Optional.empty();
    private Units units = new Units(1, 1);
    private Matcher matcher = new Matcher(book, 1, 1);
    private Order incoming = Order.NONE;
    private long sequence;
    private long tradeNumber;
    private long lastPriceTicks;
    private long stateEndsAt;

    BookState(int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            links.to(partition);
            lines.add(new LedgerItems.Writer());
        }
    }

    void apply(BookFact fact, long time) {
        switch (fact) {
            case BookFact.MarketDefined defined -> setRules(defined.rules());
            case BookFact.MarketStateChanged changed -> changeState(changed);
            case BookFact.RulesChanged changed -> setRules(changed.on(definedRules()));
            case BookFact.Accepted accepted -> accept(accepted, time);
            case BookFact.Traded traded -> trade(traded, time);
            case BookFact.AuctionTraded traded -> trade(traded, time);
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

    private void changeState(BookFact.MarketStateChanged changed) {
        setRules(definedRules().withState(changed.state()));
        stateEndsAt = changed.endsAt();
    }

    private void trade(BookFact.Traded traded, long time) {
        Order maker = book.resting(traded.makerOrderId());
        requireOrder(maker, traded.makerOrderId(), traded);
        requireOrder(incoming, traded.takerOrderId(), traded);
        tradeNumber = traded.tradeNumber();
        lastPriceTicks = traded.priceTicks();
        long lots = traded.quantityLots();
        boolean own = traded.makerAccount() == traded.takerAccount();
        long takerId = own ? traded.takerOrderId() : 0;
        long makerId = own ? traded.makerOrderId() : 0;
        sendFill(maker, true, lots, traded.makerFee(), traded.makerReleased(), takerId, time);
        sendFill(incoming, false, lots, traded.takerFee(), traded.takerReleased(), makerId, time);
        fill(maker, lots, traded.makerReleased());
        fill(incoming, lots, traded.takerReleased());
    }

    private void trade(BookFact.AuctionTraded traded, long time) {
        Order buy = book.resting(traded.buyOrderId());
        Order sell = book.resting(traded.sellOrderId());
        requireOrder(buy, traded.buyOrderId(), traded);
        requireOrder(sell, traded.sellOrderId(), traded);
        tradeNumber = traded.tradeNumber();
        lastPriceTicks = traded.priceTicks();
        long lots = traded.quantityLots();
        boolean own = traded.buyAccount() == traded.sellAccount();
        long sellId = own ? traded.sellOrderId() : 0;
        long buyId = own ? traded.buyOrderId() : 0;
        sendFill(buy, true, lots, traded.buyFee(), traded.buyReleased(), sellId, time);
        sendFill(sell, true, lots, traded.sellFee(), traded.sellReleased(), buyId, time);
        fill(buy, lots, traded.buyReleased());
        fill(sell, lots, traded.sellReleased());
    }

    /** Tells one side's ledger of the trade that is the last one. */
    private void sendFill(
            Order order,
            boolean maker,
            long lots,
            long fee,
            long released,
            long ownOtherId,
            long time) {
        send(new LedgerItem.Fill(
                order.id(),
                tradeNumber,
                maker,
                lastPriceTicks,
                lots,
                units.used(order.side(), lastPriceTicks, lots),
                units.received(order.side(), lastPriceTicks, lots),
                fee,
                released,
                order.isByAmount() ? 0 : order.leavesLots() - lots,
                ownOtherId,
                time));
    }

    private void fill(Order order, long lots, long released) {
        long used = units.used(order.side(), lastPriceTicks, lots);
        book.fill(order, lots, units.quote(lastPriceTicks, lots), used + released);
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
            MarketRules newRules,
            long newStateEndsAt,
            long newSequence,
            long newTradeNumber,
            long newLastPriceTicks) {
        setRules(newRules);
        stateEndsAt = newStateEndsAt;
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

    /** What an auction of the book as it is now would come to. */
    CallAuction auction() {
        auction.compute(lastPriceTicks);
        return auction;
    }

    /** When the market's state ends by itself, 0 when it does not. */
    long stateEndsAt() {
        return stateEndsAt;
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
