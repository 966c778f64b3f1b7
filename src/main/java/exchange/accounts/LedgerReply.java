package exchange.accounts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import exchange.market.AccountTier;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.serialization.CborSerializable;

import java.math.BigInteger;
import java.util.List;

/** What a ledger partition answers. Everything said here is committed, except where it says so. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LedgerReply.OrderResult.class, name = "order-result"),
    @JsonSubTypes.Type(value = LedgerReply.Canceled.class, name = "canceled"),
    @JsonSubTypes.Type(value = LedgerReply.Settings.class, name = "settings"),
    @JsonSubTypes.Type(value = LedgerReply.Replaced.class, name = "replaced"),
    @JsonSubTypes.Type(value = LedgerReply.ListPlaced.class, name = "list-placed"),
    @JsonSubTypes.Type(value = LedgerReply.MassCanceled.class, name = "mass-canceled"),
    @JsonSubTypes.Type(value = LedgerReply.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = LedgerReply.Pending.class, name = "pending"),
    @JsonSubTypes.Type(value = LedgerReply.NotFound.class, name = "not-found"),
    @JsonSubTypes.Type(value = LedgerReply.Balances.class, name = "balances"),
    @JsonSubTypes.Type(value = LedgerReply.Orders.class, name = "orders"),
    @JsonSubTypes.Type(value = LedgerReply.AccountState.class, name = "account-state"),
    @JsonSubTypes.Type(value = LedgerReply.Deposited.class, name = "deposited"),
    @JsonSubTypes.Type(value = LedgerReply.Transferred.class, name = "transferred"),
    @JsonSubTypes.Type(value = LedgerReply.Fees.class, name = "fees"),
    @JsonSubTypes.Type(value = LedgerReply.FundsRequestResult.class, name = "funds-request"),
    @JsonSubTypes.Type(value = LedgerReply.FreezeResult.class, name = "freeze"),
    @JsonSubTypes.Type(value = LedgerReply.HoldPage.class, name = "holds"),
    @JsonSubTypes.Type(value = LedgerReply.Totals.class, name = "totals"),
    @JsonSubTypes.Type(value = LedgerReply.StateHash.class, name = "state-hash"),
    @JsonSubTypes.Type(value = LedgerReply.Done.class, name = "done"),
    @JsonSubTypes.Type(value = LedgerReply.Unknown.class, name = "unknown"),
    @JsonSubTypes.Type(value = LedgerReply.Moved.class, name = "moved")
})
public sealed interface LedgerReply extends CborSerializable {

    /**
     * One order: what a place became, or what a query found.
     *
     * @param fills of the place itself; empty for a duplicate and for a query
     * @param duplicate whether an earlier place had this client order id and the same content
     */
    record OrderResult(OrderView order, List<FillView> fills, boolean duplicate)
            implements LedgerReply {
        public OrderResult {
            fills = List.copyOf(fills);
        }
    }

    /** There was no open order to cancel. */
    Refused NOTHING_CANCELED = new Refused(RejectReason.UNKNOWN_ORDER, "");

    /**
     * What became of both parts of a replace, of which at least one succeeded.
     *
     * @param cancel Canceled or Refused; Unknown when an earlier, equal replace did it
     * @param place OrderResult or Refused
     */
    record Replaced(LedgerReply cancel, LedgerReply place) implements LedgerReply {}

    /**
     * The two orders of a list, the first one having the hold.
     *
     * @param duplicate whether an earlier list had these client order ids and the same content
     */
    record ListPlaced(OrderView first, OrderView second, boolean duplicate)
            implements LedgerReply {}

    /** The order as the cancel left it. */
    record Canceled(OrderView order) implements LedgerReply {}

    /**
     * What holds for an account as a whole.
     *
     * @param selfTradePrevention of orders that do not say it themselves
     */
    record Settings(SelfTradePrevention selfTradePrevention, AccountTier tier)
            implements LedgerReply {}

    /** So many orders have ended. */
    record MassCanceled(long orders) implements LedgerReply {}

    /**
     * Not done, and nothing is held for it.
     *
     * @param field of the command that is wrong, "" when it is none in particular
     */
    record Refused(RejectReason reason, String field) implements LedgerReply {}

    /** The order is held for and on its way; the book has not said yet what became of it. */
    record Pending(String clientOrderId) implements LedgerReply {}

    /**
     * No such order here.
     *
     * @param finalAnswer whether it can no longer come to be
     */
    record NotFound(boolean finalAnswer) implements LedgerReply {}

    /** Every asset in the order of definition; zero where the account has none. */
    record Balances(List<Balance> balances, long accountSequence) implements LedgerReply {
        public Balances {
            balances = List.copyOf(balances);
        }
    }

    record Orders(List<OrderView> orders, long accountSequence) implements LedgerReply {
        public Orders {
            orders = List.copyOf(orders);
        }
    }

    /**
     * An account as it is after the event of that number.
     *
     * @param orders that are open, oldest first
     */
    record AccountState(List<Balance> balances, List<OrderView> orders, long accountSequence)
            implements LedgerReply {
        public AccountState {
            balances = List.copyOf(balances);
            orders = List.copyOf(orders);
        }
    }

    /**
     * The deposit counts.
     *
     * @param amount units of the asset
     * @param after the balance now
     * @param duplicate whether it was there before, so that nothing was added
     */
    record Deposited(long account, String asset, long amount, Balance after, boolean duplicate)
            implements LedgerReply {}

    /**
     * A transfer of this account.
     *
     * @param duplicate whether an earlier one had this reference and the same content
     */
    record Transferred(TransferView transfer, boolean duplicate) implements LedgerReply {}

    /** What an account pays instead of the markets' own rates. */
    record Fees(FeeTerms terms, long accountSequence) implements LedgerReply {}

    /**
     * A withdrawal or an adjustment as it is now.
     *
     * @param accountSequence the account's last event, for who waits for the tables
     * @param duplicate whether the command found it as it wanted it, so that nothing changed
     */
    record FundsRequestResult(FundsRequestView request, long accountSequence, boolean duplicate)
            implements LedgerReply {}

    /**
     * @param isLast whether no page comes after it
     */
    record HoldPage(List<HoldView> holds, boolean isLast) implements LedgerReply {
        public HoldPage {
            holds = List.copyOf(holds);
        }
    }

    /** Whether the account is frozen now. */
    record FreezeResult(Freeze freeze) implements LedgerReply {}

    /**
     * The system accounts by name and asset, and the users' sums as "users/available" and
     * "users/held".
     */
    record Totals(List<Total> totals) implements LedgerReply {
        public Totals {
            totals = List.copyOf(totals);
        }
    }

    /** One account's balance of one asset, in units. */
    record Total(String account, String asset, BigInteger units) {}

    /** SHA-256 in hexadecimal. */
    record StateHash(String sha256) implements LedgerReply {}

    record Done() implements LedgerReply {}

    /** In doubt: the commit may have happened. Ask again with the same client order id. */
    record Unknown() implements LedgerReply {}

    /** Not looked at, or not answered here any more: ask again. */
    record Moved() implements LedgerReply {}
}
