package exchange.simulator;

import exchange.load.AnswerScan;
import exchange.load.FrameSocket;
import exchange.load.LoadFailed;
import exchange.load.RefusalText;
import exchange.load.RestClient;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One bot's line to the exchange: a socket of its account that says many things in one frame and
 * counts the answers. A line that breaks loses what it had not heard of, and is opened anew after a
 * while; what is said meanwhile is dropped, as a flow does not wait. Not safe for threads.
 */
final class BotLine implements AutoCloseable {
    private static final String PATH = "/api/v1/ws";
    private static final int BUFFER_BYTES = 1 << 17;
    private static final int FRAME_CHARS_MAX = 24_000;
    private static final long TIDY_MILLIS = 60_000;
    private static final long AGAIN_MIN_MILLIS = 500;
    private static final long AGAIN_MAX_MILLIS = 15_000;

    private final RestClient rest;
    private final Bot bot;
    private final Tally tally;
    private final StringBuilder frame = new StringBuilder();
    private Optional<FrameSocket> socket = Optional.empty();
    private long againAt;
    private long againAfter = AGAIN_MIN_MILLIS;
    private boolean hasLostTrack;
    private long tidiedAt;
    private long sent;
    private long answered;

    BotLine(RestClient rest, Bot bot, Tally tally) {
        this.rest = rest;
        this.bot = bot;
        this.tally = tally;
    }

    /** Opens the line with a token that is new. */
    void open(String token) {
        try {
            socket = Optional.of(FrameSocket.open(rest.base(), PATH, token, BUFFER_BYTES));
        } catch (IOException e) {
            throw new LoadFailed("cannot open a socket: " + e.getMessage());
        }
    }

    boolean isOpen() {
        return socket.isPresent();
    }

    /** Tries to open a line that broke, when it is time to. */
    void reopen(long now) {
        if (isOpen() || now < againAt) {
            return;
        }
        try {
            open(rest.login(bot.email(), bot.password()));
            againAfter = AGAIN_MIN_MILLIS;
        } catch (LoadFailed e) {
            againAt = now + againAfter;
            againAfter = Math.min(AGAIN_MAX_MILLIS, 2 * againAfter);
        }
    }

    void say(Wish wish) {
        say(wish.operation(sent + 1));
        tally.said();
    }

    void cancelAll() {
        say("{\"op\":\"cancel_all\",\"id\":" + (sent + 1) + "}");
    }

    /** Something was not said or not taken; an order may rest that no later wish is about. */
    void lostTrack() {
        hasLostTrack = true;
    }

    /** Begins with empty books again after it lost track, but not too often. */
    void tidy(long now) {
        if (hasLostTrack && isOpen() && now - tidiedAt > TIDY_MILLIS) {
            hasLostTrack = false;
            tidiedAt = now;
            cancelAll();
        }
    }

    private void say(String operation) {
        if (!isOpen()) {
            return;
        }
        sent++;
        frame.append(frame.isEmpty() ? "[" : ",").append(operation);
        if (frame.length() > FRAME_CHARS_MAX) {
            flush();
        }
    }

    /** Sends what was said. */
    void flush() {
        if (frame.isEmpty() || !isOpen()) {
            return;
        }
        try {
            socket.orElseThrow().send(frame.append(']').toString());
        } catch (IOException e) {
            broken();
        }
        frame.setLength(0);
    }

    /** Hears what has come, waiting for it at most so long. */
    void hear(long waitNanos) {
        if (!isOpen()) {
            return;
        }
        try {
            socket.orElseThrow().pump(waitNanos, this::heard);
        } catch (IOException e) {
            broken();
        }
    }

    private void heard(ByteBuffer text) {
        AnswerScan.each(text, (id, status) -> {
            answered++;
            if (status != 200) {
                hasLostTrack = true;
                tally.refused(status, () -> RefusalText.of(text, id));
            }
        });
    }

    long unanswered() {
        return sent - answered;
    }

    private void broken() {
        close();
        lostTrack();
        againAt = 0;
    }

    @Override
    public void close() {
        socket.ifPresent(FrameSocket::close);
        socket = Optional.empty();
        frame.setLength(0);
        answered = sent;
    }
}
