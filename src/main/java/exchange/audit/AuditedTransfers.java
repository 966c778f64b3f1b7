package exchange.audit;

import exchange.accounts.TransferFact;
import exchange.sequencer.LinkEnd;
import exchange.sequencer.Run;
import exchange.sequencer.TransferItem;
import exchange.sequencer.TransferItems;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What ledgers have sent each other and not taken yet. Rows come in the order of their commits, so
 * nothing can be taken before it is here.
 */
final class AuditedTransfers {
    private record Way(int from, int to) {}

    private static final class Stream {
        private final Deque<TransferItem> items = new ArrayDeque<>();
        private long made;
    }

    /** Money that has left its sender, and how much it is. */
    private record Sent(long from, String asset, long amount) {}

    private final Map<Way, Stream> streams = new HashMap<>();
    private final Map<Long, Sent> onItsWay = new HashMap<>();

    /** Adds what the last batch of one ledger made for another. */
    void collect(int from, int to, LinkEnd end) {
        Stream stream = stream(from, to);
        for (Run run : end.runsFrom(stream.made + 1, Integer.MAX_VALUE)) {
            TransferItems.Reader reader = new TransferItems.Reader(run);
            while (reader.hasNext()) {
                TransferItem item = reader.next();
                stream.items.add(item);
                if (item instanceof TransferItem.Credit credit) {
                    Sent sent = new Sent(credit.from(), credit.asset(), credit.amount());
                    onItsWay.put(credit.transferId(), sent);
                }
            }
            stream.made = run.last();
        }
    }

    /** A ledger takes the next item of another; the fact must be what it leads to. */
    void take(int from, int to, long number, TransferFact fact) {
        Deque<TransferItem> items = stream(from, to).items;
        BadBatch.require(
                !items.isEmpty(),
                "takes item %d of ledger %d, which that one never made",
                number,
                from);
        TransferItem item = items.poll();
        BadBatch.require(
                follows(item, fact),
                "item %d of ledger %d was %s, taken as %s",
                number,
                from,
                item,
                fact);
        if (!(item instanceof TransferItem.Credit)) {
            onItsWay.remove(item.transferId());
        }
    }

    private boolean follows(TransferItem item, TransferFact fact) {
        return switch (item) {
            case TransferItem.Credit credit ->
                fact instanceof TransferFact.TransferReceived received
                                && received.transferId() == credit.transferId()
                                && received.account() == credit.to()
                                && received.from() == credit.from()
                                && received.asset().equals(credit.asset())
                                && received.amount() == credit.amount()
                                && received.reference().equals(credit.reference())
                                && received.note().equals(credit.note())
                        || fact instanceof TransferFact.TransferRefused refused
                                && refused.transferId() == credit.transferId()
                                && refused.from() == credit.from();
            case TransferItem.Credited credited ->
                fact instanceof TransferFact.TransferCompleted completed
                        && completed.transferId() == credited.transferId();
            case TransferItem.Refused refused ->
                fact instanceof TransferFact.TransferReturned returned
                        && returned.transferId() == refused.transferId()
                        && returned.reason() == refused.reason()
                        && new Sent(returned.account(), returned.asset(), returned.amount())
                                .equals(onItsWay.get(refused.transferId()));
        };
    }

    /** How many items of that way were taken. */
    long taken(int from, int to) {
        Stream stream = stream(from, to);
        return stream.made - stream.items.size();
    }

    long inFlight() {
        return streams.values().stream().mapToLong(each -> each.items.size()).sum();
    }

    /** Money that has left a sender and reached nobody, by asset. */
    Map<String, BigInteger> moneyInFlight() {
        Map<String, BigInteger> sums = new TreeMap<>();
        bySender()
                .forEach((asset, owed) ->
                        owed.values().forEach(units -> sums.merge(asset, units, BigInteger::add)));
        return sums;
    }

    /** The same, by asset and the account that sent it: it is still owed to that one. */
    Map<String, Map<Long, BigInteger>> bySender() {
        Map<String, Map<Long, BigInteger>> owed = new TreeMap<>();
        for (Stream stream : streams.values()) {
            for (TransferItem item : stream.items) {
                if (!(item instanceof TransferItem.Credited)) {
                    Sent sent = onItsWay.get(item.transferId());
                    owed.computeIfAbsent(sent.asset(), asset -> new TreeMap<>())
                            .merge(sent.from(), BigInteger.valueOf(sent.amount()), BigInteger::add);
                }
            }
        }
        return owed;
    }

    private Stream stream(int from, int to) {
        return streams.computeIfAbsent(new Way(from, to), way -> new Stream());
    }
}
