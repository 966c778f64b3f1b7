package exchange.portfolio;

import java.math.BigInteger;

/**
 * What an account's money comes to since it began, in units of the valuing asset.
 *
 * @param paidIn value of all that came from outside, when it came
 * @param paidOut value of all that left, when it left
 * @param fees value of the fees of all trades; they are part of costs and proceeds already
 */
public record Totals(BigInteger paidIn, BigInteger paidOut, BigInteger fees, long trades) {
    static final Totals NONE = new Totals(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, 0);

    Totals in(BigInteger value) {
        return new Totals(paidIn.add(value), paidOut, fees, trades);
    }

    Totals out(BigInteger value) {
        return new Totals(paidIn, paidOut.add(value), fees, trades);
    }

    Totals traded(BigInteger fee) {
        return new Totals(paidIn, paidOut, fees.add(fee), trades + 1);
    }
}
