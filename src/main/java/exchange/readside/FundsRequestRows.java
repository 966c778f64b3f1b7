package exchange.readside;

import exchange.accounts.FundsTerms;
import exchange.accounts.MoneyFact;

import java.sql.Connection;
import java.sql.SQLException;

/** The withdrawals and adjustments of one stretch of a ledger: those made, then those ended. */
final class FundsRequestRows {
    private static final String END = "UPDATE funds_requests SET status = e.status,"
            + " decided_by = e.decided_by, reason = e.reason, decided_at = e.decided_at"
            + " FROM unnest(?, ?, ?, ?, ?)"
            + " AS e (decided_by, reason, request_id, status, decided_at)"
            + " WHERE funds_requests.request_id = e.request_id";

    private final CopyRows made = new CopyRows(
            "funds_requests",
            "request_id",
            "kind",
            "account",
            "asset",
            "amount",
            "reference",
            "details",
            "requested_by",
            "requested_at");
    private final Rows ended = new Rows(2, 3);

    void take(MoneyFact fact, long time) {
        switch (fact) {
            case MoneyFact.FundsRequested requested -> {
                FundsTerms terms = requested.terms();
                made.row()
                        .bigint(terms.requestId())
                        .smallint(terms.kind().code())
                        .bigint(requested.account())
                        .text(terms.asset())
                        .bigint(terms.amount())
                        .text(terms.reference())
                        .text(terms.details())
                        .text(requested.by())
                        .bigint(time);
            }
            case MoneyFact.FundsDecided decided ->
                ended.texts(decided.by(), decided.reason())
                        .numbers(decided.terms().requestId(), decided.status().code(), time);
            case MoneyFact.FreezeSet set -> {}
            case MoneyFact.AccountReset reset -> {}
        }
    }

    void write(Connection connection) throws SQLException {
        made.write(connection);
        ended.execute(connection, END);
    }
}
