package exchange.api;

/**
 * An answer of API v1 before an edge puts it on its wire: an HTTP status, the JSON of the body, and
 * after how many seconds to try again (0 where that does not help).
 *
 * @param engineTime when what it says was committed by the market's engine, epoch milliseconds; 0
 *     for what the engine did not do
 */
public record Answer(int status, String body, int retryAfterSeconds, long engineTime) {
    public Answer(int status, String body, int retryAfterSeconds) {
        this(status, body, retryAfterSeconds, 0);
    }

    public static Answer ok(String body) {
        return new Answer(200, body, 0);
    }

    /** Something is there that was not before. */
    static Answer created(String body) {
        return new Answer(201, body, 0);
    }

    /** Taken, but what became of it is not known yet. */
    static Answer accepted(String body) {
        return new Answer(202, body, 0);
    }

    /** The same, committed by the engine at that time. */
    Answer at(long time) {
        return new Answer(status, body, retryAfterSeconds, time);
    }
}
