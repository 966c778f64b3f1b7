package exchange.session;

import java.util.concurrent.TimeUnit;

/**
 * How fast a client is heard: an allowance that refills steadily up to one second's worth. One
 * message may overdraw it; the next waits until it is paid back. Not safe for several threads.
 */
final class Pace {
    private static final long BURST_MILLIS = 50;

    private int perSecond;
    private double allowance;
    private long refilledAt;

    Pace(int perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.allowance = perSecond;
        this.refilledAt = nowNanos;
    }

    /** Another rate from now on. */
    void change(int newPerSecond) {
        perSecond = newPerSecond;
        allowance = newPerSecond;
    }

    boolean allows(long nowNanos) {
        double refill = (nowNanos - refilledAt) * (double) perSecond / TimeUnit.SECONDS.toNanos(1);
        allowance = Math.min(perSecond, allowance + refill);
        refilledAt = nowNanos;
        return allowance > 0;
    }

    void spend(int count) {
        allowance -= count;
    }

    /** How long until it has paid back and allows some more at once, at least 1 ms. */
    long waitMillis() {
        return Math.max(1, (long) Math.ceil(-allowance * 1_000 / perSecond) + BURST_MILLIS);
    }
}
