package exchange.simulator;

/**
 * What a bot wants to say at a moment of its market's time.
 *
 * @param at epoch milliseconds
 * @param bot whose account it is
 * @param name the client order id of the order that it makes or is about
 * @param replaces the client order id of the order that it comes in place of, if that still is
 *     there; "" for none
 * @param price "" for a market order; of a cancel or a reduction not looked at
 * @param quantity of a reduction what is left of the order's whole quantity
 */
record Wish(
        long at,
        int bot,
        Kind kind,
        String symbol,
        String name,
        String replaces,
        boolean buys,
        String price,
        String quantity) {

    /** What is wished. */
    enum Kind {
        /** What does not trade rests. */
        REST,
        /** What does not trade at once is gone. */
        TAKE,
        REDUCE,
        CANCEL
    }

    /** The operation of the new socket. */
    String operation(long id) {
        return switch (kind) {
            case REST, TAKE -> order(id);
            case REDUCE ->
                "{\"op\":\"amend\",\"id\":" + id + ",\"client_order_id\":\"" + name
                        + "\",\"change\":{\"symbol\":\"" + symbol + "\",\"quantity\":\"" + quantity
                        + "\"}}";
            case CANCEL ->
                "{\"op\":\"cancel\",\"id\":" + id + ",\"client_order_id\":\"" + name + "\"}";
        };
    }

    private String order(long id) {
        return replaces.isEmpty()
                ? "{\"op\":\"place\",\"id\":" + id + ",\"order\":" + terms() + "}"
                : "{\"op\":\"replace\",\"id\":" + id + ",\"client_order_id\":\"" + replaces
                        + "\",\"replace\":{\"mode\":\"ALLOW_FAILURE\",\"order\":" + terms() + "}}";
    }

    private String terms() {
        String type = price.isEmpty()
                ? "\"MARKET\""
                : "\"LIMIT\",\"price\":\"" + price + "\""
                        + (kind == Kind.TAKE ? ",\"time_in_force\":\"IOC\"" : "");
        return "{\"symbol\":\"" + symbol + "\",\"side\":\"" + (buys ? "BUY" : "SELL")
                + "\",\"order_type\":" + type + ",\"quantity\":\"" + quantity
                + "\",\"client_order_id\":\"" + name
                + "\",\"self_trade_prevention\":\"EXPIRE_MAKER\"}";
    }
}
