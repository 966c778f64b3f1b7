package exchange.marketdata;

import exchange.market.MarketState;

import java.util.Optional;

/** Views of one market's levels: the same view again while nothing changes. */
final class LastView {
    private final MarketDepth depth;
    private Optional<BookView> last = Optional.empty();
    private int lastLevels;

    LastView(MarketDepth depth) {
        this.depth = depth;
    }

    BookView of(String symbol, int levelsMax, MarketState state, AuctionView auction) {
        boolean isCurrent = lastLevels == levelsMax
                && last.filter(view -> view.sequence() == depth.sequence()).isPresent();
        if (!isCurrent) {
            last = Optional.of(depth.view(symbol, levelsMax, state, auction));
            lastLevels = levelsMax;
        }
        return last.orElseThrow();
    }

    /** State or auction are others now. */
    void forget() {
        last = Optional.empty();
    }
}
