package exchange.book;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import exchange.market.AccountLimits;
import exchange.market.CircuitBreaker;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.serialization.CborSerializable;

/**
 * What admins, hubs and the first start ask of a book. Each gets exactly one {@link BookReply}.
 * Orders do not come this way: ledgers send them over their links.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BookCommand.DefineMarket.class, name = "define-market"),
    @JsonSubTypes.Type(value = BookCommand.ChangeState.class, name = "change-state"),
    @JsonSubTypes.Type(value = BookCommand.ChangeRules.class, name = "change-rules"),
    @JsonSubTypes.Type(value = BookCommand.GetRules.class, name = "get-rules"),
    @JsonSubTypes.Type(value = BookCommand.GetDepth.class, name = "get-depth"),
    @JsonSubTypes.Type(value = BookCommand.GetAuction.class, name = "get-auction"),
    @JsonSubTypes.Type(value = BookCommand.GetSnapshot.class, name = "get-snapshot"),
    @JsonSubTypes.Type(value = BookCommand.GetOrders.class, name = "get-orders"),
    @JsonSubTypes.Type(value = BookCommand.GetQueues.class, name = "get-queues"),
    @JsonSubTypes.Type(value = BookCommand.GetHealth.class, name = "get-health"),
    @JsonSubTypes.Type(value = BookCommand.GetStateHash.class, name = "get-state-hash")
})
public sealed interface BookCommand extends CborSerializable {

    /** What only reads: answered after the commit, from committed state. */
    sealed interface Query extends BookCommand {}

    /**
     * Makes the market exist. Idempotent: a market that exists keeps its own fees, collar, limits
     * and state; other units are refused.
     */
    record DefineMarket(MarketRules rules) implements BookCommand {}

    /**
     * Halts or resumes the market, or delists it for ever: its orders end then.
     *
     * @param by who asked for it
     * @param lastsMillis an auction or a halt ends after that time, a halt by an
     *     auction; 0: when an admin says so
     */
    record ChangeState(MarketState state, String reason, String by, long lastsMillis)
            implements BookCommand {}

    /** Changes what may change of the rules. */
    record ChangeRules(
            int makerFee,
            int takerFee,
            int collar,
            long minNotional,
            long maxNotional,
            CircuitBreaker breaker,
            AccountLimits limits,
            String by)
            implements BookCommand {}

    /** The rules as they are now. */
    record GetRules() implements Query {}

    /** The best levels of both sides, at most 1,000 each. */
    record GetDepth(int levelsMax) implements Query {}

    /** What an auction of the book as it is now would come to. */
    record GetAuction() implements Query {}

    /** Everything a market data hub begins with. */
    record GetSnapshot() implements Query {}

    /** Resting orders and what they hold, in order of id, from after the given one on. */
    record GetOrders(long afterOrderId, int ordersMax) implements Query {}

    /** The best resting orders by priority, as the public may see them. */
    record GetQueues() implements Query {}

    /** A few numbers that tell how the book is. */
    record GetHealth() implements Query {}

    /** SHA-256 of the book's state. */
    record GetStateHash() implements Query {}
}
