package exchange.accounts;

import exchange.market.EndReason;
import exchange.market.RejectReason;

/** Why an order ended or was refused, as one number: 0 none, below 64 an end, else a refusal. */
final class Reasons {
    static final int NONE = 0;

    private static final int REFUSALS = 64;

    private Reasons() {}

    /** An order that is filled needs no reason. */
    static int of(EndReason reason) {
        return reason == EndReason.FILLED ? NONE : reason.code();
    }

    static int of(RejectReason reason) {
        return REFUSALS + reason.code();
    }

    static RejectReason refusal(int code) {
        return RejectReason.of(code - REFUSALS);
    }

    /** The constant's name, "" for none. */
    static String text(int code) {
        if (code == NONE) {
            return "";
        }
        return code < REFUSALS ? EndReason.of(code).name() : refusal(code).name();
    }
}
