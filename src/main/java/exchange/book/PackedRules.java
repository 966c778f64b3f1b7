package exchange.book;

import exchange.market.AccountLimits;
import exchange.market.Asset;
import exchange.market.CircuitBreaker;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

/** A market's rules in packed form, as facts and snapshots hold them. The layout never changes. */
final class PackedRules {
    private PackedRules() {}

    static void write(PackedWriter out, MarketRules rules) {
        out.writeText(rules.symbol());
        out.writeText(rules.base().name());
        out.writeLong(rules.base().scale());
        out.writeText(rules.quote().name());
        out.writeLong(rules.quote().scale());
        out.writeLong(rules.tickSize());
        out.writeLong(rules.tickScale());
        out.writeLong(rules.lotSize());
        out.writeLong(rules.lotScale());
        out.writeLong(rules.minNotional());
        out.writeLong(rules.maxNotional());
        out.writeLong(rules.makerFee());
        out.writeLong(rules.takerFee());
        out.writeLong(rules.collar());
        out.writeByte(rules.state().code());
        write(out, rules.breaker());
        write(out, rules.limits());
    }

    static void write(PackedWriter out, CircuitBreaker breaker) {
        out.writeLong(breaker.move());
        out.writeLong(breaker.windowMillis());
        out.writeLong(breaker.haltMillis());
        out.writeLong(breaker.auctionMillis());
    }

    static CircuitBreaker readBreaker(PackedReader in) {
        return new CircuitBreaker(in.readInt(), in.readInt(), in.readInt(), in.readInt());
    }

    static void write(PackedWriter out, AccountLimits limits) {
        out.writeLong(limits.openOrders());
        out.writeLong(limits.stops());
        out.writeLong(limits.priceLow());
        out.writeLong(limits.priceHigh());
    }

    static AccountLimits readLimits(PackedReader in) {
        return new AccountLimits(in.readInt(), in.readInt(), in.readInt(), in.readInt());
    }

    static MarketRules read(PackedReader in) {
        return new MarketRules(
                in.readText(),
                new Asset(in.readText(), in.readInt()),
                new Asset(in.readText(), in.readInt()),
                in.readLong(),
                in.readInt(),
                in.readLong(),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                MarketState.of(in.readByte()),
                readBreaker(in),
                readLimits(in));
    }
}
