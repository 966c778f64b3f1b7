package exchange.faults;

import exchange.accounts.FundsRequestView;
import exchange.accounts.FundsTerms;
import exchange.accounts.LedgerReply;
import exchange.accounts.MoneyCommand;
import exchange.accounts.MoneyFact;
import exchange.market.FundsRequestKind;
import exchange.market.FundsRequestStatus;
import exchange.market.RejectReason;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What people were told of withdrawals and adjustments, held against the journals for ever after:
 * what was asked for is there once, what was refused never comes to be, what was decided stays so.
 * That their amounts are right is the audit's to see.
 */
final class FundsPromises {
    private record Name(FundsRequestKind kind, long account, String reference) {
        static Name of(MoneyCommand.RequestFunds wish) {
            return new Name(wish.requestKind(), wish.account(), wish.reference());
        }
    }

    private record Made(FundsTerms terms, long at) {}

    private final World world;
    private final Map<Name, Made> made = new HashMap<>();
    private final Map<Long, FundsRequestStatus> decided = new HashMap<>();
    private final Map<Name, Integer> waiting = new HashMap<>();
    private final Map<Name, Integer> askedInAll = new HashMap<>();

    FundsPromises(World world) {
        this.world = world;
    }

    private void require(boolean holds, Supplier<String> what) {
        if (!holds) {
            world.violated(what.get());
        }
    }

    // what the journals say

    void happened(MoneyFact fact) {
        Effect.count(fact, world.tally);
        switch (fact) {
            case MoneyFact.FundsRequested each -> {
                FundsTerms terms = each.terms();
                Name name = new Name(terms.kind(), each.account(), terms.reference());
                require(
                        made.put(name, new Made(terms, world.agenda.now())) == null,
                        () -> "asked for once, made twice: " + each);
                require(
                        waiting.getOrDefault(name, 0) > 0,
                        () -> "made for a request that nobody waits for any more: " + each);
            }
            case MoneyFact.FundsDecided each ->
                require(
                        decided.put(each.terms().requestId(), each.status()) == null,
                        () -> "decided twice: " + each);
            case MoneyFact.AccountReset each -> {}
            case MoneyFact.FreezeSet each -> {}
        }
    }

    // what people ask and hear

    void asks(MoneyCommand command) {
        if (command instanceof MoneyCommand.RequestFunds wish) {
            waiting.merge(Name.of(wish), 1, Integer::sum);
            askedInAll.merge(Name.of(wish), 1, Integer::sum);
        }
    }

    /** @param at when it was asked */
    void answered(MoneyCommand command, long at, LedgerReply reply) {
        if (reply instanceof LedgerReply.FundsRequestResult result) {
            told(result.request());
        }
        switch (command) {
            case MoneyCommand.RequestFunds wish -> answeredWish(wish, at, reply);
            case MoneyCommand.DecideFunds decision -> answeredDecision(decision, reply);
            case MoneyCommand.CancelFunds back ->
                require(
                        !(reply instanceof LedgerReply.NotFound),
                        () -> "who asked for it does not find it: " + back);
            case MoneyCommand.SetFreeze set ->
                require(
                        !(reply instanceof LedgerReply.FreezeResult result)
                                || result.freeze().frozen() == set.frozen(),
                        () -> set + " is answered with " + reply);
            case MoneyCommand.ResetAccount reset -> {}
        }
    }

    private void told(FundsRequestView told) {
        FundsTerms terms = told.terms();
        Made known = made.get(new Name(terms.kind(), told.account(), terms.reference()));
        require(
                known != null && known.terms().equals(terms),
                () -> "told of " + told + ", the journal has " + known);
        require(
                told.status() == FundsRequestStatus.PENDING
                        || decided.get(terms.requestId()) == told.status(),
                () -> "told of " + told + ", which no journal says");
    }

    /** In doubt is only what a client is told to be in doubt: that stays open for ever. */
    private void answeredWish(MoneyCommand.RequestFunds wish, long at, LedgerReply reply) {
        if (reply instanceof LedgerReply.Unknown) {
            return;
        }
        Name name = Name.of(wish);
        int others = waiting.merge(name, -1, Integer::sum);
        if (!(reply instanceof LedgerReply.Refused refused)
                || refused.reason() == RejectReason.DUPLICATE_REFERENCE
                || others > 0) {
            return;
        }
        // Of two that ask at once the first may hear last; and who is not looked at hears nothing
        // of what the other asked.
        boolean mustKnow = askedInAll.get(name) == 1
                || !isShed(refused.reason())
                        && made.containsKey(name)
                        && made.get(name).at() <= at;
        require(
                !mustKnow || !made.containsKey(name),
                () -> "refused as " + refused + ", but it is made: " + wish);
    }

    private static boolean isShed(RejectReason reason) {
        return reason == RejectReason.OVERLOADED
                || reason == RejectReason.UNAVAILABLE
                || reason == RejectReason.INTERNAL;
    }

    private void answeredDecision(MoneyCommand.DecideFunds decision, LedgerReply reply) {
        require(
                !(reply instanceof LedgerReply.NotFound),
                () -> "a request that somebody knows is not found: " + decision);
        FundsRequestStatus is = decided.get(decision.requestId());
        if (reply instanceof LedgerReply.Refused refused
                && refused.reason() == RejectReason.NOT_PENDING) {
            require(
                    is != null && is != decision.status(),
                    () -> decision + " is refused as decided otherwise, the journal has " + is);
        } else if (reply instanceof LedgerReply.FundsRequestResult) {
            require(
                    is == decision.status(),
                    () -> decision + " is said to be done, the journal has " + is);
        }
    }
}
