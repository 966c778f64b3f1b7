package exchange.load;

import java.io.PrintStream;

/**
 * A line that shows how far long work is; on a terminal it redraws itself, elsewhere it prints
 * every tenth.
 */
final class ProgressBar {
    private static final int WIDTH = 30;
    private static final long REDRAW_NANOS = 200_000_000;

    private final PrintStream out;
    private final String title;
    private final long total;
    private final boolean terminal = System.console() != null;
    private long drawnAt;
    private int tenths;

    ProgressBar(PrintStream out, String title, long total) {
        this.out = out;
        this.title = title;
        this.total = Math.max(1, total);
    }

    void at(long done) {
        long now = System.nanoTime();
        if (terminal && (now - drawnAt > REDRAW_NANOS || done >= total)) {
            drawnAt = now;
            int filled = (int) (WIDTH * done / total);
            out.printf(
                    "\r%s [%s%s] %d/%d",
                    title, "#".repeat(filled), " ".repeat(WIDTH - filled), done, total);
            if (done >= total) {
                out.println();
            }
            out.flush();
        } else if (!terminal && 10 * done / total > tenths) {
            tenths = (int) (10 * done / total);
            out.printf("%s %d %% (%d/%d)%n", title, 10 * tenths, done, total);
        }
    }
}
