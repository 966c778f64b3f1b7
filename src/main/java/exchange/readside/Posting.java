package exchange.readside;

import exchange.accounts.FundsTerms;
import exchange.accounts.LedgerFact;
import exchange.accounts.MoneyFact;
import exchange.accounts.TransferFact;
import exchange.market.FundsRequestKind;
import exchange.market.FundsRequestStatus;
import exchange.market.MarketRules;
import exchange.market.Side;
import exchange.sequencer.LedgerItem;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How one thing that happened to an account changed what it has of one asset. All postings of an
 * account together are its balances.
 *
 * @param sequence of the event that it is part of; one event may have several
 * @param available units more, or fewer, that are available
 * @param held units more, or fewer, that are held
 * @param orderId 0 for none
 * @param tradeNumber 0 for none
 * @param note the reference of a deposit, transfer, withdrawal or adjustment, why a transfer came
 *     back, else ""
 */
public record Posting(
        long sequence,
        long time,
        Kind kind,
        String asset,
        long available,
        long held,
        String symbol,
        long orderId,
        long tradeNumber,
        String note) {

    /** Why. */
    public enum Kind {
        DEPOSIT,
        /** Left for the world outside. */
        WITHDRAWAL,
        /** A correction that two admins agreed on. */
        ADJUSTMENT,
        /** A paper account was put back to its start. */
        RESET,
        /** Set aside for an order, or for a withdrawal that nobody has decided yet. */
        HOLD,
        /** Given back, because an order or a withdrawal ended, or needed less. */
        RELEASE,
        TRADE,
        FEE,
        /** Sent to another account, or come from one. */
        TRANSFER,
        /** Come back, because the receiver's ledger did not take it. */
        TRANSFER_RETURNED,
        /** Received, but more than an account can have: the exchange keeps it for the account. */
        OVERFLOW
    }

    /**
     * The postings of an event, none for one that moved nothing.
     *
     * @param markets the rules of each market, by its symbol
     */
    public static List<Posting> of(AccountEvent event, Function<String, MarketRules> markets) {
        Postings all = new Postings(event, markets);
        switch (event.fact()) {
            case LedgerFact.Deposited deposited ->
                all.add(
                        Kind.DEPOSIT,
                        deposited.asset(),
                        deposited.amount(),
                        0,
                        "",
                        0,
                        0,
                        deposited.reference());
            case LedgerFact.OrderHeld held -> all.hold(held);
            case LedgerFact.ReplaceHeld replace -> all.hold(replace.order());
            case LedgerFact.AmendSent sent ->
                all.ofOrder(
                        Kind.HOLD,
                        all.heldAsset(sent.symbol(), sent.side()),
                        -sent.added(),
                        sent.added(),
                        sent.symbol(),
                        sent.orderId());
            case LedgerFact.Settled settled -> all.settled(settled);
            case TransferFact transfer -> all.transfer(transfer);
            case LedgerFact.OfFees fees -> {}
            case LedgerFact.OfTimers timer -> {}
            case LedgerFact.SelfTradePreventionSet set -> {}
            case LedgerFact.TierSet set -> {}
            case MoneyFact money -> all.decided(money);
            case LedgerFact.AssetDefined defined -> {}
            case LedgerFact.MarketKnown known -> {}
            case LedgerFact.CancelSent sent -> {}
            case LedgerFact.MassCancelSent sent -> {}
            case LedgerFact.TombstoneSet set -> {}
        }
        return all.found;
    }

    /** Those of one event. */
    private static final class Postings {
        private final AccountEvent event;
        private final Function<String, MarketRules> markets;
        private final List<Posting> found = new ArrayList<>();

        Postings(AccountEvent event, Function<String, MarketRules> markets) {
            this.event = event;
            this.markets = markets;
        }

        void transfer(TransferFact fact) {
            switch (fact) {
                case TransferFact.TransferSent sent ->
                    ofAccount(Kind.TRANSFER, sent.asset(), -sent.amount(), sent.reference());
                case TransferFact.TransferReceived received ->
                    ofAccount(
                            Kind.TRANSFER,
                            received.asset(),
                            received.amount(),
                            received.reference());
                case TransferFact.TransferReturned returned -> {
                    String why = returned.reason().name();
                    ofAccount(Kind.TRANSFER_RETURNED, returned.asset(), returned.amount(), why);
                    ofAccount(Kind.OVERFLOW, returned.asset(), -returned.overflowed(), why);
                }
                case TransferFact.TransferCompleted completed -> {}
                case TransferFact.TransferRefused refused -> {}
                case TransferFact.LedgersMet met -> {}
            }
        }

        private void ofAccount(Kind kind, String asset, long available, String note) {
            add(kind, asset, available, 0, "", 0, 0, note);
        }

        void decided(MoneyFact fact) {
            switch (fact) {
                case MoneyFact.FundsRequested requested -> {
                    FundsTerms terms = requested.terms();
                    if (terms.kind() == FundsRequestKind.WITHDRAWAL) {
                        ofRequest(Kind.HOLD, terms, -terms.amount(), terms.amount());
                    }
                }
                case MoneyFact.FundsDecided decided -> ended(decided);
                case MoneyFact.AccountReset reset ->
                    reset.changes()
                            .forEach(change -> add(
                                    Kind.RESET, change.asset(), change.units(), 0, "", 0, 0, ""));
                case MoneyFact.FreezeSet set -> {}
            }
        }

        private void ended(MoneyFact.FundsDecided decided) {
            FundsTerms terms = decided.terms();
            boolean approved = decided.status() == FundsRequestStatus.APPROVED;
            switch (terms.kind()) {
                case WITHDRAWAL -> {
                    Kind kind = approved ? Kind.WITHDRAWAL : Kind.RELEASE;
                    ofRequest(kind, terms, approved ? 0 : terms.amount(), -terms.amount());
                }
                case ADJUSTMENT ->
                    ofRequest(Kind.ADJUSTMENT, terms, approved ? terms.amount() : 0, 0);
            }
        }

        private void ofRequest(Kind kind, FundsTerms terms, long available, long held) {
            add(kind, terms.asset(), available, held, "", 0, 0, terms.reference());
        }

        void hold(LedgerFact.OrderHeld held) {
            ofOrder(
                    Kind.HOLD,
                    heldAsset(held.symbol(), held.side()),
                    -held.held(),
                    held.held(),
                    held.symbol(),
                    held.orderId());
        }

        void settled(LedgerFact.Settled settled) {
            switch (settled.line()) {
                case LedgerItem.Fill fill -> fill(settled, fill);
                case LedgerItem.Refused refused -> release(settled, refused.released());
                case LedgerItem.Ended ended -> release(settled, ended.released());
                case LedgerItem.Decremented less -> release(settled, less.released());
                case LedgerItem.Amended amended -> release(settled, amended.released());
                case LedgerItem.AmendRefused refused -> release(settled, refused.released());
                case LedgerItem.Accepted accepted -> {}
                case LedgerItem.Rested rested -> {}
                case LedgerItem.Triggered triggered -> {}
                case LedgerItem.MassCanceled canceled -> {}
                case LedgerItem.CancelRefused refused -> {}
            }
        }

        private void release(LedgerFact.Settled settled, long released) {
            ofOrder(
                    Kind.RELEASE,
                    heldAsset(settled.symbol(), settled.side()),
                    released,
                    -released,
                    settled.symbol(),
                    settled.line().orderId());
        }

        private void fill(LedgerFact.Settled settled, LedgerItem.Fill fill) {
            String gives = heldAsset(settled.symbol(), settled.side());
            String takes =
                    heldAsset(settled.symbol(), settled.side() == Side.BUY ? Side.SELL : Side.BUY);
            ofTrade(settled, fill, Kind.TRADE, gives, 0, -fill.used());
            ofTrade(settled, fill, Kind.TRADE, takes, fill.received(), 0);
            ofTrade(settled, fill, Kind.FEE, takes, -fill.fee(), 0);
            ofTrade(settled, fill, Kind.OVERFLOW, takes, -settled.overflowed(), 0);
            ofTrade(settled, fill, Kind.RELEASE, gives, fill.released(), -fill.released());
        }

        private void ofTrade(
                LedgerFact.Settled settled,
                LedgerItem.Fill fill,
                Kind kind,
                String asset,
                long available,
                long held) {
            add(
                    kind,
                    asset,
                    available,
                    held,
                    settled.symbol(),
                    fill.orderId(),
                    fill.tradeNumber(),
                    "");
        }

        void ofOrder(
                Kind kind, String asset, long available, long held, String symbol, long orderId) {
            add(kind, asset, available, held, symbol, orderId, 0, "");
        }

        void add(
                Kind kind,
                String asset,
                long available,
                long held,
                String symbol,
                long orderId,
                long tradeNumber,
                String note) {
            if (available != 0 || held != 0) {
                found.add(new Posting(
                        event.sequence(),
                        event.time(),
                        kind,
                        asset,
                        available,
                        held,
                        symbol,
                        orderId,
                        tradeNumber,
                        note));
            }
        }

        String heldAsset(String symbol, Side side) {
            MarketRules rules = markets.apply(symbol);
            return (side == Side.BUY ? rules.quote() : rules.base()).name();
        }
    }
}
