package exchange.market;

/**
 * What share of a market's rates an account pays, in millionths, by how much it traded in 30 days.
 * A share is rounded up to a millionth of the rate's own kind, so that nobody pays less than it.
 *
 * @param number 0 for everybody, higher for more volume
 */
public record FeeLevel(int number, int makerShare, int takerShare) {
    public static final int WHOLE = 1_000_000;
    public static final FeeLevel STANDARD = new FeeLevel(0, WHOLE, WHOLE);

    public FeeLevel {
        if (number < 0
                || makerShare < 0
                || makerShare > WHOLE
                || takerShare < 0
                || takerShare > WHOLE) {
            throw new IllegalArgumentException("a level of fees has a number from 0 and shares of 0"
                    + " to " + WHOLE + " millionths, found " + number + ", " + makerShare + ", "
                    + takerShare);
        }
    }

    public int makerFee(MarketRules rules) {
        return share(rules.makerFee(), makerShare);
    }

    public int takerFee(MarketRules rules) {
        return share(rules.takerFee(), takerShare);
    }

    private static int share(long rate, long share) {
        return (int) ((rate * share + WHOLE - 1) / WHOLE);
    }
}
