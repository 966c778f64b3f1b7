package exchange.book;

import exchange.market.OrderIds;

import java.util.Arrays;

/**
 * What earlier facts of a batch leave for later ones to be told as differences to. Writer and
 * reader keep the same one, each on its side.
 */
final class FactContext {
    long time;
    long account;
    long priceTicks;
    int makerFee;
    int takerFee;
    long notAfter;
    long tradeNumber;
    private long[] orderIds = new long[16];
    private long[] numbers = new long[16];

    void begin(long batchTime) {
        time = batchTime;
        account = 0;
        priceTicks = 0;
        makerFee = 0;
        takerFee = 0;
        notAfter = batchTime;
        tradeNumber = 0;
        Arrays.fill(orderIds, 0);
        Arrays.fill(numbers, 0);
    }

    /** The last order id of that partition, or its lowest possible one. */
    long orderId(int partition) {
        grow(partition);
        return orderIds[partition] == 0 ? OrderIds.of(partition, 1) : orderIds[partition];
    }

    void keepOrderId(long orderId) {
        orderIds[OrderIds.partition(orderId)] = orderId;
    }

    /** The last item number of that partition's link. */
    long number(int partition) {
        grow(partition);
        return numbers[partition];
    }

    void keepNumber(int partition, long number) {
        numbers[partition] = number;
    }

    /** The 0 of a MARKET order says nothing about the next price. */
    void keepPrice(long newPriceTicks) {
        if (newPriceTicks != 0) {
            priceTicks = newPriceTicks;
        }
    }

    private void grow(int partition) {
        if (partition >= orderIds.length) {
            orderIds = Arrays.copyOf(orderIds, partition + 16);
            numbers = Arrays.copyOf(numbers, partition + 16);
        }
    }
}
