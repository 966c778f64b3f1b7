package exchange.load;

/** A load that cannot go on; the message says why, to a person. */
public final class LoadFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LoadFailed(String message) {
        super(message);
    }
}
