package exchange.accounts;

import exchange.market.FundsRequestKind;
import exchange.market.FundsRequestStatus;

import java.util.List;

/**
 * What people ask of an account's money apart from orders and deposits. Each may be asked again
 * without effect.
 */
public sealed interface MoneyCommand extends LedgerCommand.OfMoney {
    /** The account whose partition decides; 0 where the request's id tells the partition. */
    long account();

    /**
     * A withdrawal by its owner, or an adjustment by an admin.
     *
     * @param amount units of the asset, of a withdrawal positive
     * @param reference the asker's name for it; again with the same content it is the same request
     * @param details where a withdrawal goes, or why an adjustment is made
     */
    record RequestFunds(
            FundsRequestKind requestKind,
            long account,
            String asset,
            long amount,
            String reference,
            String details,
            String by)
            implements MoneyCommand {}

    /**
     * An admin's answer to a pending request: APPROVED or REFUSED.
     *
     * @param byAccount the admin's own, about whose money they cannot decide; 0 for none
     */
    record DecideFunds(
            FundsRequestKind requestKind,
            long requestId,
            FundsRequestStatus status,
            String reason,
            String by,
            long byAccount)
            implements MoneyCommand {
        @Override
        public long account() {
            return 0;
        }
    }

    /**
     * Who asked for it takes a pending request back.
     *
     * @param account whose withdrawal it must be; 0 for an adjustment, which only its author may
     */
    record CancelFunds(FundsRequestKind requestKind, long requestId, long account, String by)
            implements MoneyCommand {}

    /**
     * Puts a paper account back to its start.
     *
     * @param start what it shall have of each asset; of all others nothing
     * @param reference the asker's name for it; the last one again changes nothing
     * @param perDay how often a UTC day this may be
     */
    record ResetAccount(
            long account, List<AssetAmount> start, String reference, int perDay, String by)
            implements MoneyCommand {
        public ResetAccount {
            start = List.copyOf(start);
        }
    }

    /** Freezes an account, or ends that. */
    record SetFreeze(long account, boolean frozen, String reason, String by)
            implements MoneyCommand {}
}
