package exchange.accounts;

/**
 * How often an account was put back to its start lately.
 *
 * @param day of the last time, in UTC days since 1970
 * @param count of that day
 * @param reference of the last time: when it comes again, it is the same reset
 */
record Resets(long day, int count, String reference) {
    static final Resets NEVER = new Resets(0, 0, "");

    private static final long DAY_MILLIS = 24 * 60 * 60 * 1_000;

    static long dayOf(long time) {
        return time / DAY_MILLIS;
    }

    int countOn(long otherDay) {
        return day == otherDay ? count : 0;
    }

    Resets next(long time, String newReference) {
        long newDay = dayOf(time);
        return new Resets(newDay, countOn(newDay) + 1, newReference);
    }
}
