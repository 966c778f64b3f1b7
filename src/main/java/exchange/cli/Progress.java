package exchange.cli;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says on standard error that something goes on, when it takes longer than two seconds. */
final class Progress implements AutoCloseable {
    /** Set by the launcher, which can tell on every version of Java. */
    static final String TERMINAL_PROPERTY = "exchange.terminal";

    private static final int QUIET_SECONDS = 2;
    private static final int SECONDS_BETWEEN_LINES = 10;

    private final String what;
    private final PrintStream out = System.err;
    private final boolean terminal = Boolean.getBoolean(TERMINAL_PROPERTY);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread = new Thread(this::show, "progress");

    private Progress(String what) {
        this.what = what;
        thread.setDaemon(true);
        thread.start();
    }

    static Progress of(String what) {
        return new Progress(what);
    }

    @Override
    public void close() {
        done.countDown();
    }

    private void show() {
        try {
            for (int seconds = 1; !done.await(1, TimeUnit.SECONDS); seconds++) {
                if (seconds < QUIET_SECONDS) {
                    continue;
                }
                if (terminal) {
                    out.printf("\r%s ... %d s ", what, seconds);
                } else if (seconds == QUIET_SECONDS || seconds % SECONDS_BETWEEN_LINES == 0) {
                    out.printf("%s ... %d s%n", what, seconds);
                }
            }
            if (terminal) {
                out.print("\r\033[K");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
