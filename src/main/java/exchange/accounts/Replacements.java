package exchange.accounts;

import org.agrona.collections.Long2ObjectHashMap;

/** What became of orders that others are to replace, as long as those others are on their way. */
final class Replacements {
    private record Replacement(long replacedId, boolean bothOrNothing, LedgerReply cancel) {}

    private final Long2ObjectHashMap<Replacement> byOrder = new Long2ObjectHashMap<>();

    /** @param replacedId 0 when there is nothing to replace */
    void begin(long orderId, long replacedId, boolean bothOrNothing) {
        byOrder.put(
                orderId, new Replacement(replacedId, bothOrNothing, LedgerReply.NOTHING_CANCELED));
    }

    /** The other order has ended like this, leaving its hold to this one. */
    void canceled(long orderId, long replacedId, OrderView replaced) {
        Replacement known = byOrder.get(orderId);
        if (known != null && known.replacedId() == replacedId) {
            LedgerReply canceled = new LedgerReply.Canceled(replaced);
            byOrder.put(orderId, new Replacement(replacedId, known.bothOrNothing(), canceled));
        }
    }

    /** The answer to a replace by this order, whose own part of it this is. */
    LedgerReply reply(long orderId, LedgerReply place) {
        Replacement known = byOrder.get(orderId);
        LedgerReply cancel = known == null ? new LedgerReply.Unknown() : known.cancel();
        boolean nothing = place instanceof LedgerReply.Refused
                && !(cancel instanceof LedgerReply.Canceled)
                && (known == null || known.bothOrNothing());
        return nothing ? place : new LedgerReply.Replaced(cancel, place);
    }

    /** Forgets it, and says which order was to be replaced, 0 for none. */
    long end(long orderId) {
        Replacement known = byOrder.remove(orderId);
        return known == null ? 0 : known.replacedId();
    }

    void clear() {
        byOrder.clear();
    }
}
