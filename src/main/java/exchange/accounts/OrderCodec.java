package exchange.accounts;

import exchange.market.OrderConditions;
import exchange.market.OrderStatus;
import exchange.sequencer.PackedConditions;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

import java.util.function.IntFunction;
import java.util.function.LongFunction;

/** An order in packed form, as snapshots and the window of closed orders keep it. */
final class OrderCodec {
    private static final int IN_FLIGHT = 1;
    private static final int TRIGGERED = 2;
    private static final int AMENDING = 4;

    private final LongFunction<Owner> owners;
    private final IntFunction<KnownMarket> markets;

    OrderCodec(LongFunction<Owner> owners, IntFunction<KnownMarket> markets) {
        this.owners = owners;
        this.markets = markets;
    }

    void write(Order order, PackedWriter out) {
        out.writeLong(order.orderId);
        out.writeLong(order.owner.account());
        out.writeLong(order.market.peer());
        out.writeText(order.clientOrderId);
        boolean conditional = !order.conditions.isNone();
        out.writeLong(order.terms | (conditional ? PackedTerms.CONDITIONAL : 0));
        if (conditional) {
            PackedConditions.write(out, order.conditions);
        }
        out.writeLong(order.askedTicks);
        out.writeLong(order.askedLots);
        out.writeLong(order.amount);
        out.writeLong(order.createdAt);
        out.writeSigned(order.notAfter - order.createdAt);
        out.writeSigned(order.updatedAt - order.createdAt);
        out.writeLong(order.held);
        out.writeByte(order.status.code());
        out.writeByte((order.inFlight ? IN_FLIGHT : 0)
                | (order.triggered ? TRIGGERED : 0)
                | (order.amending ? AMENDING : 0));
        if (order.amending) {
            out.writeLong(order.adding);
        }
        out.writeSigned(order.askedLots - order.quantityLots);
        out.writeSigned(order.askedTicks - order.priceTicks);
        out.writeLong(order.filledLots);
        out.writeLong(order.filledQuote);
        out.writeLong(order.fee);
        out.writeByte(order.reason);
    }

    Order read(PackedReader in) {
        long orderId = in.readLong();
        Owner owner = owners.apply(in.readLong());
        KnownMarket market = markets.apply(in.readInt());
        String clientOrderId = in.readText();
        int header = in.readInt();
        OrderConditions conditions = (header & PackedTerms.CONDITIONAL) != 0
                ? PackedConditions.read(in)
                : OrderConditions.NONE;
        long priceTicks = in.readLong();
        long quantityLots = in.readLong();
        long amount = in.readLong();
        long createdAt = in.readLong();
        long notAfter = createdAt + in.readSigned();
        Order order = new Order(
                orderId,
                owner,
                market,
                clientOrderId,
                header & ~PackedTerms.CONDITIONAL,
                conditions,
                priceTicks,
                quantityLots,
                amount,
                notAfter,
                createdAt);
        order.updatedAt = createdAt + in.readSigned();
        order.held = in.readLong();
        order.status = OrderStatus.of(in.readByte());
        int flags = in.readByte();
        order.inFlight = (flags & IN_FLIGHT) != 0;
        order.triggered = (flags & TRIGGERED) != 0;
        order.amending = (flags & AMENDING) != 0;
        order.adding = order.amending ? in.readLong() : 0;
        order.quantityLots = order.askedLots - in.readSigned();
        order.priceTicks = order.askedTicks - in.readSigned();
        order.filledLots = in.readLong();
        order.filledQuote = in.readLong();
        order.fee = in.readLong();
        order.reason = in.readByte();
        return order;
    }
}
