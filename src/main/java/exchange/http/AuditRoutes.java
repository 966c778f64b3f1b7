package exchange.http;

import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.Answer;
import exchange.api.Errors;
import exchange.api.Markets;
import exchange.audit.AuditDesk;
import exchange.audit.AuditReport;
import exchange.audit.AuditRun;
import exchange.audit.ProofJson;
import exchange.market.Asset;
import exchange.market.RejectReason;
import exchange.wire.Fields;
import exchange.wire.JsonWriter;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * {@code /api/v1/admin/audit} for admins, {@code /api/v1/account/proof} for users, and the roots of
 * the proofs, {@code /api/v1/proofs}, for everybody.
 */
final class AuditRoutes extends AllDirectives {
    private static final int ASSET_LENGTH_MAX = 20;

    private final AuditDesk desk;
    private final Markets markets;
    private final Authentication authentication;

    AuditRoutes(AuditDesk desk, Markets markets, Authentication authentication) {
        this.desk = desk;
        this.markets = markets;
        this.authentication = authentication;
    }

    Route routes() {
        return concat(
                path(
                        PathMatchers.segment("admin").slash("audit"),
                        () -> concat(get(this::lastRun), post(this::start))),
                path(PathMatchers.segment("account").slash("proof"), () -> get(this::inclusion)),
                path("proofs", () -> get(this::roots)));
    }

    private Route start() {
        return authentication.admin(caller -> complete(
                desk.start(caller.email())
                        ? HttpAnswers.json(202, json(desk.lastRun().orElseThrow()))
                        : HttpErrors.of(409, "AUDIT_RUNNING", "an audit is going on already")));
    }

    private Route lastRun() {
        return authentication.admin(caller -> complete(desk.lastRun()
                .map(run -> HttpAnswers.json(200, json(run)))
                .orElseGet(() -> HttpAnswers.json(
                        200,
                        new JsonWriter().beginObject().text("state", "NONE").endObject()))));
    }

    private Route inclusion() {
        return authentication.user(caller -> Queries.read(query -> {
            String asset = asset(query);
            query.done();
            return answer(() -> desk.inclusion(caller.account(), asset)
                    .thenApply(found -> found.map(
                                    proof -> new Answer(200, ProofJson.text(proof), 0))
                            .orElseGet(() -> Errors.notFound(
                                    "the newest proof has nothing of this account and asset"))));
        }));
    }

    private Route roots() {
        return answer(
                () -> desk.roots().thenApply(roots -> new Answer(200, ProofJson.text(roots), 0)));
    }

    private String asset(Fields query) {
        String asset = query.text("asset", ASSET_LENGTH_MAX);
        RejectReason reason = RejectReason.UNKNOWN_ASSET;
        if (!asset.isEmpty()
                && markets.assets().stream().map(Asset::name).noneMatch(asset::equals)) {
            query.reject("asset", reason.name(), reason.text());
        }
        return asset;
    }

    private Route answer(Supplier<CompletionStage<Answer>> question) {
        try {
            return completeWithFuture(question.get().thenApply(HttpAnswers::of));
        } catch (RejectedExecutionException e) {
            return complete(HttpErrors.of(RejectReason.OVERLOADED));
        }
    }

    private static JsonWriter json(AuditRun run) {
        JsonWriter json = new JsonWriter()
                .beginObject()
                .text("state", run.state())
                .text("by", run.by())
                .time("started_at", run.startedAt());
        if (!run.isRunning()) {
            json.time("ended_at", run.endedAt());
        }
        json.number("batches", run.progress().batches())
                .number("of", run.progress().of());
        run.failure().ifPresent(why -> json.text("failure", why));
        run.report().ifPresent(report -> append(json, report));
        return json.endObject();
    }

    private static void append(JsonWriter json, AuditReport report) {
        json.number("facts", report.facts())
                .number("trades", report.trades())
                .number("items_in_flight", report.itemsInFlight());
        report.finding()
                .ifPresent(finding -> json.name("finding")
                        .beginObject()
                        .text("where", finding.persistenceId())
                        .number("batch", finding.sequence())
                        .text("what", finding.what())
                        .endObject());
        json.name("totals").beginArray();
        for (AuditReport.AssetTotals each : report.totals()) {
            json.beginObject()
                    .text("asset", each.asset())
                    .text("available", each.usersAvailable())
                    .text("held", each.usersHeld())
                    .text("fees", each.fees())
                    .text("clearing", each.clearing())
                    .text("overflow", each.overflow())
                    .text("deposits", each.deposits())
                    .text("withdrawals", each.withdrawals())
                    .text("adjustments", each.adjustments())
                    .endObject();
        }
        json.endArray();
    }
}
