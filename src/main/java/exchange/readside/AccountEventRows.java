package exchange.readside;

import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerFactWriter;
import exchange.sequencer.Batch;

import org.agrona.collections.Long2ObjectHashMap;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What happened to accounts in one stretch: a row for each account and batch. */
final class AccountEventRows {
    private record Event(long sequence, LedgerFact fact) {}

    private final Long2ObjectHashMap<List<Event>> ofBatch = new Long2ObjectHashMap<>();
    private final CopyRows rows = new CopyRows(
            "account_events", "account", "first_sequence", "last_sequence", "time", "payload");
    private final Batch packed = new Batch();
    private final LedgerFactWriter writer = new LedgerFactWriter();

    void add(long account, long sequence, LedgerFact fact) {
        List<Event> events = ofBatch.get(account);
        if (events == null) {
            events = new ArrayList<>();
            ofBatch.put(account, events);
        }
        events.add(new Event(sequence, fact));
    }

    /** Closes the rows of one batch. */
    void endBatch(long time) {
        ofBatch.keySet().stream()
                .mapToLong(Long::longValue)
                .sorted()
                .forEach(account -> pack(account, ofBatch.get(account), time));
        ofBatch.clear();
    }

    private void pack(long account, List<Event> events, long time) {
        packed.begin(time);
        events.forEach(event -> writer.write(event.fact(), packed));
        long first = events.get(0).sequence();
        long last = events.get(events.size() - 1).sequence();
        rows.row()
                .bigint(account)
                .bigint(first)
                .bigint(last)
                .bigint(time)
                .bytes(packed.facts().toBytes());
    }

    void write(Connection connection) throws SQLException {
        rows.write(connection);
    }
}
