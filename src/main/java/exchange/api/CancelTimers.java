package exchange.api;

import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.wire.JsonWriter;

import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Timers that cancel all orders of an account unless somebody goes on renewing them: one that the
 * client renews, and one for each connection that cancels at its end, which its node renews. The
 * ledger has them in its journal, so that they hold when the node is gone.
 */
public final class CancelTimers {
    private static final String BY_CLIENT = "client";
    private static final String BY_CONNECTION = "connection/";
    private static final long ASK_MILLIS = 10_000;
    private static final AtomicLong LAST_ASKED = new AtomicLong();

    private final LedgerClient ledgers;
    private final InstantSource clock;

    CancelTimers(LedgerClient ledgers, InstantSource clock) {
        this.ledgers = ledgers;
        this.clock = clock;
    }

    /** How clients know a timer. */
    static String shown(String timer) {
        return timer.equals(BY_CLIENT) ? "cancel_after" : "cancel_on_disconnect";
    }

    /**
     * Cancels after so long, unless asked again before.
     *
     * @param afterMillis 0 for never
     */
    public CompletionStage<Answer> cancelAfter(long account, long afterMillis) {
        long until = afterMillis == 0 ? 0 : clock.millis() + afterMillis;
        return set(account, BY_CLIENT, until).thenApply(reply -> {
            if (!(reply instanceof LedgerReply.Done)) {
                return OrderAnswers.refusal(reply);
            }
            JsonWriter json = new JsonWriter().beginObject();
            return Answer.ok(
                    (until == 0 ? json.nothing("cancel_at") : json.time("cancel_at", until))
                            .endObject()
                            .toString());
        });
    }

    /**
     * Cancels at that time, unless the connection sets another.
     *
     * @param connection a name that no other has
     * @param until epoch milliseconds; 0 for never
     */
    public CompletionStage<LedgerReply> cancelAt(long account, String connection, long until) {
        return set(account, BY_CONNECTION + connection, until);
    }

    /** Now, or a little later where several are asked at once: the last one is to hold. */
    private long asked() {
        return LAST_ASKED.updateAndGet(last -> Math.max(last + 1, clock.millis()));
    }

    private CompletionStage<LedgerReply> set(long account, String timer, long until) {
        return ledgers.ask(
                new LedgerCommand.SetCancelTimer(account, timer, until, asked()),
                clock.millis() + ASK_MILLIS);
    }
}
