package exchange.audit;

import exchange.accounts.Balance;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerFacts;
import exchange.accounts.LedgerLogic;
import exchange.accounts.LedgerReply;
import exchange.sequencer.BatchContent;
import exchange.sequencer.EntityLogic;
import exchange.sequencer.LedgerItem;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The journal of one ledger partition: money, and lines that must be what its books sent. */
final class LedgerAudit extends EntityAudit<LedgerCommand> {
    private final int partition;
    private final int partitions;
    private final AuditedMoney money;
    private final Function<String, AuditedLink> links;
    private final List<String> symbols = new ArrayList<>();

    /** @param links the link with the book of that symbol */
    LedgerAudit(
            String persistenceId,
            int partition,
            int partitions,
            Function<String, AuditedLink> links) {
        super(persistenceId, new LedgerLogic(partition, partitions));
        this.partition = partition;
        this.partitions = partitions;
        this.money = new AuditedMoney(partition);
        this.links = links;
    }

    @Override
    long check(BatchContent content, long time) {
        Map<String, Deque<LedgerItem>> settled = new HashMap<>();
        long[] count = {0};
        LedgerFacts.decode(content.facts(), time, fact -> {
            count[0]++;
            money.apply(fact);
            if (fact instanceof LedgerFact.Settled each) {
                settled.computeIfAbsent(each.symbol(), symbol -> new ArrayDeque<>())
                        .add(each.line());
            }
            if (fact instanceof LedgerFact.MarketKnown known
                    && !symbols.contains(known.rules().symbol())) {
                symbols.add(known.rules().symbol());
            }
        });
        for (BatchContent.Progress progress : content.progress()) {
            checkTaken(progress, settled);
        }
        settled.forEach((symbol, rest) -> BadBatch.require(
                rest.isEmpty(), "it settles what the book of %s did not send: %s", symbol, rest));
        return count[0];
    }

    private void checkTaken(
            BatchContent.Progress progress, Map<String, Deque<LedgerItem>> settled) {
        BadBatch.require(progress.peer() < symbols.size(), "it has no peer %d", progress.peer());
        String symbol = symbols.get(progress.peer());
        AuditedLink link = links.apply(symbol);
        BadBatch.require(
                progress.acknowledged() <= link.commandsTaken(),
                "the book of %s is said to have taken %d commands, it took %d",
                symbol,
                progress.acknowledged(),
                link.commandsTaken());
        Deque<LedgerItem> lines = settled.getOrDefault(symbol, new ArrayDeque<>());
        for (long number = firstTaken(progress); number <= progress.taken(); number++) {
            LedgerItem sent = link.takeLine(number);
            boolean same = sent.equals(lines.peek());
            if (same) {
                lines.poll();
            }
            // A cancel that came too late for an order that nobody remembers leaves no fact, and a
            // mass cancel leaves only those of its orders.
            BadBatch.require(
                    same
                            || sent instanceof LedgerItem.CancelRefused
                            || sent instanceof LedgerItem.MassCanceled,
                    "line %d of %s is settled as %s, the book sent %s",
                    number,
                    symbol,
                    lines.peek(),
                    sent);
        }
        tookUpTo(progress);
    }

    @Override
    void collect() {
        for (int peer = 0; peer < symbols.size(); peer++) {
            links.apply(symbols.get(peer))
                    .collectCommands(state().logic().links().to(peer));
        }
    }

    /** Compares the audit's arithmetic with the ledger's own state, account by account. */
    void compareWithLedger() {
        money.accounts().forEach((id, account) -> {
            LedgerReply.Balances balances =
                    query(new LedgerCommand.GetBalances(id), LedgerReply.Balances.class);
            BadBatch.require(
                    balances.accountSequence() == account.sequence(),
                    "account %d has %d events, its ledger says %d",
                    id,
                    account.sequence(),
                    balances.accountSequence());
            for (Balance balance : balances.balances()) {
                BadBatch.require(
                        balance.available() == account.available(balance.asset())
                                && balance.held() == account.held(balance.asset()),
                        "account %d has %d %s available and %d held, its ledger says %s",
                        id,
                        account.available(balance.asset()),
                        balance.asset(),
                        account.held(balance.asset()),
                        balance);
            }
        });
        compareTotals();
    }

    private void compareTotals() {
        Map<String, BigInteger> sums = new HashMap<>();
        LedgerReply.Totals totals = query(new LedgerCommand.GetTotals(), LedgerReply.Totals.class);
        for (LedgerReply.Total total : totals.totals()) {
            String asset = total.asset();
            BigInteger computed = switch (total.account()) {
                case "users/available" -> money.usersAvailable(asset);
                case "users/held" -> money.usersHeld(asset);
                default -> money.system(total.account(), asset);
            };
            BadBatch.require(
                    total.units().equals(computed),
                    "%s of %s is %s, its ledger says %s",
                    total.account(),
                    asset,
                    computed,
                    total.units());
            sums.merge(asset, computed, BigInteger::add);
        }
        sums.forEach((asset, sum) -> BadBatch.require(
                sum.signum() == 0, "all accounts of %s sum to %s instead of 0", asset, sum));
    }

    private <T> T query(LedgerCommand.Query query, Class<T> reply) {
        return reply.cast(state().logic().query(query, state().time()));
    }

    @Override
    EntityLogic<LedgerCommand> newLogic() {
        return new LedgerLogic(partition, partitions);
    }

    AuditedMoney money() {
        return money;
    }
}
