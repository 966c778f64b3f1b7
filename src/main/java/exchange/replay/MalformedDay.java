package exchange.replay;

/** A file that is not in the format; the message names the line and the column, to a person. */
public final class MalformedDay extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedDay(String message) {
        super(message);
    }
}
