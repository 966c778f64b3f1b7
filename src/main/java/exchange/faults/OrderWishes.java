package exchange.faults;

import exchange.book.BookFact;
import exchange.market.AccountLimits;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * What the orders of one market asked for, held against what its book does with them: no trade
 * with oneself unless one may, one order of a list and not both, a stop that only follows, a limit
 * within the band.
 */
final class OrderWishes {
    private static final long MILLION = 1_000_000;

    private final LongPredicate unlimited;
    private final Map<Long, BookFact.Accepted> orders = new HashMap<>();
    private final Map<Long, Long> stops = new HashMap<>();
    private final Set<Long> traded = new HashSet<>();
    private AccountLimits limits = AccountLimits.NONE;
    private long lastTicks;

    /** @param unlimited whether no limits by account held for that order when it was taken */
    OrderWishes(LongPredicate unlimited) {
        this.unlimited = unlimited;
    }

    /** Takes note of a fact; what is wrong with it, if something is. */
    Optional<String> happened(BookFact fact) {
        switch (fact) {
            case BookFact.MarketDefined market -> limits = market.rules().limits();
            case BookFact.RulesChanged changed -> limits = changed.limits();
            case BookFact.Accepted order -> {
                orders.put(order.orderId(), order);
                return checkBand(order);
            }
            case BookFact.Trailed trailed -> {
                return follow(trailed);
            }
            case BookFact.Traded trade -> {
                lastTicks = trade.priceTicks();
                return trade(trade);
            }
            case BookFact.AuctionTraded trade -> {
                lastTicks = trade.priceTicks();
                traded.add(trade.buyOrderId());
                traded.add(trade.sellOrderId());
                return checkLists(trade.buyOrderId(), trade.sellOrderId());
            }
            case BookFact.OfOrder other -> {}
            case BookFact.OfMarket other -> {}
        }
        return Optional.empty();
    }

    private Optional<String> checkBand(BookFact.Accepted order) {
        if (!order.type().hasLimit() || lastTicks == 0 || unlimited.test(order.orderId())) {
            return Optional.empty();
        }
        long share = order.priceTicks() * MILLION;
        boolean outside = share < lastTicks * limits.priceLow()
                || limits.priceHigh() != 0 && share > lastTicks * limits.priceHigh();
        return outside
                ? Optional.of("outside " + limits + " around " + lastTicks + ": " + order)
                : Optional.empty();
    }

    private Optional<String> follow(BookFact.Trailed trailed) {
        Long before = stops.put(trailed.orderId(), trailed.stopTicks());
        boolean falls = orders.get(trailed.orderId()).side() == Side.BUY;
        boolean follows = before == null
                || (falls ? trailed.stopTicks() < before : trailed.stopTicks() > before);
        return follows
                ? Optional.empty()
                : Optional.of("a stop went back from " + before + ": " + trailed);
    }

    private Optional<String> trade(BookFact.Traded trade) {
        traded.add(trade.makerOrderId());
        traded.add(trade.takerOrderId());
        BookFact.Accepted maker = orders.get(trade.makerOrderId());
        BookFact.Accepted taker = orders.get(trade.takerOrderId());
        if (maker.account() == taker.account()
                && taker.selfTradePrevention() != SelfTradePrevention.NONE) {
            return Optional.of("an account trades with itself against its will: " + trade);
        }
        return checkLists(trade.makerOrderId(), trade.takerOrderId());
    }

    private Optional<String> checkLists(long first, long second) {
        Optional<String> wrong = checkList(first);
        return wrong.isPresent() ? wrong : checkList(second);
    }

    /** The orders of a list have the two numbers after its own. */
    private Optional<String> checkList(long orderId) {
        long list = orders.get(orderId).conditions().listId();
        return list != 0 && traded.contains(list + 1) && traded.contains(list + 2)
                ? Optional.of("both orders of list " + list + " traded")
                : Optional.empty();
    }
}
