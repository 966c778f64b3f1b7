package exchange.ws;

import exchange.api.Answer;
import exchange.api.Errors;
import exchange.history.Replay;
import exchange.market.RejectReason;
import exchange.session.Session;
import exchange.ws.ReplayJson.State;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One replay of one socket: when to play how much. Asks for one round at a time, and for none while
 * the client has much unread: then the replay is late and goes on from where it is, with nothing
 * left out. What the client says is done between two rounds, in the order in which it came. Used by
 * the session's thread.
 */
final class ReplayStream {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayStream.class);
    private static final int UNSENT_MAX = 16;
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** A replay that is later does not catch up. */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long MICROS_THOUSANDTHS_PER_MILLI = 1_000_000;

    private final long number;
    private final Replay replay;
    private final Session session;
    private final LongSupplier nanos;
    private final long from;
    private final long to;
    private final Queue<Runnable> arrived = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Asked> controls = new ArrayDeque<>();
    private State state;
    private long speed;
    private boolean isBusy;
    private boolean isClosed;
    private boolean isTimed;
    private long time;
    private long sequence;
    private long saidTime;
    /** When the journal's time was or is to be {@link #anchorTime}. */
    private long anchorNanos;

    private long anchorTime;
    private long nextRoundNanos;
    private long slowNanos;

    private record Asked(ReplayControl control, Consumer<Answer> answering) {}

    /**
     * @param nanos a clock that never goes back
     * @param from the first moment, epoch milliseconds
     * @param to the last
     * @param speed in thousandths; 0 for as fast as the client reads
     */
    ReplayStream(
            long number,
            Replay replay,
            Session session,
            LongSupplier nanos,
            long from,
            long to,
            long speed,
            boolean isPaused) {
        this.number = number;
        this.replay = replay;
        this.session = session;
        this.nanos = nanos;
        this.from = from;
        this.to = to;
        this.speed = speed;
        this.state = isPaused ? State.PAUSED : State.PLAYING;
    }

    /** Goes to the first moment; answers when it is there, or that it cannot be played. */
    void begin(Consumer<Answer> answering, Answer opened, Runnable failed) {
        run(
                replay.seek(from),
                played -> {
                    answering.accept(opened);
                    tell(played);
                    sayPosition("");
                    anchor();
                },
                failure -> {
                    failed.run();
                    answering.accept(Errors.refused(RejectReason.UNAVAILABLE));
                });
    }

    /** How much the client asked for that is not done. */
    int pending() {
        return controls.size();
    }

    /** To be done after everything asked for before. */
    void control(ReplayControl control, Consumer<Answer> answering) {
        controls.add(new Asked(control, answering));
        advance();
    }

    /** Plays when it is time to, and the client has read what there is. */
    void advance() {
        while (!isBusy && !isClosed && !controls.isEmpty()) {
            Asked next = controls.poll();
            carryOut(next.control(), next.answering());
        }
        if (isBusy || isClosed || state != State.PLAYING || session.unsent() >= UNSENT_MAX) {
            return;
        }
        if (speed == 0) {
            play(replay.playFast());
        } else {
            playInTime();
        }
    }

    private void playInTime() {
        long now = nanos.getAsLong();
        if (now < nextRoundNanos) {
            wakeAt(now);
            return;
        }
        if (due(now) - time > inJournal(LATE_NANOS)) {
            anchorTime = time;
            anchorNanos = now - ROUND_NANOS;
        }
        boolean isSlowToo = now >= slowNanos;
        slowNanos = isSlowToo ? now + SLOW_NANOS : slowNanos;
        nextRoundNanos = now + ROUND_NANOS;
        play(replay.play(due(now), isSlowToo));
    }

    private long due(long now) {
        return anchorTime + inJournal(now - anchorNanos);
    }

    private long inJournal(long passedNanos) {
        return TimeUnit.NANOSECONDS.toMicros(passedNanos) * speed / MICROS_THOUSANDTHS_PER_MILLI;
    }

    private void wakeAt(long now) {
        if (!isTimed) {
            isTimed = true;
            Runnable waker = session.waker();
            CompletableFuture.delayedExecutor(nextRoundNanos - now, TimeUnit.NANOSECONDS)
                    .execute(() -> {
                        arrived.add(() -> isTimed = false);
                        waker.run();
                    });
        }
    }

    private void play(CompletionStage<Replay.Played> round) {
        run(round, this::tell, failure -> {
            state = State.PAUSED;
            sayPosition(RejectReason.UNAVAILABLE.name());
        });
    }

    private void tell(Replay.Played played) {
        time = played.time();
        sequence = played.sequence();
        played.messages().forEach(session::say);
        if (played.isAtEnd()) {
            state = State.ENDED;
            sayPosition("");
        }
    }

    // what the client asks for

    private void carryOut(ReplayControl control, Consumer<Answer> answering) {
        switch (control) {
            case ReplayControl.Pause pause -> {
                answering.accept(ReplayJson.acknowledged(number));
                state = state == State.ENDED ? State.ENDED : State.PAUSED;
                tellAll(replay.play(time, true));
            }
            case ReplayControl.Resume resume -> {
                if (refuseAtEnd(answering)) {
                    return;
                }
                answering.accept(ReplayJson.acknowledged(number));
                state = State.PLAYING;
                anchor();
                sayPosition("");
            }
            case ReplayControl.Speed change -> {
                answering.accept(ReplayJson.acknowledged(number));
                speed = change.speed();
                anchor();
                sayPosition("");
            }
            case ReplayControl.Seek seek -> seek(seek.time(), answering);
            case ReplayControl.Step step -> {
                if (refuseAtEnd(answering)) {
                    return;
                }
                answering.accept(ReplayJson.acknowledged(number));
                state = State.PAUSED;
                tellAll(replay.step(step.changes()));
            }
            case ReplayControl.Stop stop -> throw new IllegalStateException("not for a stream");
        }
    }

    private boolean refuseAtEnd(Consumer<Answer> answering) {
        if (state == State.ENDED) {
            answering.accept(ReplayJson.ended());
        }
        return state == State.ENDED;
    }

    /** What is told only now and then is told too; then where it is. */
    private void tellAll(CompletionStage<Replay.Played> round) {
        run(
                round,
                played -> {
                    tell(played);
                    if (!played.isAtEnd()) {
                        sayPosition("");
                    }
                },
                failure -> sayPosition(RejectReason.UNAVAILABLE.name()));
    }

    /** Of several in a row the last is gone to. */
    private void seek(long target, Consumer<Answer> answering) {
        if (target < from || target > to) {
            answering.accept(ReplayJson.wrongTime("at", "must be within the replay"));
            return;
        }
        if (!controls.isEmpty() && controls.peek().control() instanceof ReplayControl.Seek) {
            answering.accept(ReplayJson.acknowledged(number));
            return;
        }
        run(
                replay.seek(target),
                played -> {
                    answering.accept(ReplayJson.acknowledged(number));
                    state = state == State.ENDED ? State.PAUSED : state;
                    tell(played);
                    anchor();
                    sayPosition("");
                },
                failure -> {
                    state = state == State.ENDED ? State.ENDED : State.PAUSED;
                    answering.accept(Errors.refused(RejectReason.UNAVAILABLE));
                });
    }

    /** From here on it is played at its speed. */
    private void anchor() {
        anchorTime = time;
        anchorNanos = nanos.getAsLong();
        nextRoundNanos = 0;
    }

    private void sayPosition(String error) {
        saidTime = time;
        session.say(ReplayJson.position(number, state, time, sequence, speed, error));
    }

    private void run(
            CompletionStage<Replay.Played> round,
            Consumer<Replay.Played> use,
            Consumer<Throwable> failed) {
        isBusy = true;
        Runnable waker = session.waker();
        round.whenComplete((played, failure) -> {
            arrived.add(() -> {
                isBusy = false;
                if (failure == null) {
                    use.accept(played);
                } else {
                    LOG.warn("a replay does not go on: {}", failure.toString());
                    failed.accept(failure);
                }
            });
            waker.run();
        });
    }

    /** A round may be done, or the time for the next may have come. */
    void woken() {
        Runnable each;
        while (!isClosed && (each = arrived.poll()) != null) {
            each.run();
        }
        advance();
    }

    /** Tells where it is while little happens. */
    void tick() {
        advance();
        if (!isClosed && state == State.PLAYING && time != saidTime && session.unsent() == 0) {
            sayPosition("");
        }
    }

    /** Plays no more; who waits is told that it is over. */
    void close() {
        isClosed = true;
        controls.forEach(each -> each.answering().accept(ReplayJson.unknown(number)));
        controls.clear();
        replay.close();
    }
}
