package exchange.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.ops.Health;
import exchange.ops.Metrics;
import exchange.wire.JsonWriter;

import java.util.function.Supplier;

/** What those who watch a node ask it: whether it lives and is ready, and its metrics. */
public final class ProbeRoutes extends AllDirectives {
    private final Supplier<Health.Report> health;
    private final Metrics metrics;

    public ProbeRoutes(Supplier<Health.Report> health, Metrics metrics) {
        this.health = health;
        this.metrics = metrics;
    }

    public Route routes() {
        return concat(
                path(PathMatchers.segment("health").slash("alive"), () -> get(this::alive)),
                path(PathMatchers.segment("health").slash("ready"), () -> get(this::ready)),
                path("metrics", () -> get(this::metrics)));
    }

    private Route alive() {
        return complete(HttpAnswers.json(
                200, new JsonWriter().beginObject().text("status", "alive").endObject()));
    }

    private Route ready() {
        Health.Report report = health.get();
        JsonWriter json = new JsonWriter()
                .beginObject()
                .text("status", report.isReady() ? "ready" : "not_ready")
                .name("checks")
                .beginObject();
        report.checks().forEach(json::text);
        return complete(
                HttpAnswers.json(report.isReady() ? 200 : 503, json.endObject().endObject()));
    }

    private Route metrics() {
        return complete(HttpResponse.create()
                .withEntity(
                        ContentTypes.parse(Metrics.CONTENT_TYPE), metrics.text().getBytes(UTF_8)));
    }
}
