package exchange.accounts;

import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;

/** An order's small terms in one number, as journals and snapshots store them: never changed. */
final class PackedTerms {
    private PackedTerms() {}

    static int pack(
            Side side,
            OrderType type,
            TimeInForce timeInForce,
            boolean postOnly,
            SelfTradePrevention selfTradePrevention) {
        return side.code() - 1
                | (timeInForce.code() - 1) << 1
                | (postOnly ? 1 : 0) << 4
                | (selfTradePrevention.code() - 1) << 5
                | (type.code() - 1) << 8;
    }

    /** Above all terms: whether conditions follow. */
    static final int CONDITIONAL = 1 << 12;

    static Side side(int packed) {
        return Side.of((packed & 1) + 1);
    }

    static TimeInForce timeInForce(int packed) {
        return TimeInForce.of((packed >> 1 & 7) + 1);
    }

    static boolean postOnly(int packed) {
        return (packed >> 4 & 1) == 1;
    }

    static SelfTradePrevention selfTradePrevention(int packed) {
        return SelfTradePrevention.of((packed >> 5 & 7) + 1);
    }

    static OrderType type(int packed) {
        return OrderType.of((packed >> 8 & 15) + 1);
    }
}
