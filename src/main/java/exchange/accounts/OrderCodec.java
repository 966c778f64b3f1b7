package exchange.accounts;

import exchange.market.OrderStatus;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

import java.util.function.IntFunction;
import java.util.function.LongFunction;

/** An order in packed form, as snapshots and the window of closed orders keep it. */
final class OrderCodec {
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
        out.writeLong(order.terms);
        out.writeLong(order.priceTicks);
        out.writeLong(order.quantityLots);
        out.writeLong(order.amount);
        out.writeLong(order.createdAt);
        out.writeSigned(order.notAfter - order.createdAt);
        out.writeSigned(order.updatedAt - order.createdAt);
        out.writeLong(order.held);
        out.writeByte(order.status.code());
        out.writeBoolean(order.inFlight);
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
        int terms = in.readInt();
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
                terms,
                priceTicks,
                quantityLots,
                amount,
                notAfter,
                createdAt);
        order.updatedAt = createdAt + in.readSigned();
        order.held = in.readLong();
        order.status = OrderStatus.of(in.readByte());
        order.inFlight = in.readBoolean();
        order.filledLots = in.readLong();
        order.filledQuote = in.readLong();
        order.fee = in.readLong();
        order.reason = in.readByte();
        return order;
    }
}
