package exchange.ws;

import exchange.accounts.LedgerReply;
import exchange.api.Answer;
import exchange.api.CancelTimers;
import exchange.api.Errors;
import exchange.market.RejectReason;
import exchange.wire.JsonWriter;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Cancels an account's orders when one connection ends, if its client wants that. The ledger is
 * told to cancel soon, and told again to wait a little longer while the connection stands: so it
 * cancels also when this node is gone. Used by the session's thread.
 */
final class DisconnectGuard {
    /** How long after the last word of a connection's node its orders are canceled. */
    static final long LEASE_MILLIS = 10_000;

    private static final long RENEW_MILLIS = 3_000;

    private final long account;
    private final CancelTimers timers;
    private final InstantSource clock;
    private final String connection = UUID.randomUUID().toString();
    private boolean isOn;
    private long renewedAt;

    DisconnectGuard(long account, CancelTimers timers, InstantSource clock) {
        this.account = account;
        this.timers = timers;
        this.clock = clock;
    }

    CompletionStage<Answer> turn(boolean on) {
        isOn = on;
        return (on ? renew() : timers.cancelAt(account, connection, 0)).thenApply(reply -> {
            if (!(reply instanceof LedgerReply.Done)) {
                return Errors.refused(
                        reply instanceof LedgerReply.Refused refused
                                ? refused.reason()
                                : RejectReason.UNAVAILABLE);
            }
            return Answer.ok(new JsonWriter()
                    .beginObject()
                    .flag("enabled", on)
                    .number("lease_ms", LEASE_MILLIS)
                    .endObject()
                    .toString());
        });
    }

    private CompletionStage<LedgerReply> renew() {
        renewedAt = clock.millis();
        return timers.cancelAt(account, connection, renewedAt + LEASE_MILLIS);
    }

    void tick() {
        if (isOn && clock.millis() - renewedAt >= RENEW_MILLIS) {
            renew();
        }
    }

    /** The connection is gone; done when the ledger knows, or does not answer. */
    CompletionStage<LedgerReply> end() {
        return isOn
                ? timers.cancelAt(account, connection, clock.millis())
                : CompletableFuture.completedStage(new LedgerReply.Done());
    }
}
