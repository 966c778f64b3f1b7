package exchange.marketdata;

import exchange.market.MarketStatus;
import exchange.market.Side;
import exchange.matching.DepthLevel;

import java.util.List;
import java.util.Optional;

/**
 * What a hub tells of one topic: where it stands, or what changed since it was told last. Numbered
 * without gaps: a change begins where the update before it ended. Never leaves the node.
 */
public sealed interface MarketUpdate {
    Topic topic();

    Kind kind();

    /** Where the topic stands after it: the number of the last trade, or the book's sequence. */
    long sequence();

    /** What an update is to those who follow. */
    enum Kind {
        /** Follows from the one before. */
        CHANGE,
        /** Was asked for by those who begin. */
        SNAPSHOT,
        /** Everybody begins anew. */
        RESTART
    }

    /** An update that says what it follows from; the number is its own in a snapshot. */
    sealed interface Numbered extends MarketUpdate {
        long previousSequence();
    }

    /** Trades, oldest first; in a snapshot the last few. */
    record Trades(
            Topic topic, Kind kind, long previousSequence, long sequence, List<PublicTrade> trades)
            implements Numbered {
        public Trades {
            trades = List.copyOf(trades);
        }
    }

    /**
     * Levels with their totals now, best first.
     *
     * @param bids all that are shown, or those that changed, with 0 lots when they are gone
     * @param top the book after it, at least its best ten levels
     */
    record Depth(
            Topic topic,
            Kind kind,
            long previousSequence,
            long sequence,
            long time,
            List<DepthLevel> bids,
            List<DepthLevel> asks,
            BookView top)
            implements Numbered {
        public Depth {
            bids = List.copyOf(bids);
            asks = List.copyOf(asks);
        }
    }

    /** Every single change of a level, oldest first. */
    record RawDepth(
            Topic topic,
            Kind kind,
            long previousSequence,
            long sequence,
            long time,
            List<LevelChange> changes)
            implements Numbered {
        public RawDepth {
            changes = List.copyOf(changes);
        }
    }

    /**
     * The lots of a level after the change with that number.
     *
     * @param quantityLots 0 when it is gone
     */
    record LevelChange(long sequence, Side side, long priceTicks, long quantityLots) {}

    /** All resting orders that are shown, by priority. */
    record OrderQueues(
            Topic topic,
            Kind kind,
            long sequence,
            long time,
            List<RestingOrder> bids,
            List<RestingOrder> asks)
            implements MarketUpdate {
        public OrderQueues {
            bids = List.copyOf(bids);
            asks = List.copyOf(asks);
        }
    }

    /** A resting order as everybody may see it. */
    record RestingOrder(long orderId, long priceTicks, long quantityLots) {}

    /** Every single change of a resting order, oldest first. */
    record Orders(
            Topic topic,
            Kind kind,
            long previousSequence,
            long sequence,
            long time,
            List<OrderChange> changes)
            implements Numbered {
        public Orders {
            changes = List.copyOf(changes);
        }
    }

    /**
     * What became of a resting order.
     *
     * @param quantityLots what it shows now, 0 when it is gone
     * @param tradeNumber of the trade that did it, 0 for none
     */
    record OrderChange(
            long sequence,
            What what,
            long orderId,
            Side side,
            long priceTicks,
            long quantityLots,
            long tradeNumber) {

        /** How it stands among the others of its price. */
        public enum What {
            /** Behind all others. */
            ADDED,
            /** Where it was, with another quantity. */
            CHANGED,
            /** Nowhere any more. */
            REMOVED
        }
    }

    /** Best prices, last price and the last 24 hours. */
    record OfTicker(Topic topic, Kind kind, long sequence, long time, Ticker ticker)
            implements MarketUpdate {}

    /** What the market does, and what its auction would come to. */
    record Status(
            Topic topic,
            Kind kind,
            long sequence,
            long time,
            MarketStatus status,
            Optional<AuctionView> auction)
            implements MarketUpdate {}

    /** Candles that changed, oldest first; in a snapshot the last ones. */
    record Candles(Topic topic, Kind kind, long sequence, List<Candle> candles)
            implements MarketUpdate {
        public Candles {
            candles = List.copyOf(candles);
        }
    }
}
