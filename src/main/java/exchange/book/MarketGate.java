package exchange.book;

import exchange.market.MarketState;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.sequencer.BookItem;

import java.util.Optional;

/** Which places a market takes in its state. Cancels come through in every state. */
final class MarketGate {
    private MarketGate() {}

    /**
     * Why the place is not taken, empty when it is.
     *
     * @param crosses whether its limit meets a resting order
     */
    static Optional<RejectReason> refusal(
            MarketState state, BookItem.Place place, boolean crosses) {
        boolean waits = place.type().isStop();
        return refusal(state, waits || mayRest(place), !waits && crosses);
    }

    /**
     * Why an order is not taken, or not moved to another place.
     *
     * @param mayRest whether what it has left stays in the book
     */
    static Optional<RejectReason> refusal(MarketState state, boolean mayRest, boolean crosses) {
        return switch (state) {
            case OPEN -> Optional.empty();
            case HALTED -> Optional.of(RejectReason.MARKET_HALTED);
            case CANCEL_ONLY -> Optional.of(RejectReason.MARKET_CANCEL_ONLY);
            case POST_ONLY ->
                mayRest && !crosses ? Optional.empty() : Optional.of(RejectReason.MARKET_POST_ONLY);
            case DELISTED -> Optional.of(RejectReason.MARKET_DELISTED);
            case AUCTION ->
                mayRest ? Optional.empty() : Optional.of(RejectReason.MARKET_IN_AUCTION);
        };
    }

    /** Whether what an order has left stays in the book. */
    private static boolean mayRest(BookItem.Place place) {
        return place.type() == OrderType.LIMIT && place.timeInForce().rests();
    }
}
