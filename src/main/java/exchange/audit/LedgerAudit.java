package exchange.audit;

import exchange.accounts.Balance;
import exchange.accounts.LedgerActor;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerFacts;
import exchange.accounts.LedgerLogic;
import exchange.accounts.LedgerReply;
import exchange.accounts.TransferFact;
import exchange.market.AccountIds;
import exchange.sequencer.BatchContent;
import exchange.sequencer.EntityLogic;
import exchange.sequencer.LedgerItem;
import exchange.sequencer.LinkEnd;

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
    private final AuditedTransfers transfers;
    /** Who gets what was sent from here and is on its way. */
    private final Map<Long, Long> receivers = new HashMap<>();

    /** Symbols, and of other ledgers the partition. */
    private final List<String> peers = new ArrayList<>();

    /** @param links the link with the book of that symbol */
    LedgerAudit(
            String persistenceId,
            int partition,
            int partitions,
            Function<String, AuditedLink> links,
            AuditedTransfers transfers) {
        super(persistenceId, new LedgerLogic(partition, partitions));
        this.partition = partition;
        this.partitions = partitions;
        this.money = new AuditedMoney(partition, partitions);
        this.links = links;
        this.transfers = transfers;
    }

    @Override
    long check(BatchContent content, long time) {
        Map<String, Deque<LedgerItem>> settled = new HashMap<>();
        Map<String, Deque<TransferFact>> transferred = new HashMap<>();
        long[] count = {0};
        money.beginBatch(time);
        LedgerFacts.decode(content.facts(), time, fact -> {
            count[0]++;
            money.apply(fact);
            if (fact instanceof LedgerFact.Settled each) {
                settled.computeIfAbsent(each.symbol(), symbol -> new ArrayDeque<>())
                        .add(each.line());
            }
            if (fact instanceof LedgerFact.MarketKnown known
                    && !peers.contains(known.rules().symbol())) {
                peers.add(known.rules().symbol());
            }
            if (fact instanceof TransferFact each) {
                transferred(each, transferred);
            }
        });
        money.endBatch();
        for (BatchContent.Progress progress : content.progress()) {
            BadBatch.require(progress.peer() < peers.size(), "it has no peer %d", progress.peer());
            String peer = peers.get(progress.peer());
            if (LedgerActor.isLedger(peer)) {
                checkTransfersTaken(progress, peer, transferred);
            } else {
                checkTaken(progress, peer, settled);
            }
        }
        transferred.forEach((peer, rest) -> BadBatch.require(
                rest.isEmpty(), "ledger %s did not send what is taken of it: %s", peer, rest));
        settled.forEach((symbol, rest) -> BadBatch.require(
                rest.isEmpty(), "it settles what the book of %s did not send: %s", symbol, rest));
        return count[0];
    }

    /** What other ledgers have a part in is kept for the items that it comes from. */
    private void transferred(TransferFact fact, Map<String, Deque<TransferFact>> byPeer) {
        switch (fact) {
            case TransferFact.LedgersMet met -> {
                for (int other = 0; other < met.partitions(); other++) {
                    if (other != partition) {
                        peers.add(Integer.toString(other));
                    }
                }
            }
            case TransferFact.TransferSent sent -> receivers.put(sent.transferId(), sent.to());
            case TransferFact.TransferReceived received -> add(received.from(), fact, byPeer);
            case TransferFact.TransferRefused refused -> add(refused.from(), fact, byPeer);
            case TransferFact.TransferCompleted completed ->
                add(receivers.remove(completed.transferId()), fact, byPeer);
            case TransferFact.TransferReturned returned ->
                add(receivers.remove(returned.transferId()), fact, byPeer);
        }
    }

    private void add(long account, TransferFact fact, Map<String, Deque<TransferFact>> byPeer) {
        int other = AccountIds.partition(account, partitions);
        if (other != partition) {
            byPeer.computeIfAbsent(Integer.toString(other), peer -> new ArrayDeque<>())
                    .add(fact);
        }
    }

    private void checkTransfersTaken(
            BatchContent.Progress progress, String peer, Map<String, Deque<TransferFact>> byPeer) {
        int other = Integer.parseInt(peer);
        BadBatch.require(
                progress.acknowledged() <= transfers.taken(partition, other),
                "ledger %s is said to have taken %d items, it took %d",
                peer,
                progress.acknowledged(),
                transfers.taken(partition, other));
        Deque<TransferFact> facts = byPeer.getOrDefault(peer, new ArrayDeque<>());
        for (long number = firstTaken(progress); number <= progress.taken(); number++) {
            BadBatch.require(
                    !facts.isEmpty(), "item %d of ledger %s is taken as nothing", number, peer);
            transfers.take(other, partition, number, facts.poll());
        }
        tookUpTo(progress);
    }

    private void checkTaken(
            BatchContent.Progress progress, String symbol, Map<String, Deque<LedgerItem>> settled) {
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
        for (int peer = 0; peer < peers.size(); peer++) {
            String name = peers.get(peer);
            LinkEnd end = state().logic().links().to(peer);
            if (LedgerActor.isLedger(name)) {
                transfers.collect(partition, Integer.parseInt(name), end);
            } else {
                links.apply(name).collectCommands(end);
            }
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
