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
                | (postOnly ? 1 : 0) << 3
                | (selfTradePrevention.code() - 1) << 4
                | (type.code() - 1) << 6;
    }

    static Side side(int packed) {
        return Side.of((packed & 1) + 1);
    }

    static TimeInForce timeInForce(int packed) {
        return TimeInForce.of((packed >> 1 & 3) + 1);
    }

    static boolean postOnly(int packed) {
        return (packed >> 3 & 1) == 1;
    }

    static SelfTradePrevention selfTradePrevention(int packed) {
        return SelfTradePrevention.of((packed >> 4 & 3) + 1);
    }

    static OrderType type(int packed) {
        return OrderType.of((packed >> 6) + 1);
    }
}
