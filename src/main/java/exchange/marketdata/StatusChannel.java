package exchange.marketdata;

import exchange.market.MarketState;
import exchange.market.MarketStatus;
import exchange.marketdata.MarketUpdate.Kind;

import java.util.Optional;

/** What the market does and why; while an auction lasts also what it would come to. */
final class StatusChannel implements LiveChannel {
    private final Topic topic;
    private final MarketDepth depth;
    private MarketStatus status;
    private AuctionView auction = AuctionView.NOTHING;
    private boolean changed;

    StatusChannel(String symbol, MarketDepth depth, MarketStatus status) {
        topic = Topic.of(Channel.STATUS, symbol);
        this.depth = depth;
        this.status = status;
    }

    MarketStatus now() {
        return status;
    }

    void take(MarketStatus newStatus) {
        changed |= !status.equals(newStatus);
        status = newStatus;
        auction = AuctionView.NOTHING;
    }

    void take(AuctionView newAuction) {
        changed |= !auction.equals(newAuction);
        auction = newAuction;
    }

    @Override
    public Optional<MarketUpdate> next() {
        return changed ? snapshot(Kind.CHANGE) : Optional.empty();
    }

    @Override
    public Optional<MarketUpdate> snapshot(Kind kind) {
        changed = false;
        return Optional.of(new MarketUpdate.Status(
                topic,
                kind,
                depth.sequence(),
                depth.time(),
                status,
                status.state() == MarketState.AUCTION ? Optional.of(auction) : Optional.empty()));
    }
}
