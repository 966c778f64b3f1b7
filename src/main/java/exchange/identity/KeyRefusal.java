package exchange.identity;

/**
 * Why a signed request was not accepted: a stable name that clients see as the error code, the
 * header that is to blame, and one sentence.
 */
public enum KeyRefusal {
    INVALID_HEADER(
            "X-API-KEY",
            "the headers X-API-KEY, X-API-TIMESTAMP and X-API-SIGNATURE must"
                    + " each be there once"),
    INVALID_API_KEY("X-API-KEY", "X-API-KEY is no key that can be used: unknown or revoked"),
    EXPIRED_API_KEY("X-API-KEY", "X-API-KEY has expired"),
    ADDRESS_NOT_ALLOWED("X-API-KEY", "X-API-KEY may not be used from this address"),
    INVALID_TIMESTAMP(
            "X-API-TIMESTAMP",
            "X-API-TIMESTAMP must be the time in epoch milliseconds"
                    + " (13 digits) or microseconds (16 digits)"),
    TIMESTAMP_OUT_OF_WINDOW("X-API-TIMESTAMP", "X-API-TIMESTAMP is too far from the time here"),
    REPLAYED(
            "X-API-TIMESTAMP",
            "this very request was received before; sign each one with an"
                    + " X-API-TIMESTAMP of its own"),
    INVALID_SIGNATURE(
            "X-API-SIGNATURE",
            "X-API-SIGNATURE does not fit; it signs timestamp, method,"
                    + " path with query, and the body's SHA-256 in hex, with a line feed between each"),
    TOO_MANY_FAILURES("X-API-KEY", "too many requests that were not accepted, try again later"),
    BUSY("X-API-KEY", "too many signed requests at this moment, try again"),
    UNREADABLE_SECRET("X-API-KEY", "the secret of this key cannot be read here, make a new key");

    private final String header;
    private final String text;

    KeyRefusal(String header, String text) {
        this.header = header;
        this.text = text;
    }

    public String header() {
        return header;
    }

    /** For a person, no secrets. */
    public String text() {
        return text;
    }
}
