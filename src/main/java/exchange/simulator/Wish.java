package exchange.simulator;

/**
 * What a bot wants to say at a moment of its market's time.
 *
 * @param at epoch milliseconds
 * @param bot whose account it is
 * @param name the new order's client order id
 * @param replaces the client order id of the order that it comes in place of, if that still is
 *     there; "" for none
 * @param price "" for a market order
 */
record Wish(
        long at,
        int bot,
        String symbol,
        String name,
        String replaces,
        boolean buys,
        String price,
        String quantity) {

    /** The operation of the new socket. */
    String operation(long id) {
        return replaces.isEmpty()
                ? "{\"op\":\"place\",\"id\":" + id + ",\"order\":" + order() + "}"
                : "{\"op\":\"replace\",\"id\":" + id + ",\"client_order_id\":\"" + replaces
                        + "\",\"replace\":{\"mode\":\"ALLOW_FAILURE\",\"order\":" + order() + "}}";
    }

    private String order() {
        return "{\"symbol\":\"" + symbol + "\",\"side\":\"" + (buys ? "BUY" : "SELL")
                + "\",\"order_type\":\"" + (price.isEmpty() ? "MARKET" : "LIMIT") + "\""
                + (price.isEmpty() ? "" : ",\"price\":\"" + price + "\"")
                + ",\"quantity\":\"" + quantity + "\",\"client_order_id\":\"" + name
                + "\",\"self_trade_prevention\":\"EXPIRE_MAKER\"}";
    }
}
