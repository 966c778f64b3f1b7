package exchange.api;

/**
 * An answer of API v1 before an edge puts it on its wire: an HTTP status, the JSON of the body, and
 * after how many seconds to try again (0 where that does not help).
 */
public record Answer(int status, String body, int retryAfterSeconds) {
    public static Answer ok(String body) {
        return new Answer(200, body, 0);
    }

    /** Taken, but what became of it is not known yet. */
    static Answer accepted(String body) {
        return new Answer(202, body, 0);
    }
}
