package exchange.accounts;

/**
 * One open hold: how much of an asset is held for what, and since when.
 *
 * @param symbol the market of an order, "" for a withdrawal
 * @param since epoch milliseconds
 */
public record HoldView(Place place, String symbol, String asset, long amount, long since) {

    /** For what something is held. */
    public enum Kind {
        ORDER,
        WITHDRAWAL
    }

    /** Where a hold is in the list of an account's holds: orders first, each kind by its ids. */
    public record Place(Kind kind, long id) {
        /** Before the first. */
        public static final Place START = new Place(Kind.ORDER, 0);

        boolean isBefore(Kind otherKind, long otherId) {
            int byKind = kind.compareTo(otherKind);
            return byKind < 0 || byKind == 0 && id < otherId;
        }
    }
}
