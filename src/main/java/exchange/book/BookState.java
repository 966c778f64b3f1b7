package exchange.book;

import exchange.market.CircuitBreaker;
import exchange.market.MarketRules;
import exchange.market.Side;
import exchange.matching.CallAuction;
import exchange.matching.Matcher;
import exchange.matching.Order;
import exchange.matching.OrderBook;
import exchange.matching.RecentPrices;
import exchange.sequencer.LedgerItem;
import exchange.sequencer.Links;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Everything that follows from a book's facts: its rules, its orders, its counters, and the lines
 * to the ledgers. {@link #apply} is the only way it changes, live and in replay. Of a trade
 * between two orders of one partition, the maker's line comes first; of an auction's, the buyer's.
 */
final class BookState {
    private final OrderBook book = new OrderBook();
    private final CallAuction auction = new CallAuction(book);
    private final RecentPrices recentPrices = new RecentPrices();
    private final LedgerLines lines;
    private Optional<MarketRules> rules = Optional.empty();
    private Units units = new Units(1, 1);
    private final int matchesMax;
    private Matcher matcher = new Matcher(book, 1, 1);
    private Order incoming = Order.NONE;
    /** Stops that were triggered and have not had their turn. */
    private final ArrayDeque<Order> triggered = new ArrayDeque<>();

    private long sequence;
    private long tradeNumber;
    private long lastPriceTicks;
    private long stateEndsAt;

    /** @param matchesMax how often one order may match as it comes */
    BookState(int partitions, int matchesMax) {
        lines = new LedgerLines(partitions);
        this.matchesMax = matchesMax;
    }

    void apply(BookFact fact, long time) {
        switch (fact) {
            case BookFact.MarketDefined defined -> setRules(defined.rules());
            case BookFact.MarketStateChanged changed -> changeState(changed);
            case BookFact.RulesChanged changed -> setRules(changed.on(definedRules()));
            case BookFact.Accepted accepted -> accept(accepted, time);
            case BookFact.Triggered reached -> trigger(reached, time);
            case BookFact.Trailed trailed -> trail(trailed);
            case BookFact.Traded traded -> trade(traded, time);
            case BookFact.AuctionTraded traded -> trade(traded, time);
            case BookFact.Refilled refilled -> book.refill(book.resting(refilled.orderId()));
            case BookFact.Decremented decremented -> decrement(decremented, time);
            case BookFact.Rested rested -> rest(rested, time);
            case BookFact.Ended ended -> end(ended, time);
            case BookFact.Refused refused -> lines.send(refused, time);
            case BookFact.Amended amended -> amend(amended, time);
            case BookFact.AmendRefused refused -> lines.send(refused, time);
            case BookFact.MassCanceled canceled ->
                lines.send(new LedgerItem.MassCanceled(
                        canceled.number(), canceled.orderId(), canceled.orders(), time));
            case BookFact.CancelRefused refused ->
                lines.send(new LedgerItem.CancelRefused(
                        refused.number(), refused.orderId(), refused.reason(), time));
        }
        sequence += fact.changesBook() ? 1 : 0;
    }

    private void accept(BookFact.Accepted accepted, long time) {
        forgetFilled();
        Order order = book.newOrder(accepted.orderId(), accepted.account(), accepted.side())
                .funds(accepted.held(), accepted.makerFee(), accepted.takerFee())
                .preventing(accepted.selfTradePrevention());
        if (accepted.type().hasLimit()) {
            order.limit(accepted.priceTicks(), accepted.quantityLots());
        } else {
            order.market(accepted.quantityLots(), accepted.amount());
        }
        order.asking(accepted.type(), accepted.timeInForce(), accepted.conditions())
                .postingOnly(accepted.postOnly());
        if (order.isTrailing() && order.stopTicks() == 0) {
            order.stoppingAt(lastPriceTicks, false);
        }
        boolean waits = accepted.type().isStop();
        if (waits) {
            book.await(order);
        } else if (accepted.rests()) {
            book.rest(order);
        } else {
            incoming = order;
        }
        boolean isDone = waits || accepted.rests();
        lines.send(new LedgerItem.Accepted(accepted.number(), accepted.orderId(), isDone, time));
    }

    /** An order that was filled as it came in ends without a fact of its own. */
    private void forgetFilled() {
        if (incoming.exists()) {
            book.end(incoming);
            incoming = Order.NONE;
        }
    }

    private void trigger(BookFact.Triggered fact, long time) {
        Order order = required(book.find(fact.orderId()), fact.orderId(), fact);
        book.withdraw(order);
        triggered.add(order);
        lines.send(new LedgerItem.Triggered(fact.orderId(), time));
    }

    private void trail(BookFact.Trailed fact) {
        Order order = required(book.find(fact.orderId()), fact.orderId(), fact);
        book.follow(order, fact.stopTicks());
    }

    /** The next triggered stop becomes the incoming order; false when there is none. */
    boolean beginTriggered() {
        if (triggered.isEmpty()) {
            return false;
        }
        forgetFilled();
        incoming = triggered.poll();
        return true;
    }

    /** Stops that were triggered and have not had their turn, first come first served. */
    ArrayDeque<Order> triggered() {
        return triggered;
    }

    /** A stop has its turn when the first fact of it after its trigger comes. */
    private void requireIncoming(long orderId, BookFact fact) {
        if (incoming.id() != orderId || !incoming.exists()) {
            beginTriggered();
        }
        required(incoming, orderId, fact);
    }

    /** What was traded before a market stood still says nothing about how fast it moves now. */
    private void changeState(BookFact.MarketStateChanged changed) {
        boolean begins = changed.state().matches() && !definedRules().state().matches();
        setRules(definedRules().withState(changed.state()));
        stateEndsAt = changed.endsAt();
        if (begins) {
            beginRecentPrices();
        }
    }

    private void beginRecentPrices() {
        recentPrices.begin(definedRules().breaker().windowMillis(), lastPriceTicks);
    }

    private void trade(BookFact.Traded traded, long time) {
        Order maker = required(book.resting(traded.makerOrderId()), traded.makerOrderId(), traded);
        requireIncoming(traded.takerOrderId(), traded);
        tradeNumber = traded.tradeNumber();
        keepPrice(traded.priceTicks(), time);
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
        Order buy = required(book.resting(traded.buyOrderId()), traded.buyOrderId(), traded);
        Order sell = required(book.resting(traded.sellOrderId()), traded.sellOrderId(), traded);
        tradeNumber = traded.tradeNumber();
        keepPrice(traded.priceTicks(), time);
        long lots = traded.quantityLots();
        boolean own = traded.buyAccount() == traded.sellAccount();
        long sellId = own ? traded.sellOrderId() : 0;
        long buyId = own ? traded.buyOrderId() : 0;
        sendFill(buy, true, lots, traded.buyFee(), traded.buyReleased(), sellId, time);
        sendFill(sell, true, lots, traded.sellFee(), traded.sellReleased(), buyId, time);
        fill(buy, lots, traded.buyReleased());
        fill(sell, lots, traded.sellReleased());
    }

    private void keepPrice(long priceTicks, long time) {
        lastPriceTicks = priceTicks;
        if (definedRules().breaker().isOn()) {
            recentPrices.traded(priceTicks, time);
        }
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
        lines.send(new LedgerItem.Fill(
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

    private void decrement(BookFact.Decremented fact, long time) {
        Order maker = required(book.resting(fact.orderId()), fact.orderId(), fact);
        requireIncoming(fact.takerOrderId(), fact);
        long lots = fact.quantityLots();
        long quote = units.quote(fact.priceTicks(), lots);
        long taker = fact.takerOrderId();
        lines.send(new LedgerItem.Decremented(fact.orderId(), lots, fact.makerReleased(), time));
        lines.send(new LedgerItem.Decremented(taker, lots, fact.takerReleased(), time));
        book.forgo(maker, lots, quote, fact.makerReleased());
        book.forgo(incoming, lots, quote, fact.takerReleased());
    }

    private void rest(BookFact.Rested rested, long time) {
        requireIncoming(rested.orderId(), rested);
        book.rest(incoming);
        incoming = Order.NONE;
        lines.send(new LedgerItem.Rested(rested.orderId(), time));
    }

    private void end(BookFact.Ended ended, long time) {
        Order order = book.find(ended.orderId());
        if (!order.exists()) {
            requireIncoming(ended.orderId(), ended);
            order = incoming;
        }
        book.end(order);
        if (order == incoming) {
            incoming = Order.NONE;
        }
        if (ended.moved() != 0) {
            // An order that replaces this one comes later, with its whole hold.
            Order heir = book.find(ended.movedTo());
            if (heir.exists()) {
                book.fund(heir, ended.moved());
            }
        }
        lines.send(new LedgerItem.Ended(
                ended.number(),
                ended.orderId(),
                ended.reason(),
                ended.released(),
                ended.moved(),
                ended.movedTo(),
                time));
    }

    private void amend(BookFact.Amended fact, long time) {
        Order order = required(book.resting(fact.orderId()), fact.orderId(), fact);
        long cut = order.quantityLots() - fact.quantityLots();
        if (!fact.keepsPlace()) {
            forgetFilled();
            book.withdraw(order);
            book.amend(
                    order, fact.priceTicks(), fact.quantityLots(), fact.added() - fact.released());
            if (fact.rests()) {
                book.rest(order);
            } else {
                incoming = order;
            }
        } else if (cut > 0) {
            book.reduce(order, cut, fact.released() - fact.added());
        } else {
            book.amend(
                    order, fact.priceTicks(), fact.quantityLots(), fact.added() - fact.released());
        }
        lines.send(new LedgerItem.Amended(
                fact.number(),
                fact.orderId(),
                fact.priceTicks(),
                fact.quantityLots(),
                fact.added(),
                fact.released(),
                fact.rests(),
                time));
    }

    private static Order required(Order order, long orderId, BookFact fact) {
        if (!order.exists() || order.id() != orderId) {
            throw new IllegalStateException(
                    "order " + orderId + " is not where this fact says: " + fact);
        }
        return order;
    }

    private void setRules(MarketRules newRules) {
        if (rules.isEmpty()) {
            units = Units.of(newRules);
            matcher = new Matcher(book, units.quotePerTickLot(), units.basePerLot(), matchesMax);
        }
        Optional<CircuitBreaker> before = rules.map(MarketRules::breaker);
        rules = Optional.of(newRules);
        if (!before.equals(Optional.of(newRules.breaker()))) {
            beginRecentPrices();
        }
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

    /** Whether an auction left orders in the book that could trade. */
    boolean isCrossed() {
        return matcher.crosses(Side.BUY, book.bestPriceTicks(Side.BUY));
    }

    /** The prices that the circuit breaker looks at; kept only while it is on. */
    RecentPrices recentPrices() {
        return recentPrices;
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
        return lines.links();
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
