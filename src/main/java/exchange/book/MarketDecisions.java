package exchange.book;

import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.RejectReason;
import exchange.sequencer.Batch;

import java.util.StringJoiner;

/** Decides what admins and the first start ask of the market itself. */
final class MarketDecisions {
    private final String symbol;
    private final BookState state;
    private final Journal journal;

    MarketDecisions(String symbol, BookState state, Journal journal) {
        this.symbol = symbol;
        this.state = state;
        this.journal = journal;
    }

    BookReply define(BookCommand.DefineMarket command, Batch batch) {
        MarketRules asked = command.rules();
        if (!asked.symbol().equals(symbol)) {
            return new BookReply.Refused(
                    RejectReason.INVALID_FIELD,
                    "this is the book of " + symbol + ", found rules of " + asked.symbol());
        }
        if (state.rules().isEmpty()) {
            journal.emit(new BookFact.MarketDefined(asked), batch);
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

    BookReply changeState(BookCommand.ChangeState command, Batch batch) {
        if (state.rules().isEmpty()) {
            return undefined();
        }
        MarketState before = state.definedRules().state();
        if (before == MarketState.DELISTED && command.state() != before) {
            return new BookReply.Refused(
                    RejectReason.MARKET_DELISTED,
                    symbol + " is delisted, so it cannot become " + command.state());
        }
        if (before != command.state()) {
            journal.emit(
                    new BookFact.MarketStateChanged(
                            command.state(), command.reason(), command.by()),
                    batch);
        }
        return new BookReply.Rules(state.definedRules());
    }

    BookReply changeRules(BookCommand.ChangeRules command, Batch batch) {
        if (state.rules().isEmpty()) {
            return undefined();
        }
        BookFact.RulesChanged change = new BookFact.RulesChanged(
                command.makerFee(),
                command.takerFee(),
                command.collar(),
                command.minNotional(),
                command.maxNotional(),
                command.by());
        MarketRules known = state.definedRules();
        try {
            if (!change.on(known).equals(known)) {
                journal.emit(change, batch);
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
