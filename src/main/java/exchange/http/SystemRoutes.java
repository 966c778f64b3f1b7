package exchange.http;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.ops.Health;
import exchange.ops.Metrics;
import exchange.ops.Samples;
import exchange.wire.JsonWriter;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is beside the API: the greeting and the web app, the description of the API, health and
 * metrics. The web app answers every page address that nothing else has, so put it last.
 */
public final class SystemRoutes extends AllDirectives {
    private static final String GREETING = "exchange API v1; its description is at /docs";
    private static final List<String> NOT_PAGES = List.of("/api", "/docs", "/health", "/metrics");

    private final Supplier<Health.Report> health;
    private final Samples samples;
    private final Metrics metrics;
    private final Optional<WebApp> app;
    private final ApiDocs docs = new ApiDocs();

    public SystemRoutes(
            Supplier<Health.Report> health,
            Samples samples,
            Metrics metrics,
            Optional<WebApp> app) {
        this.health = health;
        this.samples = samples;
        this.metrics = metrics;
        this.app = app;
    }

    public Route routes() {
        return concat(
                pathSingleSlash(() -> get(this::root)),
                path("docs", () -> get(() -> file(docs.page()))),
                path(
                        PathMatchers.segment("docs").slash(PathMatchers.segment()),
                        name -> get(() -> fileOrNothing(docs.file(name)))),
                new ProbeRoutes(health, metrics).routes(),
                extractRequest(this::ofApp));
    }

    /** Of the API: what only admins see of it. */
    Route adminRoutes(Authentication authentication) {
        return new HealthRoutes(samples, health, authentication).routes();
    }

    private Route root() {
        return extractRequest(request -> app.isPresent() && wantsPage(request)
                ? complete(app.get().page().answer(request))
                : complete(HttpAnswers.json(
                                200,
                                new JsonWriter()
                                        .beginObject()
                                        .text("message", GREETING)
                                        .endObject())
                        .addHeader(RawHeader.create("Vary", "Accept"))));
    }

    /** Not by the directive get, which would forget that other routes have other methods. */
    private Route ofApp(HttpRequest request) {
        String path = request.getUri().path();
        boolean isGet = request.method().equals(HttpMethods.GET);
        if (app.isEmpty() || !isGet || NOT_PAGES.stream().anyMatch(path::startsWith)) {
            return reject();
        }
        Optional<StaticFile> file = app.get().file(path.substring(1));
        return file.isPresent() || !wantsPage(request)
                ? fileOrNothing(file)
                : file(app.get().page());
    }

    private Route fileOrNothing(Optional<StaticFile> file) {
        return file.map(this::file).orElseGet(this::reject);
    }

    private Route file(StaticFile file) {
        return extractRequest(request -> complete(file.answer(request)));
    }

    private static boolean wantsPage(HttpRequest request) {
        return request.getHeader("Accept")
                .map(HttpHeader::value)
                .filter(value -> value.contains("text/html"))
                .isPresent();
    }
}
