package exchange.marketdata;

import exchange.market.MarketState;
import exchange.market.Side;
import exchange.marketdata.MarketUpdate.Kind;
import exchange.marketdata.MarketUpdate.LevelChange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every change of every level. Begins anew when the levels had to be loaded. */
final class RawDepthChannel implements LiveChannel {
    static final int LEVELS_MAX = 5_000;

    private final Topic topic;
    private final MarketDepth depth;
    private final List<LevelChange> untold = new ArrayList<>();
    private long told;
    private long time;
    private boolean restarts;

    RawDepthChannel(String symbol, MarketDepth depth) {
        topic = Topic.of(Channel.DEPTH_RAW, symbol);
        this.depth = depth;
        told = depth.sequence();
    }

    void changed(long sequence, long changedAt, Side side, long priceTicks, long lots) {
        untold.add(new LevelChange(sequence, side, priceTicks, lots));
        time = changedAt;
    }

    /** The levels were loaded: what changed in between is not known. */
    void restart() {
        restarts = true;
    }

    @Override
    public Optional<MarketUpdate> next() {
        if (restarts) {
            return snapshot(Kind.RESTART);
        }
        long before = told;
        told = depth.sequence();
        if (before == told) {
            return Optional.empty();
        }
        MarketUpdate update =
                new MarketUpdate.RawDepth(topic, Kind.CHANGE, before, told, time, untold);
        untold.clear();
        return Optional.of(update);
    }

    /** To be asked for right after {@link #next}. */
    @Override
    public Optional<MarketUpdate> snapshot(Kind kind) {
        restarts = false;
        untold.clear();
        BookView view =
                depth.view(topic.symbol(), LEVELS_MAX, MarketState.OPEN, AuctionView.NOTHING);
        told = view.sequence();
        return Optional.of(new MarketUpdate.Depth(
                topic, kind, told, told, view.time(), view.bids(), view.asks(), view));
    }
}
