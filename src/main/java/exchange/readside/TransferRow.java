package exchange.readside;

import exchange.market.TransferStatus;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A transfer as one of its two accounts sees it.
 *
 * @param sequence the account's own count of events; pages go by it
 * @param outgoing whether the account sent it
 * @param counterparty the account at the other end
 * @param amount units of the asset
 * @param reason why it came back, "" when it did not
 */
public record TransferRow(
        long sequence,
        long transferId,
        boolean outgoing,
        long counterparty,
        String asset,
        long amount,
        String reference,
        String note,
        TransferStatus status,
        String reason,
        long createdAt,
        long updatedAt) {

    /** What a page of an account's transfers is selected by, the newest first. */
    static final String SELECT = """
            SELECT * FROM transfers WHERE account = ? AND sequence < ? AND (? = '' OR asset = ?)
            ORDER BY sequence DESC LIMIT ?""";

    static TransferRow read(ResultSet row) throws SQLException {
        return new TransferRow(
                row.getLong("sequence"),
                row.getLong("transfer_id"),
                row.getBoolean("outgoing"),
                row.getLong("counterparty"),
                row.getString("asset"),
                row.getLong("amount"),
                row.getString("reference"),
                row.getString("note"),
                TransferStatus.of(row.getInt("status")),
                row.getString("reason"),
                row.getLong("created_at"),
                row.getLong("updated_at"));
    }
}
