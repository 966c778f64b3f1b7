package exchange.portfolio;

import java.math.BigInteger;

/**
 * What an account has of one asset, at what cost, and what it has gained with it so far.
 *
 * @param units available and held
 * @param cost of what is there now, in units of the valuing asset
 * @param realized value got for what has gone, less its cost
 */
record Position(BigInteger units, BigInteger cost, BigInteger realized) {
    static final Position NONE = new Position(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

    /** More of it, which cost that much. */
    Position in(BigInteger more, BigInteger value) {
        return new Position(units.add(more), cost.add(value), realized);
    }

    /** Less of it, for that value. What goes takes its share of the cost, rounded down. */
    Position out(BigInteger less, BigInteger value) {
        if (less.compareTo(units) > 0) {
            throw new IllegalStateException("of " + units + " units " + less + " go");
        }
        BigInteger share =
                units.signum() == 0 ? BigInteger.ZERO : cost.multiply(less).divide(units);
        return new Position(
                units.subtract(less), cost.subtract(share), realized.add(value).subtract(share));
    }

    /** The same amount, as if bought now at its value. */
    Position anew(BigInteger value) {
        return new Position(units, value, BigInteger.ZERO);
    }
}
