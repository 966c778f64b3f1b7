package exchange.readside;

import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerFactWriter;
import exchange.sequencer.Batch;

import org.agrona.collections.Long2ObjectHashMap;
import org.postgresql.PGConnection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What happened to accounts in one stretch: a row for each account and batch. */
final class AccountEventRows {
    private static final String INSERT = """
            INSERT INTO account_events (payload, account, first_sequence, last_sequence, time)
            SELECT * FROM unnest(?, ?, ?, ?, ?)""";

    private record Event(long sequence, LedgerFact fact) {}

    private final Long2ObjectHashMap<List<Event>> ofBatch = new Long2ObjectHashMap<>();
    private final List<byte[]> payloads = new ArrayList<>();
    private final List<long[]> numbers = new ArrayList<>();
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
        payloads.add(packed.facts().toBytes());
        long first = events.get(0).sequence();
        long last = events.get(events.size() - 1).sequence();
        numbers.add(new long[] {account, first, last, time});
    }

    void write(Connection connection) throws SQLException {
        if (payloads.isEmpty()) {
            return;
        }
        PGConnection postgres = connection.unwrap(PGConnection.class);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, postgres.createArrayOf("bytea", payloads.toArray(byte[][]::new)));
            for (int column = 0; column < 4; column++) {
                int of = column;
                long[] values = numbers.stream().mapToLong(row -> row[of]).toArray();
                insert.setArray(2 + column, postgres.createArrayOf("int8", values));
            }
            insert.executeUpdate();
        }
    }
}
