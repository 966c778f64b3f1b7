package exchange.api;

import exchange.accounts.FundsRequestView;
import exchange.accounts.FundsTerms;
import exchange.market.AccountIds;
import exchange.market.FundsRequestIds;
import exchange.market.FundsRequestKind;
import exchange.market.FundsRequestStatus;
import exchange.wire.JsonWriter;

/** Withdrawals and adjustments as clients see them. Who decided is for admins only. */
final class FundsRequestJson {
    private final Markets markets;

    FundsRequestJson(Markets markets) {
        this.markets = markets;
    }

    /** What a kind is called, of one and of many. */
    static String name(FundsRequestKind kind) {
        return switch (kind) {
            case WITHDRAWAL -> "withdrawal";
            case ADJUSTMENT -> "adjustment";
        };
    }

    /** Adds the fields of one to an object. */
    JsonWriter append(JsonWriter json, FundsRequestView request, boolean forAdmin) {
        FundsTerms terms = request.terms();
        String id = FundsRequestIds.toUuid(terms.requestId()).toString();
        json.text(name(terms.kind()) + "_id", id)
                .text("user_id", AccountIds.toUuid(request.account()).toString())
                .text("asset", terms.asset());
        switch (terms.kind()) {
            case WITHDRAWAL ->
                amount(json, terms)
                        .text("address", terms.details())
                        .text("client_withdrawal_id", terms.reference());
            case ADJUSTMENT ->
                amount(json.text("direction", terms.amount() > 0 ? "CREDIT" : "DEBIT"), terms)
                        .text("reason", terms.details())
                        .text("reference", terms.reference());
        }
        json.text("status", request.status().name()).time("requested_at", request.requestedAt());
        if (forAdmin) {
            json.text("requested_by", request.requestedBy());
        }
        return appendDecision(json, request, forAdmin);
    }

    private JsonWriter amount(JsonWriter json, FundsTerms terms) {
        int scale = markets.asset(terms.asset())
                .orElseThrow(() -> new IllegalStateException(
                        "the directory of assets does not know " + terms.asset()))
                .scale();
        return json.decimalText("amount", Math.abs(terms.amount()), scale);
    }

    private static JsonWriter appendDecision(
            JsonWriter json, FundsRequestView request, boolean forAdmin) {
        if (request.status() == FundsRequestStatus.PENDING) {
            return json.nothing("decided_at");
        }
        json.time("decided_at", request.decidedAt());
        if (forAdmin) {
            json.text("decided_by", request.decidedBy());
        }
        return request.reason().isEmpty() ? json : json.text("decision_reason", request.reason());
    }
}
