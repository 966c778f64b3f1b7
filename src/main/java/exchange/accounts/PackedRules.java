package exchange.accounts;

import exchange.market.AccountLimits;
import exchange.market.Asset;
import exchange.market.CircuitBreaker;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

/** A market's rules in packed form. Its state is the book's alone: a ledger always says OPEN. */
final class PackedRules {
    private PackedRules() {}

    static void write(PackedWriter out, MarketRules rules) {
        out.writeText(rules.symbol());
        out.writeText(rules.base().name());
        out.writeByte(rules.base().scale());
        out.writeText(rules.quote().name());
        out.writeByte(rules.quote().scale());
        out.writeLong(rules.tickSize());
        out.writeByte(rules.tickScale());
        out.writeLong(rules.lotSize());
        out.writeByte(rules.lotScale());
        out.writeLong(rules.minNotional());
        out.writeLong(rules.maxNotional());
        out.writeLong(rules.makerFee());
        out.writeLong(rules.takerFee());
        out.writeLong(rules.collar());
        write(out, rules.limits());
    }

    private static void write(PackedWriter out, AccountLimits limits) {
        out.writeLong(limits.openOrders());
        out.writeLong(limits.stops());
        out.writeLong(limits.priceLow());
        out.writeLong(limits.priceHigh());
    }

    static MarketRules read(PackedReader in) {
        return new MarketRules(
                in.readText(),
                new Asset(in.readText(), in.readByte()),
                new Asset(in.readText(), in.readByte()),
                in.readLong(),
                in.readByte(),
                in.readLong(),
                in.readByte(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                MarketState.OPEN,
                CircuitBreaker.OFF,
                new AccountLimits(in.readInt(), in.readInt(), in.readInt(), in.readInt()));
    }
}
