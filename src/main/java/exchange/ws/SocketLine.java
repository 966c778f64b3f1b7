package exchange.ws;

import akka.stream.KillSwitch;

import exchange.session.Line;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The connection of one socket, between its stream and its session, which run on different threads.
 */
final class SocketLine implements Line {
    private static final int REASON_BYTES_MAX = 123;

    /** A close frame: its code and its reason, at most 123 bytes of UTF-8. */
    record Close(int code, String reason) {}

    private final AtomicReference<Optional<Close>> close = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<KillSwitch>> cutter =
            new AtomicReference<>(Optional.empty());
    private final AtomicReference<Runnable> ended;
    private volatile boolean isCut;
    private volatile long heardAt = System.nanoTime();

    /** @param ended run once, when the session has ended */
    SocketLine(Runnable ended) {
        this.ended = new AtomicReference<>(ended);
    }

    @Override
    public void closeWith(int code, String reason) {
        close.compareAndSet(Optional.empty(), Optional.of(new Close(code, shortened(reason))));
    }

    Optional<Close> close() {
        return close.get();
    }

    /** Something came from the client. */
    void heard() {
        heardAt = System.nanoTime();
    }

    @Override
    public long silentMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - heardAt);
    }

    void opened(KillSwitch connection) {
        cutter.set(Optional.of(connection));
        if (isCut) {
            connection.abort(new CutConnection());
        }
    }

    @Override
    public void cut() {
        isCut = true;
        ended.getAndSet(() -> {}).run();
        cutter.get().ifPresent(connection -> connection.abort(new CutConnection()));
    }

    /** A control frame holds 125 bytes, two of them the code. Cut at a whole character. */
    private static String shortened(String reason) {
        byte[] utf8 = reason.getBytes(StandardCharsets.UTF_8);
        if (utf8.length <= REASON_BYTES_MAX) {
            return reason;
        }
        int end = REASON_BYTES_MAX;
        while ((utf8[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(utf8, 0, end, StandardCharsets.UTF_8);
    }

    /** Ends a stream whose client reads nothing; no fault of ours, so without a trace. */
    private static final class CutConnection extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CutConnection() {
            super("connection cut", null, false, false);
        }
    }
}
