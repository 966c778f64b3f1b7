package exchange.ledger;

import java.math.BigInteger;

/** A running total of longs in 128 bits, two's complement: 2^63 additions cannot overflow it. */
public final class Int128 {
    private long high;
    private long low;

    public void add(long value) {
        add(value >> 63, value);
    }

    public void add(Int128 other) {
        add(other.high, other.low);
    }

    private void add(long otherHigh, long otherLow) {
        long sum = low + otherLow;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        high += otherHigh + carry;
        low = sum;
    }

    public void set(long newHigh, long newLow) {
        high = newHigh;
        low = newLow;
    }

    public boolean isZero() {
        return (high | low) == 0;
    }

    /** The upper 64 bits, which carry the sign. */
    public long high() {
        return high;
    }

    /** The lower 64 bits, unsigned. */
    public long low() {
        return low;
    }

    public BigInteger toBigInteger() {
        BigInteger unsignedLow =
                BigInteger.valueOf(low >>> 1).shiftLeft(1).or(BigInteger.valueOf(low & 1));
        return BigInteger.valueOf(high).shiftLeft(64).add(unsignedLow);
    }

    @Override
    public String toString() {
        return toBigInteger().toString();
    }
}
