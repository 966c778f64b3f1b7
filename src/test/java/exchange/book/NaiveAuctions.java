package exchange.book;

import static java.math.BigInteger.ZERO;

import exchange.market.MarketRules;
import exchange.market.Side;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** How a {@link NaiveBook} ends an auction. */
class NaiveAuctions extends NaiveLists {
    NaiveAuctions(MarketRules rules) {
        super(rules);
    }

    /** Trades all that can trade at the one best price. */
    void uncross(long now) {
        facts.clear();
        lines.clear();
        time = now;
        BigInteger price = auctionPrice();
        while (price != null) {
            List<NaiveOrder> buys = makers(Side.SELL, price);
            List<NaiveOrder> sells = makers(Side.BUY, price);
            if (buys.isEmpty() || sells.isEmpty()) {
                return;
            }
            tradeInAuction(buys.get(0), sells.get(0), price.longValueExact());
        }
    }

    /**
     * The price with the most volume, then the least left over, then nearest to the last trade's;
     * null when nothing would trade. What is best changes only beside an order's limit.
     */
    private BigInteger auctionPrice() {
        TreeSet<BigInteger> candidates = new TreeSet<>();
        for (NaiveOrder order : resting) {
            for (int step = -1; step <= 1; step++) {
                candidates.add(BigInteger.valueOf(order.place.priceTicks() + step));
            }
        }
        Comparator<BigInteger> better = Comparator.comparing(this::volume)
                .reversed()
                .thenComparing(price -> demand(price).subtract(supply(price)).abs());
        BigInteger best = candidates.stream().min(better).orElse(null);
        if (best == null || volume(best).signum() == 0) {
            return null;
        }
        candidates.removeIf(price -> better.compare(price, best) != 0);
        BigInteger last = BigInteger.valueOf(lastPrice);
        return lastPrice == 0
                ? candidates.first().add(candidates.last()).shiftRight(1)
                : last.max(candidates.first()).min(candidates.last());
    }

    private BigInteger demand(BigInteger price) {
        return total(makers(Side.SELL, price));
    }

    private BigInteger supply(BigInteger price) {
        return total(makers(Side.BUY, price));
    }

    private BigInteger volume(BigInteger price) {
        return demand(price).min(supply(price));
    }

    private static BigInteger total(List<NaiveOrder> orders) {
        return orders.stream()
                .map(order -> BigInteger.valueOf(order.leaves))
                .reduce(ZERO, BigInteger::add);
    }
}
