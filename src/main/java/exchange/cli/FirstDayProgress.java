package exchange.cli;

import exchange.simulator.Simulator;

import java.io.PrintStream;

/**
 * Shows on standard error how far the first day of a demo is: a bar on a terminal, elsewhere a line
 * for each third.
 */
final class FirstDayProgress implements Simulator.Progress {
    private static final int WIDTH = 30;
    private static final long REDRAW_NANOS = 200_000_000;
    private static final String TITLE = "living the first day of the demo market";

    private final PrintStream out = System.err;
    private final boolean terminal = Boolean.getBoolean(Progress.TERMINAL_PROPERTY);
    private long drawnAt;
    private int thirds = -1;

    @Override
    public void at(long done, long total) {
        long now = System.nanoTime();
        if (!terminal) {
            int passed = (int) (3 * done / total);
            if (passed > thirds) {
                thirds = passed;
                out.println(TITLE + " ... " + 100 * passed / 3 + " %");
            }
        } else if (now - drawnAt > REDRAW_NANOS || done >= total) {
            drawnAt = now;
            int filled = (int) (WIDTH * done / total);
            out.printf("\r%s [%s%s] ", TITLE, "#".repeat(filled), ".".repeat(WIDTH - filled));
            if (done >= total) {
                out.print("\r\033[K");
            }
            out.flush();
        }
    }
}
