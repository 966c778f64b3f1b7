package exchange.ledger;

/**
 * One line of a trade, seen from one account: it gives held units of one asset to the market's
 * clearing account and takes units of another from it.
 *
 * @param used what it gives, out of the hold
 * @param received what it takes, before fee and overflow
 * @param fee part of received that stays with the exchange
 * @param released part of the hold that becomes available again
 * @param overflowed part of received that the account's balance cannot take
 */
public record Settlement(
        SystemAccount clearing,
        int givesAsset,
        int takesAsset,
        long used,
        long received,
        long fee,
        long released,
        long overflowed) {

    public Settlement {
        if (used < 0 || received < 0 || fee < 0 || released < 0 || overflowed < 0) {
            throw new IllegalStateException("a settlement gives or takes less than nothing: used "
                    + used + ", received " + received + ", fee " + fee + ", released " + released
                    + ", overflowed " + overflowed);
        }
        if (received - fee < overflowed) {
            throw new IllegalStateException("a settlement of " + received + " cannot bear the fee "
                    + fee + " and the overflow " + overflowed);
        }
    }

    /** What the account's balance takes. */
    public long kept() {
        return received - fee - overflowed;
    }
}
