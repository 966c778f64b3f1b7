package exchange.accounts;

import exchange.ledger.SystemAccount;
import exchange.market.MarketRules;
import exchange.market.Side;
import exchange.sequencer.BookItems;

/** A market as a ledger needs it: its rules of the day, its place among the peers, its accounts. */
final class KnownMarket {
    private final int peer;
    private final int base;
    private final int quote;
    private final SystemAccount clearing;
    private final BookItems.Writer items = new BookItems.Writer();
    private MarketRules rules;

    KnownMarket(int peer, MarketRules rules, int base, int quote, SystemAccount clearing) {
        this.peer = peer;
        this.rules = rules;
        this.base = base;
        this.quote = quote;
        this.clearing = clearing;
    }

    int peer() {
        return peer;
    }

    String symbol() {
        return rules.symbol();
    }

    MarketRules rules() {
        return rules;
    }

    void changeTo(MarketRules newRules) {
        rules = newRules;
    }

    SystemAccount clearing() {
        return clearing;
    }

    BookItems.Writer items() {
        return items;
    }

    /** The asset an order of that side pays with, which is held for it. */
    int heldAsset(Side side) {
        return side == Side.BUY ? quote : base;
    }

    /** The asset an order of that side receives, fees in which it pays. */
    int receivedAsset(Side side) {
        return side == Side.BUY ? base : quote;
    }

    String feeAsset(Side side) {
        return side == Side.BUY ? rules.base().name() : rules.quote().name();
    }
}
