package exchange.matching;

/** Why matching of an incoming order stopped. */
public enum MatchEnd {
    /** Nothing is left to trade; of an amount, less than the next lot costs. */
    FILLED,
    /** No resting order is left within the price. */
    NO_MAKER,
    /** What is held, or the whole amount asked for, does not cover one lot. */
    UNFUNDED,
    /** The next resting order is of the same account, and the incoming order's wish is to end. */
    SELF_TRADE,
    /** It has matched as often as an order may, and could go on. */
    TOO_MANY
}
