package exchange.readside;

import exchange.accounts.FundsRequestView;
import exchange.accounts.FundsTerms;
import exchange.market.FundsRequestKind;
import exchange.market.FundsRequestStatus;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which withdrawals or adjustments somebody wants to see: a page of them, the newest first.
 *
 * @param account whose; empty for everybody's
 * @param before the page has only what was requested before this; of the same moment, below the id
 */
public record FundsRequestSelect(
        FundsRequestKind kind,
        OptionalLong account,
        Optional<FundsRequestStatus> status,
        Position before,
        int limit) {

    /** A place in the order of all requests. */
    public record Position(long requestedAt, long requestId) {
        /** Before which everything is. */
        public static final Position END = new Position(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    private static final String SELECT = "SELECT * FROM funds_requests WHERE kind = ?";
    private static final String NEWEST_FIRST = " AND (requested_at, request_id) < (?, ?)"
            + " ORDER BY requested_at DESC, request_id DESC LIMIT ?";

    List<FundsRequestView> list(Select select) {
        return select.list(
                SELECT + " AND (? = 0 OR account = ?) AND (? = 0 OR status = ?)" + NEWEST_FIRST,
                FundsRequestSelect::read,
                kind.code(),
                account.orElse(0),
                account.orElse(0),
                status.map(FundsRequestStatus::code).orElse(0),
                status.map(FundsRequestStatus::code).orElse(0),
                before.requestedAt(),
                before.requestId(),
                limit);
    }

    static Optional<FundsRequestView> one(Select select, FundsRequestKind kind, long requestId) {
        return select
                .list(
                        SELECT + " AND request_id = ?",
                        FundsRequestSelect::read,
                        kind.code(),
                        requestId)
                .stream()
                .findFirst();
    }

    private static FundsRequestView read(ResultSet row) throws SQLException {
        return new FundsRequestView(
                row.getLong("account"),
                new FundsTerms(
                        row.getLong("request_id"),
                        FundsRequestKind.of(row.getInt("kind")),
                        row.getString("asset"),
                        row.getLong("amount"),
                        row.getString("reference"),
                        row.getString("details")),
                row.getString("requested_by"),
                row.getLong("requested_at"),
                FundsRequestStatus.of(row.getInt("status")),
                row.getString("decided_by"),
                row.getString("reason"),
                row.getLong("decided_at"));
    }
}
