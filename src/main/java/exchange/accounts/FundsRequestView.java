package exchange.accounts;

import exchange.market.FundsRequestStatus;

/**
 * A withdrawal or an adjustment as it is now.
 *
 * @param requestedAt epoch milliseconds, as all times
 * @param decidedBy who ended it, "" while it is pending
 * @param reason why, "" where nobody said so
 * @param decidedAt 0 while it is pending
 */
public record FundsRequestView(
        long account,
        FundsTerms terms,
        String requestedBy,
        long requestedAt,
        FundsRequestStatus status,
        String decidedBy,
        String reason,
        long decidedAt) {}
