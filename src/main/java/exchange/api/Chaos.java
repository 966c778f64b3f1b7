package exchange.api;

import exchange.wire.FieldError;
import exchange.wire.Fields;
import exchange.wire.InvalidFields;
import exchange.wire.JsonWriter;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Trouble on demand at the edge of one node, for whoever writes a bot: answers to orders, changes
 * and cancels come late, a share of them is refused before anything is accepted, sockets are cut.
 * What is accepted is never touched. Only where it is allowed; off after every start. Safe for
 * threads.
 */
public final class Chaos {
    private static final long DELAY_MILLIS_MAX = 30_000;
    private static final long CUT_SECONDS_MAX = 3_600;

    private record Trouble(long delayMillis, BigDecimal rejectShare, long disconnectEverySeconds) {
        private static final Trouble NONE = new Trouble(0, BigDecimal.ZERO, 0);

        private boolean isNone() {
            return equals(NONE);
        }
    }

    private final boolean isAllowed;
    private volatile Trouble trouble = Trouble.NONE;
    private Trouble seen = Trouble.NONE;
    private long period;

    /** @param isAllowed whether it can ever be anything but off */
    public Chaos(boolean isAllowed) {
        this.isAllowed = isAllowed;
    }

    public boolean isAllowed() {
        return isAllowed;
    }

    /**
     * What is to be from now on; what is not named is off.
     *
     * @throws InvalidFields with every mistake found
     */
    public Answer change(Fields body) {
        long delay = body.optionalWhole("delay_ms", 0, DELAY_MILLIS_MAX).orElse(0);
        Optional<BigDecimal> share = body.optionalDecimal("reject_share").map(BigDecimal::new);
        if (share.filter(each -> each.compareTo(BigDecimal.ONE) > 0).isPresent()) {
            body.reject("reject_share", FieldError.INVALID_FIELD, "reject_share must be 0 to 1");
        }
        long cut = body.optionalWhole("disconnect_every_s", 0, CUT_SECONDS_MAX).orElse(0);
        body.done();
        BigDecimal plain = share.orElse(BigDecimal.ZERO).stripTrailingZeros();
        trouble = new Trouble(delay, plain.signum() == 0 ? BigDecimal.ZERO : plain, cut);
        return state();
    }

    /** As it is. */
    public Answer state() {
        Trouble now = trouble;
        return Answer.ok(new JsonWriter()
                .beginObject()
                .flag("available", isAllowed)
                .number("delay_ms", now.delayMillis())
                .text("reject_share", now.rejectShare().toPlainString())
                .number("disconnect_every_s", now.disconnectEverySeconds())
                .endObject()
                .toString());
    }

    /** In words for an operator; empty when all is off. */
    public Optional<String> words() {
        Trouble now = trouble;
        return now.isNone()
                ? Optional.empty()
                : Optional.of("answers " + now.delayMillis() + " ms late, share refused "
                        + now.rejectShare().toPlainString() + ", sockets cut every "
                        + now.disconnectEverySeconds() + " s (0: never)");
    }

    /** Whether sockets are to be cut: once in each period, however often it is asked in one. */
    public synchronized boolean cutsAt(long epochSecond) {
        Trouble now = trouble;
        if (now.disconnectEverySeconds() == 0) {
            return false;
        }
        long current = epochSecond / now.disconnectEverySeconds();
        boolean cuts = now == seen && current > period;
        seen = now;
        period = current;
        return cuts;
    }

    /** Carries out a command, or refuses it instead; either way the answer may come late. */
    CompletionStage<Answer> around(Supplier<CompletionStage<Answer>> command) {
        Trouble now = trouble;
        if (now.isNone()) {
            return command.get();
        }
        double share = now.rejectShare().doubleValue();
        CompletionStage<Answer> answer = ThreadLocalRandom.current().nextDouble() < share
                ? CompletableFuture.completedStage(Errors.answer(
                        503, "CHAOS", "refused on purpose: an admin has asked for chaos"))
                : command.get();
        if (now.delayMillis() == 0) {
            return answer;
        }
        Executor later =
                CompletableFuture.delayedExecutor(now.delayMillis(), TimeUnit.MILLISECONDS);
        return answer.thenApplyAsync(each -> each, later);
    }
}
