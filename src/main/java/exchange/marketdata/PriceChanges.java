package exchange.marketdata;

import exchange.book.BookFact;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The changes of a market's price that were not told yet, at most the newest of them. */
final class PriceChanges {
    private final ArrayDeque<MarketNews.PriceChange> changes = new ArrayDeque<>();
    private long priceTicks;
    private long sequence;

    /** Begins with the last trade's price, as of that sequence of the book. */
    void begin(long newPriceTicks, long newSequence) {
        changes.clear();
        priceTicks = newPriceTicks;
        sequence = newSequence;
    }

    /** Levels may be loaded anew, but no change of the price is ever left out. */
    void take(BookFact fact, long factSequence, long time) {
        long traded = PublicTrade.of(fact, time).map(PublicTrade::priceTicks).orElse(0L);
        if (traded == 0 || factSequence <= sequence) {
            return;
        }
        sequence = factSequence;
        if (traded != priceTicks) {
            priceTicks = traded;
            changes.add(new MarketNews.PriceChange(priceTicks, time));
            if (changes.size() > MarketDataHub.PRICES_MAX) {
                changes.poll();
            }
        }
    }

    List<MarketNews.PriceChange> untold() {
        return new ArrayList<>(changes);
    }

    void forget() {
        changes.clear();
    }
}
