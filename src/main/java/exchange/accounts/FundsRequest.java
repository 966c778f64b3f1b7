package exchange.accounts;

import exchange.market.FundsRequestStatus;

/** A withdrawal or an adjustment in its ledger. Mutable: changed once, by the fact that ends it. */
final class FundsRequest {
    final long account;
    final FundsTerms terms;
    final String requestedBy;
    final long requestedAt;

    private FundsRequestStatus status = FundsRequestStatus.PENDING;
    private String decidedBy = "";
    private String reason = "";
    private long decidedAt;

    FundsRequest(long account, FundsTerms terms, String requestedBy, long requestedAt) {
        this.account = account;
        this.terms = terms;
        this.requestedBy = requestedBy;
        this.requestedAt = requestedAt;
    }

    FundsRequestStatus status() {
        return status;
    }

    boolean isPending() {
        return status == FundsRequestStatus.PENDING;
    }

    void end(FundsRequestStatus newStatus, String by, String why, long time) {
        status = newStatus;
        decidedBy = by;
        reason = why;
        decidedAt = time;
    }

    FundsRequestView view() {
        return new FundsRequestView(
                account, terms, requestedBy, requestedAt, status, decidedBy, reason, decidedAt);
    }
}
