package exchange.bootstrap;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The time that entities and edges stamp with: the present, except while an exchange lives through
 * its past. Then it stands where it was moved to, never behind, never later than the present, until
 * it arrives there for good. Safe for threads.
 */
final class EngineClock extends Clock {
    private static final long PRESENT = Long.MAX_VALUE;
    private static final long GRACE_MILLIS = Duration.ofDays(1).toMillis();

    private final LongSupplier present;
    private final AtomicLong stands;

    private EngineClock(LongSupplier present, long stands) {
        this.present = present;
        this.stands = new AtomicLong(stands);
    }

    /** @param present what time it is, epoch milliseconds; never less than it was */
    static EngineClock ofPresent(LongSupplier present) {
        return new EngineClock(present, PRESENT);
    }

    /** @param from epoch milliseconds */
    static EngineClock ofPast(LongSupplier present, long from) {
        return new EngineClock(present, from);
    }

    /** What time it is, epoch milliseconds, whatever is lived through. */
    long presentMillis() {
        return present.getAsLong();
    }

    boolean isPast() {
        return stands.get() != PRESENT;
    }

    void moveTo(long millis) {
        stands.accumulateAndGet(millis, Math::max);
    }

    void arrive() {
        stands.set(PRESENT);
    }

    /** How much later than usual an order is still in time: where hours pass in a second, a day. */
    long graceMillis() {
        return isPast() ? GRACE_MILLIS : 0;
    }

    @Override
    public long millis() {
        return Math.min(present.getAsLong(), stands.get());
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Nobody here asks for another zone's. */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock is of UTC alone");
    }
}
