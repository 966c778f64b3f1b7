package exchange.accounts;

/**
 * What the ledger's decisions tell its front when a book has the last word. Never leaves the node.
 */
sealed interface Routed {
    /**
     * The command is item itemNumber of the link to that peer; its outcome comes back by that
     * number.
     */
    record Forwarded(int peer, long itemNumber, OrderView order) implements Routed {}

    /** The same for a command that ends one order and places another. */
    record Replacing(int peer, long itemNumber, OrderView order, OrderView replaced)
            implements Routed {}

    /** The same for two orders; what becomes of the second says what became of both. */
    record ForwardedList(OrderView first, OrderView second) implements Routed {}

    /** The same two orders were placed before and their outcome is still missing. */
    record JoinedList(OrderView first, OrderView second) implements Routed {}

    /** The same order was placed before and its outcome is still missing: wait with the first. */
    record Joined(OrderView order) implements Routed {}

    /** The money is on its way to another ledger, which has the last word. */
    record TransferOnItsWay(TransferView transfer, boolean duplicate) implements Routed {}

    /** The command is on its way to a book under an id of its own. */
    record ForwardedAll(long requestId) implements Routed {}
}
