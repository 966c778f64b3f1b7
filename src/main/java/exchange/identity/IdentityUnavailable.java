package exchange.identity;

/** The tables of users and tokens cannot be used at the moment. Trying again later is safe. */
public final class IdentityUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IdentityUnavailable(Throwable cause) {
        super("the tables of users cannot be used", cause);
    }
}
