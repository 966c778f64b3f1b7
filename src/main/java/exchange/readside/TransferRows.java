package exchange.readside;

import exchange.accounts.TransferFact;
import exchange.market.TransferStatus;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The transfers of one stretch, as their senders and receivers see them. */
final class TransferRows {
    private static final String UPDATE = """
            UPDATE transfers t SET status = n.status, reason = n.reason, updated_at = n.updated_at
            FROM unnest(?, ?, ?, ?, ?) AS n (reason, account, transfer_id, status, updated_at)
            WHERE t.account = n.account AND t.transfer_id = n.transfer_id""";

    private record Id(long account, long transferId) {}

    private record End(TransferStatus status, String reason, long time) {}

    private record Sent(TransferFact.TransferSent fact, long time) {}

    private final CopyRows inserts = new CopyRows(
            "transfers",
            "account",
            "sequence",
            "transfer_id",
            "outgoing",
            "counterparty",
            "asset",
            "amount",
            "reference",
            "note",
            "status",
            "reason",
            "created_at",
            "updated_at");
    private final Map<Id, Sent> sentHere = new LinkedHashMap<>();
    private final Map<Id, End> ends = new LinkedHashMap<>();

    void take(TransferFact fact, long time) {
        switch (fact) {
            case TransferFact.LedgersMet met -> {}
            case TransferFact.TransferRefused refused -> {}
            case TransferFact.TransferSent sent ->
                sentHere.put(new Id(sent.account(), sent.transferId()), new Sent(sent, time));
            case TransferFact.TransferReceived received -> insert(received, time);
            case TransferFact.TransferCompleted completed ->
                ends.put(
                        new Id(completed.account(), completed.transferId()),
                        new End(TransferStatus.COMPLETED, "", time));
            case TransferFact.TransferReturned returned ->
                ends.put(
                        new Id(returned.account(), returned.transferId()),
                        new End(TransferStatus.RETURNED, returned.reason().name(), time));
        }
    }

    private void insert(TransferFact.TransferReceived received, long time) {
        inserts.row()
                .bigint(received.account())
                .bigint(received.accountSequence())
                .bigint(received.transferId())
                .bool(false)
                .bigint(received.from())
                .text(received.asset())
                .bigint(received.amount())
                .text(received.reference())
                .text(received.note())
                .smallint(TransferStatus.COMPLETED.code())
                .text("")
                .bigint(time)
                .bigint(time);
    }

    private void insert(Sent sent, End end) {
        TransferFact.TransferSent fact = sent.fact();
        inserts.row()
                .bigint(fact.account())
                .bigint(fact.accountSequence())
                .bigint(fact.transferId())
                .bool(true)
                .bigint(fact.to())
                .text(fact.asset())
                .bigint(fact.amount())
                .text(fact.reference())
                .text(fact.note())
                .smallint(end.status().code())
                .text(end.reason())
                .bigint(sent.time())
                .bigint(end.time());
    }

    void write(Connection connection) throws SQLException {
        sentHere.forEach((id, sent) -> {
            End end = ends.remove(id);
            insert(sent, end == null ? new End(TransferStatus.PENDING, "", sent.time()) : end);
        });
        Rows updates = new Rows(1, 4);
        ends.forEach((id, end) -> updates.texts(end.reason())
                .numbers(id.account(), id.transferId(), end.status().code(), end.time()));
        inserts.write(connection);
        updates.execute(connection, UPDATE);
    }
}
