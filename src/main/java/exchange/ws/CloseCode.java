package exchange.ws;

/** Why we close a socket, in the numbers of RFC 6455. */
final class CloseCode {
    static final int GOING_AWAY = 1001;
    static final int NOT_TEXT = 1003;
    static final int POLICY_VIOLATION = 1008;
    static final int TOO_LARGE = 1009;
    static final int TRY_AGAIN_LATER = 1013;

    private CloseCode() {}
}
