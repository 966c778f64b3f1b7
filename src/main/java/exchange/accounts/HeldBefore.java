package exchange.accounts;

/** What the order held before in the same batch left to take differences from. */
final class HeldBefore {
    long orderId;
    long priceTicks;

    void reset() {
        keep(0, 0);
    }

    void keep(long newOrderId, long newPriceTicks) {
        orderId = newOrderId;
        priceTicks = newPriceTicks;
    }
}
