package exchange.marketdata;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Who asked a hub something that it may not know yet. Beyond a bound nobody is answered. */
final class HubReaders {
    private static final int WAITING_MAX = 10_000;

    private final ArrayDeque<HubMessage.GetView> views = new ArrayDeque<>();
    private final ArrayDeque<HubMessage.GetTicker> tickers = new ArrayDeque<>();

    void add(HubMessage.GetView get) {
        if (views.size() < WAITING_MAX) {
            views.add(get);
        }
    }

    void add(HubMessage.GetTicker get) {
        if (tickers.size() < WAITING_MAX) {
            tickers.add(get);
        }
    }

    /** @param view of at most so many levels */
    void answerViews(IntFunction<BookView> view) {
        while (!views.isEmpty()) {
            HubMessage.GetView get = views.poll();
            int levels = Math.clamp(get.levelsMax(), 0, MarketDataHub.LEVELS_MAX);
            get.replyTo().tell(view.apply(levels));
        }
    }

    /** @param ticker empty while it is not known */
    void answerTickers(Supplier<Optional<TickerView>> ticker) {
        if (!tickers.isEmpty()) {
            ticker.get().ifPresent(now -> {
                tickers.forEach(get -> get.replyTo().tell(now));
                tickers.clear();
            });
        }
    }
}
