package exchange.http;

import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.ops.Health;
import exchange.ops.Sample;
import exchange.ops.Samples;
import exchange.wire.JsonWriter;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** {@code /api/v1/admin/health}: how this node was in the last minutes, second by second. */
final class HealthRoutes extends AllDirectives {
    private static final int MICRO_SCALE = 3;
    private static final int MILLIONTHS = 6;

    private final Samples samples;
    private final Supplier<Health.Report> health;
    private final Authentication authentication;

    HealthRoutes(Samples samples, Supplier<Health.Report> health, Authentication authentication) {
        this.samples = samples;
        this.health = health;
        this.authentication = authentication;
    }

    Route routes() {
        return path(
                PathMatchers.segment("admin").slash("health"),
                () -> get(() -> authentication.admin(caller -> Queries.read(query -> {
                    long after = Queries.time(query, "after");
                    query.done();
                    return complete(
                            HttpAnswers.json(200, json(health.get(), samples.after(after))));
                }))));
    }

    private static JsonWriter json(Health.Report report, List<Sample> samples) {
        JsonWriter json = new JsonWriter(256 + 500 * samples.size())
                .beginObject()
                .text("status", report.isReady() ? "ready" : "not_ready")
                .name("checks")
                .beginObject();
        report.checks().forEach(json::text);
        json.endObject().name("samples").beginArray();
        samples.forEach(each -> append(json.beginObject(), each).endObject());
        return json.endArray().endObject();
    }

    private static JsonWriter append(JsonWriter json, Sample sample) {
        json.time("time", sample.time())
                .number("span_ms", sample.spanMillis())
                .number("orders_accepted", sample.orders().accepted())
                .number("orders_refused", sample.orders().refused())
                .number("orders_unknown", sample.orders().unknown());
        millis(json, "answer_p50_ms", sample.answers().p50());
        millis(json, "answer_p99_ms", sample.answers().p99());
        json.number("commits", sample.commits())
                .number("journaled_bytes", sample.journaledBytes())
                .number("batch_inputs", sample.batchInputs());
        millis(json, "commit_p50_ms", sample.commitTimes().p50());
        millis(json, "commit_p99_ms", sample.commitTimes().p99());
        return json.number("waiting", sample.waiting())
                .number("halted", sample.halted())
                .number("lag_ms", sample.lagMillis())
                .number("lag_rows", sample.lagRows())
                .number("sockets", sample.sockets())
                .number("alerts", sample.alerts())
                .number("heap_used", sample.jvm().heapUsed())
                .number("heap_max", sample.jvm().heapMax())
                .decimal("cpu", sample.jvm().cpuMillionths(), MILLIONTHS)
                .number("pause_ms", sample.jvm().pauseMillis())
                .number("threads", sample.jvm().threads());
    }

    private static void millis(JsonWriter json, String name, OptionalLong micros) {
        if (micros.isPresent()) {
            json.decimal(name, micros.getAsLong(), MICRO_SCALE);
        } else {
            json.nothing(name);
        }
    }
}
