package exchange.book;

import exchange.market.CircuitBreaker;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.RejectReason;

import java.util.StringJoiner;

/**
 * Decides what admins, the first start and the time ask of the market itself: its rules and states.
 */
final class MarketDecisions {
    private static final String BY_ITSELF = "the exchange";
    private static final String TOO_FAST = "circuit breaker: the price moved too fast";

    private final String symbol;
    private final BookState state;
    private final Journal journal;
    private final AuctionDecisions auctions;
    private final Endings endings;
    private final MatchDecisions matching;

    MarketDecisions(
            String symbol,
            BookState state,
            Journal journal,
            Endings endings,
            MatchDecisions matching) {
        this.symbol = symbol;
        this.endings = endings;
        this.matching = matching;
        this.state = state;
        this.journal = journal;
        this.auctions = new AuctionDecisions(state, journal, endings);
    }

    BookReply define(BookCommand.DefineMarket command) {
        MarketRules asked = command.rules();
        if (!asked.symbol().equals(symbol)) {
            return new BookReply.Refused(
                    RejectReason.INVALID_FIELD,
                    "this is the book of " + symbol + ", found rules of " + asked.symbol());
        }
        if (state.rules().isEmpty()) {
            journal.emit(new BookFact.MarketDefined(asked));
        }
        MarketRules known = state.definedRules();
        if (!known.sameUnits(asked)) {
            return new BookReply.Refused(RejectReason.INVALID_FIELD, unitsText(known, asked));
        }
        return new BookReply.Rules(known);
    }

    private String unitsText(MarketRules known, MarketRules asked) {
        StringJoiner text = new StringJoiner(", ", symbol + " keeps its units for ever: ", "");
        tell(text, "base", known.base(), asked.base());
        tell(text, "quote", known.quote(), asked.quote());
        tell(text, "tick", known.priceText(1), asked.priceText(1));
        tell(text, "lot", known.quantityText(1), asked.quantityText(1));
        return text.toString();
    }

    private static void tell(StringJoiner text, String what, Object known, Object asked) {
        if (!known.equals(asked)) {
            text.add(what + " is " + known + ", found " + asked);
        }
    }

    /**
     * A book that was halted while it crossed opens by an auction: everybody gets the time to see
     * what it would come to. Only opening trades what crosses; so such a book does not become
     * POST_ONLY, where nothing may cross and nobody expects a trade.
     */
    BookReply changeState(BookCommand.ChangeState command) {
        if (state.rules().isEmpty()) {
            return undefined();
        }
        MarketState before = state.definedRules().state();
        MarketState after = command.state();
        if (before == MarketState.DELISTED && after != before) {
            return new BookReply.Refused(
                    RejectReason.MARKET_DELISTED,
                    symbol + " is delisted, so it cannot become " + after);
        }
        if (after == MarketState.POST_ONLY && !before.matches() && state.isCrossed()) {
            return new BookReply.Refused(
                    RejectReason.BOOK_CROSSES,
                    symbol + " has bids and asks that cross, so it cannot become " + after
                            + ": open it, or let it stay " + before);
        }
        boolean ends = command.lastsMillis() != 0;
        boolean mayEnd = after == MarketState.AUCTION || after == MarketState.HALTED;
        if (ends && (!mayEnd || command.lastsMillis() < 0)) {
            return new BookReply.Refused(
                    RejectReason.INVALID_FIELD,
                    "only an auction or a halt lasts for a time, found " + after + " for "
                            + command.lastsMillis() + " ms");
        }
        long endsAt = ends ? journal.time() + command.lastsMillis() : 0;
        if (after == MarketState.OPEN && before != MarketState.AUCTION && state.isCrossed()) {
            after = MarketState.AUCTION;
            endsAt = journal.time() + state.definedRules().breaker().auctionMillis();
        }
        if (before != after || state.stateEndsAt() != endsAt) {
            become(after, command.reason(), command.by(), endsAt);
        }
        return new BookReply.Rules(state.definedRules());
    }

    /** A market that opens must not begin with a book that crosses. */
    private void become(MarketState after, String reason, String by, long endsAt) {
        if (after == MarketState.OPEN) {
            endings.expireAll();
            auctions.uncross();
        }
        journal.emit(new BookFact.MarketStateChanged(after, reason, by, endsAt));
        if (after == MarketState.OPEN) {
            matching.triggerStops();
        }
    }

    /** Ends a state whose time is over: a halt by an auction, an auction by opening. */
    void advance() {
        if (journal.time() < nextDeadline()) {
            return;
        }
        if (state.definedRules().state() == MarketState.HALTED) {
            beginAuction("the halt is over");
        } else {
            become(MarketState.OPEN, "the auction is over", BY_ITSELF, 0);
        }
    }

    private void beginAuction(String reason) {
        int lasts = state.definedRules().breaker().auctionMillis();
        become(MarketState.AUCTION, reason, BY_ITSELF, journal.time() + lasts);
    }

    /** The circuit breaker stops the market, which opens again by itself. */
    void stop() {
        CircuitBreaker breaker = state.definedRules().breaker();
        if (breaker.haltMillis() == 0) {
            beginAuction(TOO_FAST);
        } else {
            long endsAt = journal.time() + breaker.haltMillis();
            become(MarketState.HALTED, TOO_FAST, BY_ITSELF, endsAt);
        }
    }

    /** When the state ends by itself, Long.MAX_VALUE when it does not. */
    long nextDeadline() {
        return state.stateEndsAt() == 0 ? Long.MAX_VALUE : state.stateEndsAt();
    }

    BookReply changeRules(BookCommand.ChangeRules command) {
        if (state.rules().isEmpty()) {
            return undefined();
        }
        BookFact.RulesChanged change = new BookFact.RulesChanged(
                command.makerFee(),
                command.takerFee(),
                command.collar(),
                command.minNotional(),
                command.maxNotional(),
                command.breaker(),
                command.limits(),
                command.by());
        MarketRules known = state.definedRules();
        try {
            if (!change.on(known).equals(known)) {
                journal.emit(change);
            }
        } catch (IllegalArgumentException e) {
            return new BookReply.Refused(RejectReason.INVALID_FIELD, e.getMessage());
        }
        return new BookReply.Rules(state.definedRules());
    }

    BookReply undefined() {
        return new BookReply.Refused(RejectReason.UNKNOWN_MARKET, symbol + " is not defined yet");
    }
}
