package exchange.api;

import exchange.accounts.TransferView;
import exchange.market.AccountIds;
import exchange.market.TransferIds;
import exchange.readside.TransferRow;
import exchange.wire.JsonWriter;

/** A transfer as API v1 writes it. Amounts are decimal strings. */
final class TransferJson {
    private TransferJson() {}

    /** What its sender is told at once. */
    static void append(JsonWriter json, TransferView transfer, int scale) {
        begin(json, transfer.transferId(), transfer.from(), transfer.to());
        json.text("asset", transfer.asset())
                .decimalText("amount", transfer.amount(), scale)
                .text("reference", transfer.reference())
                .text("status", transfer.status().name());
        reason(json, transfer.reason());
        json.time("created_at", transfer.sentAt());
    }

    /** What stands in the list of one of its two accounts. */
    static void append(JsonWriter json, long account, TransferRow row, int scale) {
        begin(
                json,
                row.transferId(),
                row.outgoing() ? account : row.counterparty(),
                row.outgoing() ? row.counterparty() : account);
        json.text("asset", row.asset())
                .decimalText("amount", row.amount(), scale)
                .text("reference", row.reference())
                .text("status", row.status().name());
        reason(json, row.reason());
        json.time("created_at", row.createdAt())
                .time("updated_at", row.updatedAt())
                .text("direction", row.outgoing() ? "OUT" : "IN")
                .text("note", row.note())
                .number("sequence", row.sequence());
    }

    private static void begin(JsonWriter json, long transferId, long from, long to) {
        json.text("transfer_id", TransferIds.toUuid(transferId).toString())
                .text("from_user_id", AccountIds.toUuid(from).toString())
                .text("to_user_id", AccountIds.toUuid(to).toString());
    }

    private static void reason(JsonWriter json, String reason) {
        if (reason.isEmpty()) {
            json.nothing("reason");
        } else {
            json.text("reason", reason);
        }
    }
}
