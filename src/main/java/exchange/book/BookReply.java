package exchange.book;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import exchange.market.MarketRules;
import exchange.market.RejectReason;
import exchange.matching.DepthLevel;
import exchange.serialization.CborSerializable;

import java.util.List;

/** What a book answers. Everything said here is committed. Prices are in ticks, 0 for none. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BookReply.Rules.class, name = "rules"),
    @JsonSubTypes.Type(value = BookReply.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = BookReply.Depth.class, name = "depth"),
    @JsonSubTypes.Type(value = BookReply.Auction.class, name = "auction"),
    @JsonSubTypes.Type(value = BookReply.Snapshot.class, name = "snapshot"),
    @JsonSubTypes.Type(value = BookReply.Orders.class, name = "orders"),
    @JsonSubTypes.Type(value = BookReply.Queues.class, name = "queues"),
    @JsonSubTypes.Type(value = BookReply.Health.class, name = "health"),
    @JsonSubTypes.Type(value = BookReply.StateHash.class, name = "state-hash")
})
public sealed interface BookReply extends CborSerializable {

    /** The market's rules, after the command. */
    record Rules(MarketRules rules) implements BookReply {}

    /**
     * Not done.
     *
     * @param text what was expected and what was found
     */
    record Refused(RejectReason reason, String text) implements BookReply {}

    /** Best levels first; sequence is the public one. */
    record Depth(List<DepthLevel> bids, List<DepthLevel> asks, long lastPriceTicks, long sequence)
            implements BookReply {
        public Depth {
            bids = List.copyOf(bids);
            asks = List.copyOf(asks);
        }
    }

    /**
     * What an auction would come to now.
     *
     * @param priceTicks 0 when nothing would trade
     * @param volumeLots what would trade at it
     * @param surplusLots what would be left over at it: bids above 0, asks below
     */
    record Auction(long priceTicks, long volumeLots, long surplusLots) implements BookReply {}

    /**
     * The book as a hub begins with it. Sides are packed ({@link PackedDepth}); a very deep one is
     * cut after its best levels, because remoting drops what is too long.
     *
     * @param sequence the last public sequence number
     * @param tradeNumber of the last trade, 0 before the first
     * @param time of the answer's batch, epoch milliseconds
     */
    record Snapshot(
            MarketRules rules,
            byte[] bids,
            boolean bidsComplete,
            byte[] asks,
            boolean asksComplete,
            long lastPriceTicks,
            long tradeNumber,
            long sequence,
            long time)
            implements BookReply {}

    /**
     * Each side's resting orders by priority, packed ({@link PackedQueue}) and cut after the best
     * ones where there are too many for one message.
     *
     * @param sequence the last public sequence number
     */
    record Queues(byte[] bids, byte[] asks, long sequence) implements BookReply {}

    /**
     * A page of resting and waiting orders in order of id.
     *
     * @param more whether there are orders after these
     */
    record Orders(List<RestingOrder> orders, boolean more) implements BookReply {
        public Orders {
            orders = List.copyOf(orders);
        }
    }

    /**
     * A resting order and what is left of its hold: quote units for a BUY, base units for a SELL.
     */
    record RestingOrder(long orderId, long account, long held) {}

    /**
     * How the book is.
     *
     * @param unsettledLines lines that each ledger partition has not taken yet
     */
    record Health(
            boolean defined,
            boolean open,
            int orders,
            int bidLevels,
            int askLevels,
            long bestBidTicks,
            long bestAskTicks,
            long tradeNumber,
            long sequence,
            List<Long> unsettledLines)
            implements BookReply {
        public Health {
            unsettledLines = List.copyOf(unsettledLines);
        }
    }

    /** SHA-256 in hexadecimal. */
    record StateHash(String sha256) implements BookReply {}
}
