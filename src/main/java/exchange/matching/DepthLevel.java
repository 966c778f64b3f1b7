package exchange.matching;

/** All resting orders of one side at one price: how many lots they still offer together. */
public record DepthLevel(long priceTicks, long quantityLots) {}
