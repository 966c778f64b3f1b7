package exchange.book;

import exchange.market.OrderIds;
import exchange.sequencer.LedgerItem;
import exchange.sequencer.LedgerItems;
import exchange.sequencer.Links;

import java.util.ArrayList;
import java.util.List;

/** The lines of a book to its ledgers, each to the partition that made the order. */
final class LedgerLines {
    private final Links links = new Links();
    private final List<LedgerItems.Writer> writers = new ArrayList<>();

    LedgerLines(int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            links.to(partition);
            writers.add(new LedgerItems.Writer());
        }
    }

    void send(LedgerItem line) {
        int partition = OrderIds.partition(line.orderId());
        writers.get(partition).write(links.to(partition), line);
    }

    void send(BookFact.Refused fact, long time) {
        send(new LedgerItem.Refused(
                fact.number(), fact.orderId(), fact.reason(), fact.released(), time));
    }

    void send(BookFact.AmendRefused fact, long time) {
        send(new LedgerItem.AmendRefused(
                fact.number(),
                fact.orderId(),
                fact.account(),
                fact.side(),
                fact.reason(),
                fact.released(),
                time));
    }

    Links links() {
        return links;
    }
}
