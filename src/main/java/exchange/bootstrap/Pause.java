package exchange.bootstrap;

import exchange.ops.CannotStart;

import java.util.concurrent.TimeUnit;

/** What the start waits before it looks again. */
final class Pause {
    private Pause() {}

    static void millis(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart(CannotStart.Reason.FAULT, "interrupted during the start", e);
        }
    }
}
