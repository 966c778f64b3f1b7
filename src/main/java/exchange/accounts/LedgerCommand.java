package exchange.accounts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import exchange.market.AccountTier;
import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.OrderConditions;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.serialization.CborSerializable;

/**
 * What edges ask of a ledger partition. Commands about an account go to the partition of that
 * account; definitions and audits go to every partition. Each gets exactly one {@link LedgerReply}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LedgerCommand.DefineAsset.class, name = "define-asset"),
    @JsonSubTypes.Type(value = LedgerCommand.DefineMarket.class, name = "define-market"),
    @JsonSubTypes.Type(value = LedgerCommand.Deposit.class, name = "deposit"),
    @JsonSubTypes.Type(value = FeeCommand.SetFeeLevel.class, name = "set-fee-level"),
    @JsonSubTypes.Type(value = FeeCommand.OverrideFees.class, name = "override-fees"),
    @JsonSubTypes.Type(value = FeeCommand.EndFeeOverride.class, name = "end-fee-override"),
    @JsonSubTypes.Type(value = LedgerCommand.GetFees.class, name = "get-fees"),
    @JsonSubTypes.Type(value = LedgerCommand.MeetLedgers.class, name = "meet-ledgers"),
    @JsonSubTypes.Type(value = LedgerCommand.Transfer.class, name = "transfer"),
    @JsonSubTypes.Type(value = LedgerCommand.GetTransfer.class, name = "get-transfer"),
    @JsonSubTypes.Type(value = LedgerCommand.Place.class, name = "place"),
    @JsonSubTypes.Type(value = LedgerCommand.Cancel.class, name = "cancel"),
    @JsonSubTypes.Type(value = LedgerCommand.Replace.class, name = "replace"),
    @JsonSubTypes.Type(value = LedgerCommand.PlaceList.class, name = "place-list"),
    @JsonSubTypes.Type(
            value = LedgerCommand.SetSelfTradePrevention.class,
            name = "set-self-trade-prevention"),
    @JsonSubTypes.Type(value = LedgerCommand.SetTier.class, name = "set-tier"),
    @JsonSubTypes.Type(value = MoneyCommand.RequestFunds.class, name = "request-funds"),
    @JsonSubTypes.Type(value = MoneyCommand.DecideFunds.class, name = "decide-funds"),
    @JsonSubTypes.Type(value = MoneyCommand.CancelFunds.class, name = "cancel-funds"),
    @JsonSubTypes.Type(value = MoneyCommand.SetFreeze.class, name = "set-freeze"),
    @JsonSubTypes.Type(value = MoneyCommand.ResetAccount.class, name = "reset-account"),
    @JsonSubTypes.Type(value = LedgerCommand.GetFreeze.class, name = "get-freeze"),
    @JsonSubTypes.Type(value = LedgerCommand.GetHolds.class, name = "get-holds"),
    @JsonSubTypes.Type(value = LedgerCommand.SetCancelTimer.class, name = "set-cancel-timer"),
    @JsonSubTypes.Type(value = LedgerCommand.GetSettings.class, name = "get-settings"),
    @JsonSubTypes.Type(value = LedgerCommand.Amend.class, name = "amend"),
    @JsonSubTypes.Type(value = LedgerCommand.MassCancel.class, name = "mass-cancel"),
    @JsonSubTypes.Type(value = LedgerCommand.GetBalances.class, name = "get-balances"),
    @JsonSubTypes.Type(value = LedgerCommand.GetAccount.class, name = "get-account"),
    @JsonSubTypes.Type(value = LedgerCommand.GetOrder.class, name = "get-order"),
    @JsonSubTypes.Type(
            value = LedgerCommand.GetOrderByClientId.class,
            name = "get-order-by-client-id"),
    @JsonSubTypes.Type(value = LedgerCommand.GetOpenOrders.class, name = "get-open-orders"),
    @JsonSubTypes.Type(value = LedgerCommand.GetTotals.class, name = "get-totals"),
    @JsonSubTypes.Type(value = LedgerCommand.GetStateHash.class, name = "get-state-hash")
})
public sealed interface LedgerCommand extends CborSerializable {

    /** What only reads: answered after the commit, from committed state. */
    sealed interface Query extends LedgerCommand {}

    /** Rates of an account; see {@link FeeCommand}. */
    sealed interface OfFees extends LedgerCommand permits FeeCommand {}

    /** What people decide about money; see {@link MoneyCommand}. */
    sealed interface OfMoney extends LedgerCommand permits MoneyCommand {}

    /** Makes an asset known. Idempotent; another scale for the same name is refused. */
    record DefineAsset(Asset asset) implements LedgerCommand {}

    /**
     * Makes a market known, and its book a peer. Idempotent: repeated with other fees, collar or
     * limits it updates them; other units are refused.
     */
    record DefineMarket(MarketRules rules) implements LedgerCommand {}

    /**
     * Money from outside.
     *
     * @param amount units of the asset, positive
     * @param reference the outside world's name for this deposit; the same one never counts twice
     * @param by who asked for it
     */
    record Deposit(long account, String asset, long amount, String reference, String by)
            implements LedgerCommand {}

    /** Makes the links with all other partitions. Idempotent. */
    record MeetLedgers() implements LedgerCommand {}

    /**
     * Money for another account. The same reference again: that transfer as it is now.
     *
     * @param to the account that gets it
     * @param amount units of the asset, positive
     * @param reference the sender's name for it; the same one never counts twice
     * @param note what the sender has to say, "" for nothing
     * @param notAfter epoch milliseconds; later it is refused TOO_LATE
     * @param by who asked for it
     */
    record Transfer(
            long account,
            long to,
            String asset,
            long amount,
            String reference,
            String note,
            long notAfter,
            String by)
            implements LedgerCommand {}

    /**
     * An order.
     *
     * @param clientOrderId the client's name for it, "" for none
     * @param priceTicks the limit, 0 for MARKET
     * @param quantityLots 0 for a MARKET order by amount
     * @param amount quote units to spend or to receive of a MARKET order by amount, else 0
     * @param bestPriceTicks best price of the other side that the edge saw, 0 for none; MARKET only
     * @param notAfter epoch milliseconds; later it is refused TOO_LATE
     * @param reuseClosed a closed order with the same clientOrderId does not stand in the way
     * @param ownPrevention whether the order itself says its selfTradePrevention; otherwise the
     *     account's counts
     * @param conditions without an expiry for DAY, which ends with the day of the ledger's batch
     */
    record Place(
            long account,
            String clientOrderId,
            String symbol,
            Side side,
            OrderType type,
            TimeInForce timeInForce,
            boolean postOnly,
            SelfTradePrevention selfTradePrevention,
            long priceTicks,
            long quantityLots,
            long amount,
            long bestPriceTicks,
            long notAfter,
            boolean reuseClosed,
            OrderConditions conditions,
            boolean ownPrevention)
            implements LedgerCommand {

        /** The same order, post-only if it is a LIMIT order. */
        public Place neverTaking() {
            return new Place(
                    account,
                    clientOrderId,
                    symbol,
                    side,
                    type,
                    timeInForce,
                    postOnly || type == OrderType.LIMIT,
                    selfTradePrevention,
                    priceTicks,
                    quantityLots,
                    amount,
                    bestPriceTicks,
                    notAfter,
                    reuseClosed,
                    conditions,
                    ownPrevention);
        }

        /** An order without conditions. */
        public Place(
                long account,
                String clientOrderId,
                String symbol,
                Side side,
                OrderType type,
                TimeInForce timeInForce,
                boolean postOnly,
                SelfTradePrevention selfTradePrevention,
                long priceTicks,
                long quantityLots,
                long amount,
                long bestPriceTicks,
                long notAfter,
                boolean reuseClosed) {
            this(
                    account,
                    clientOrderId,
                    symbol,
                    side,
                    type,
                    timeInForce,
                    postOnly,
                    selfTradePrevention,
                    priceTicks,
                    quantityLots,
                    amount,
                    bestPriceTicks,
                    notAfter,
                    reuseClosed,
                    OrderConditions.NONE,
                    true);
        }
    }

    /**
     * Ends an order.
     *
     * @param orderId 0 when the order is named by clientOrderId
     * @param clientOrderId "" when the order is named by orderId
     * @param guard when the id is not known yet, a place with it is refused for the next 15 s
     */
    record Cancel(long account, long orderId, String clientOrderId, boolean guard)
            implements LedgerCommand {}

    /**
     * Ends an order and places another, as one command: what the old one holds is the new one's.
     *
     * @param orderId of the old order; 0 when it is named by clientOrderId
     * @param clientOrderId of the old order; "" when it is named by orderId
     * @param mustCancel whether the new order is not placed when there is nothing to end
     */
    record Replace(Place place, long orderId, String clientOrderId, boolean mustCancel)
            implements LedgerCommand {}

    /**
     * Two orders of which one cancels the other, with one hold that covers either: a stop, and on
     * the other side of the market's price a LIMIT order that rests without trading, or a stop.
     *
     * @param above a LIMIT order to sell, or a stop that a rising price triggers
     * @param below a LIMIT order to buy, or a stop that a falling price triggers
     */
    record PlaceList(Place above, Place below) implements LedgerCommand {}

    /** What happens from now on to orders of the account that do not say it themselves. */
    record SetSelfTradePrevention(long account, SelfTradePrevention selfTradePrevention)
            implements LedgerCommand {}

    /**
     * Whether limits by account hold for the account's orders from now on.
     *
     * @param by who asked for it
     */
    record SetTier(long account, AccountTier tier, String by) implements LedgerCommand {}

    /**
     * Cancels all orders of the account at that time, unless it is set again before.
     *
     * @param timer the name of one of several that an account may have
     * @param until epoch milliseconds; 0 ends the timer
     * @param asked when the client asked, epoch milliseconds, no two times the same for one timer;
     *     what was asked before the last that was taken changes nothing
     */
    record SetCancelTimer(long account, String timer, long until, long asked)
            implements LedgerCommand {}

    /** What holds for the account as a whole. */
    record GetSettings(long account) implements Query {}

    /** Whether the account is frozen. */
    record GetFreeze(long account) implements Query {}

    /** What is held of the account's money, and for what: a page of it, after that place. */
    record GetHolds(long account, HoldView.Place after, int limit) implements Query {}

    /**
     * Changes an order in the book: a smaller quantity keeps its place, everything else loses it.
     *
     * @param orderId 0 when the order is named by clientOrderId
     * @param clientOrderId "" when the order is named by orderId
     * @param symbol the market whose ticks and lots these are; the order's, or it is refused
     * @param priceTicks the new limit, 0 to leave it
     * @param quantityLots the new quantity, what is filled included; 0 to leave it
     * @param notAfter epoch milliseconds; later it is refused TOO_LATE
     */
    record Amend(
            long account,
            long orderId,
            String clientOrderId,
            String symbol,
            long priceTicks,
            long quantityLots,
            long notAfter)
            implements LedgerCommand {}

    /** Ends all orders of the account in one market on these sides. */
    record MassCancel(long account, String symbol, boolean bids, boolean asks)
            implements LedgerCommand {}

    /** All balances of an account. */
    record GetBalances(long account) implements Query {}

    /** All balances and open orders of an account at one moment, orders on their way included. */
    record GetAccount(long account) implements Query {}

    /** An open or recent order of this account. */
    record GetOrder(long account, long orderId) implements Query {}

    /**
     * What became of a place.
     *
     * @param finalAt when a place with that id can no longer be taken (its notAfter), epoch
     *     milliseconds; 0 when the caller does not know
     */
    record GetOrderByClientId(long account, String clientOrderId, long finalAt) implements Query {}

    /** Open orders of an account, oldest first; symbol "" for all markets. */
    record GetOpenOrders(long account, String symbol) implements Query {}

    /**
     * What became of a transfer that this account sent.
     *
     * @param finalAt as of {@link GetOrderByClientId}
     */
    record GetTransfer(long account, String reference, long finalAt) implements Query {}

    /** What the account pays instead of the markets' own rates. */
    record GetFees(long account) implements Query {}

    /** System accounts and sums of the partition. */
    record GetTotals() implements Query {}

    /** SHA-256 of the partition's state. */
    record GetStateHash() implements Query {}
}
