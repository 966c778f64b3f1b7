package exchange.faults;

import java.util.PriorityQueue;

/** What is to happen when, in virtual milliseconds; what was said first comes first. */
final class Agenda {
    static final long BEGIN = 1_700_000_000_000L;

    private record Due(long time, long number, Runnable action) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private long now = BEGIN;
    private long number;

    long now() {
        return now;
    }

    void after(long millis, Runnable action) {
        queue.add(new Due(now + Math.max(0, millis), number++, action));
    }

    /** Does what comes next; false when nothing is left to do. */
    boolean step() {
        Due due = queue.poll();
        if (due == null) {
            return false;
        }
        now = due.time();
        due.action().run();
        return true;
    }
}
