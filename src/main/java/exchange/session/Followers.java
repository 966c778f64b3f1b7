package exchange.session;

import akka.actor.typed.ActorRef;

import exchange.accounts.FeeFact;
import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerFacts;
import exchange.accounts.MoneyFact;
import exchange.accounts.TimerFact;
import exchange.accounts.TransferFact;
import exchange.sequencer.BatchEvent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which sessions want to know of which account. Not safe for several threads. */
final class Followers {
    private final Map<Long, Set<ActorRef<SessionMessage>>> byAccount = new HashMap<>();

    boolean isEmpty() {
        return byAccount.isEmpty();
    }

    void add(long account, ActorRef<SessionMessage> subscriber) {
        byAccount.computeIfAbsent(account, a -> new LinkedHashSet<>()).add(subscriber);
    }

    void remove(long account, ActorRef<SessionMessage> subscriber) {
        byAccount.computeIfPresent(account, (a, subscribers) -> {
            subscribers.remove(subscriber);
            return subscribers.isEmpty() ? null : subscribers;
        });
    }

    void tellFollowing() {
        byAccount.forEach((account, subscribers) ->
                subscribers.forEach(each -> each.tell(new SessionMessage.Following(account))));
    }

    /** Ends every session. */
    void end(int code, String reason) {
        SessionMessage end = new SessionMessage.End(code, reason);
        byAccount.values().forEach(subscribers -> subscribers.forEach(each -> each.tell(end)));
    }

    /** Decodes the batch, unless nobody is here, and tells each what is theirs. */
    void publish(BatchEvent batch) {
        if (byAccount.isEmpty()) {
            return;
        }
        Map<Long, List<AccountEvent>> events = new LinkedHashMap<>();
        LedgerFacts.decode(
                batch.content().facts(), batch.time(), fact -> collect(fact, batch.time(), events));
        events.forEach((account, list) -> {
            SessionMessage happened = new SessionMessage.Happened(list);
            byAccount.get(account).forEach(each -> each.tell(happened));
        });
    }

    private void collect(LedgerFact fact, long time, Map<Long, List<AccountEvent>> events) {
        switch (fact) {
            case LedgerFact.Deposited deposited ->
                add(deposited.account(), deposited.accountSequence(), time, fact, events);
            case LedgerFact.OrderHeld held ->
                add(held.account(), held.accountSequence(), time, fact, events);
            case LedgerFact.ReplaceHeld replace ->
                add(
                        replace.order().account(),
                        replace.order().accountSequence(),
                        time,
                        fact,
                        events);
            case LedgerFact.Settled settled ->
                add(settled.account(), settled.accountSequence(), time, fact, events);
            case LedgerFact.SelfTradePreventionSet set ->
                add(set.account(), set.accountSequence(), time, fact, events);
            case LedgerFact.TierSet set ->
                add(set.account(), set.accountSequence(), time, fact, events);
            case LedgerFact.AmendSent sent ->
                add(sent.account(), sent.accountSequence(), time, fact, events);
            case FeeFact set -> add(set.account(), set.accountSequence(), time, fact, events);
            case TransferFact.OfAccount of ->
                add(of.account(), of.accountSequence(), time, fact, events);
            case TimerFact.CancelTimerReached reached ->
                add(reached.account(), reached.accountSequence(), time, fact, events);
            case TimerFact.CancelTimerSet set -> {}
            case TransferFact.LedgersMet met -> {}
            case TransferFact.TransferRefused refused -> {}
            case MoneyFact money ->
                add(money.account(), money.accountSequence(), time, fact, events);
            case LedgerFact.MassCancelSent sent -> {}
            case LedgerFact.AssetDefined defined -> {}
            case LedgerFact.MarketKnown known -> {}
            case LedgerFact.CancelSent sent -> {}
            case LedgerFact.TombstoneSet set -> {}
        }
    }

    private void add(
            long account,
            long sequence,
            long time,
            LedgerFact fact,
            Map<Long, List<AccountEvent>> events) {
        if (byAccount.containsKey(account)) {
            events.computeIfAbsent(account, a -> new ArrayList<>())
                    .add(new AccountEvent(account, sequence, time, fact));
        }
    }
}
