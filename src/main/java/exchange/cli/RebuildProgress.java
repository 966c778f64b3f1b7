package exchange.cli;

import java.io.PrintWriter;

/** How much of the read side is new: a bar on a terminal, else a line for each tenth. */
final class RebuildProgress {
    private static final int WIDTH = 40;

    private final boolean terminal = Boolean.getBoolean("exchange.terminal");
    private final PrintWriter err;
    private long shown = -1;

    RebuildProgress(PrintWriter err) {
        this.err = err;
    }

    void show(long batches, long of) {
        long steps = terminal ? WIDTH : 10;
        long step = of == 0 ? steps : Math.min(steps, steps * batches / of);
        if (step == shown) {
            return;
        }
        shown = step;
        if (terminal) {
            String bar = "#".repeat((int) step) + " ".repeat((int) (steps - step));
            err.printf("\rrebuilding [%s] %d/%d%s", bar, batches, of, step == steps ? "\n" : "");
        } else {
            err.printf("rebuilding: %d %%, %d of %d batches%n", 10 * step, batches, of);
        }
        err.flush();
    }
}
