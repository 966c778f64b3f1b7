package exchange.readside;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The last batch of one entity that is known to be committed, and the one reader who waits for
 * more. Hearing the same number again, or a lower one, changes nothing.
 */
final class Hint {
    private long known;
    private long read;
    private CompletableFuture<Long> waiting = new CompletableFuture<>();

    void committed(long sequence) {
        CompletableFuture<Long> woken;
        synchronized (this) {
            if (sequence <= known) {
                return;
            }
            known = sequence;
            if (known <= read) {
                return;
            }
            woken = waiting;
        }
        woken.complete(sequence);
    }

    /**
     * The last known batch, as soon as it is after the given one. A newer wait replaces an older.
     */
    synchronized CompletionStage<Long> after(long sequence) {
        read = sequence;
        if (known > sequence) {
            return CompletableFuture.completedFuture(known);
        }
        waiting = new CompletableFuture<>();
        return waiting;
    }

    synchronized long known() {
        return known;
    }
}
