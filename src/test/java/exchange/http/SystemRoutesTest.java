package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.ServerBinding;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import exchange.ops.Health;
import exchange.ops.Metrics;
import exchange.ops.Samples;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/** The web app, the API's description, health and metrics behind a real port. */
class SystemRoutesTest {
    private static final String SCRIPT = "console.log('x');".repeat(200);

    private static ActorTestKit kit;
    private static int port;
    private static int bare;
    private static volatile boolean isReady = true;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start(@TempDir Path web) throws Exception {
        Files.createDirectories(web.resolve("assets"));
        Files.writeString(web.resolve("index.html"), "<!doctype html><title>Exchange</title>");
        Files.writeString(web.resolve("assets/app-1a2b.js"), SCRIPT);
        Config config = ConfigFactory.parseString("akka.actor.provider = local")
                .withFallback(ConfigFactory.parseResources("exchange-defaults.conf"));
        kit = ActorTestKit.create("system", ConfigFactory.load(config));
        port = serve(Optional.of(WebApp.read(web)));
        bare = serve(Optional.empty());
    }

    private static int serve(Optional<WebApp> app) throws Exception {
        HttpSettings settings =
                HttpSettings.from(kit.system().settings().config(), "127.0.0.1", 0, Set.of());
        var metrics = new Metrics();
        var routes = new SystemRoutes(
                () -> new Health.Report(isReady, Map.of("database", "answers")),
                new Samples(metrics, System::currentTimeMillis),
                metrics,
                app);
        ServerBinding binding = new HttpServer(settings)
                .start(kit.system(), routes.routes())
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        return binding.localAddress().getPort();
    }

    @AfterAll
    static void stop() {
        CLIENT.close();
        kit.shutdownTestKit();
    }

    @Test
    void browserGetsTheAppAndOthersAGreeting() throws Exception {
        HttpResponse<String> page = get(port, "/", "Accept", "text/html,*/*;q=0.8");
        HttpResponse<String> greeting = get(port, "/", "Accept", "*/*");
        HttpResponse<String> withoutApp = get(bare, "/", "Accept", "text/html");

        assertThat(page.body()).contains("<title>Exchange</title>");
        assertThat(page.headers().map())
                .containsEntry("cache-control", List.of("no-cache"))
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("x-frame-options", List.of("DENY"))
                .containsKey("content-security-policy");
        for (HttpResponse<String> json : List.of(greeting, withoutApp)) {
            assertThat(json.statusCode()).isEqualTo(200);
            assertThat(json.body()).startsWith("{\"message\":\"");
            assertThat(OpenApi.DOCUMENT.problems("GET", json)).isEmpty();
        }
    }

    @Test
    void assetIsKeptForEverAndCompressed() throws Exception {
        HttpResponse<byte[]> zipped = CLIENT.send(
                request(port, "/assets/app-1a2b.js", "Accept-Encoding", "br, gzip")
                        .build(),
                BodyHandlers.ofByteArray());
        HttpResponse<String> plain =
                get(port, "/assets/app-1a2b.js", "Accept-Encoding", "gzip;q=0, br");

        assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(zipped, "Cache-Control"))
                .isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(zipped, "Content-Type")).startsWith("text/javascript");
        assertThat(zipped.body().length).isLessThan(SCRIPT.length() / 4);
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
            assertThat(new String(unzipped.readAllBytes())).isEqualTo(SCRIPT);
        }
        assertThat(header(plain, "Content-Encoding")).isEmpty();
        assertThat(plain.body()).isEqualTo(SCRIPT);
    }

    @Test
    void whatTheBrowserHasIsNotSentAgain() throws Exception {
        String tag = header(get(port, "/assets/app-1a2b.js"), "ETag");

        HttpResponse<String> again =
                get(port, "/assets/app-1a2b.js", "If-None-Match", "W/\"x\", " + tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "ETag")).isEqualTo(tag);
    }

    @Test
    void addressOfAPageIsAnsweredWithTheApp() throws Exception {
        assertThat(get(port, "/orders/open", "Accept", "text/html").body()).contains("<title>");
        assertThat(get(bare, "/orders/open", "Accept", "text/html").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api/v1/nothing",
                "/docs/nothing.js",
                "/health",
                "/assets/../../pom.xml",
                "/assets/%2e%2e/%2e%2e/pom.xml",
                "/assets",
                "//etc/passwd"
            })
    void whatIsNotThereIs404AsJson(String path) throws Exception {
        HttpResponse<String> response = get(port, path, "Accept", "application/json");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("\"error\":\"NOT_FOUND\"");
    }

    @Test
    void apiPathIsNeverThePageEvenForABrowser() throws Exception {
        HttpResponse<String> response = get(port, "/api/v1/nothing", "Accept", "text/html");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("\"error\":\"NOT_FOUND\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, text/html",
        "/docs/, text/html",
        "/docs/openapi.yaml, application/yaml",
        "/docs/start.js, text/javascript",
        "/docs/swagger-ui.css, text/css",
        "/docs/swagger-ui-bundle.js, text/javascript"
    })
    void descriptionIsServedWithSwaggerUi(String path, String type) throws Exception {
        HttpResponse<String> response = get(port, path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).startsWith(type);
        assertThat(OpenApi.DOCUMENT.problems("GET", response)).isEmpty();
    }

    @Test
    void servedDescriptionIsTheOneInTheRepository() throws Exception {
        assertThat(get(port, "/docs/openapi.yaml").body())
                .isEqualTo(Files.readString(Path.of("docs/openapi.yaml")));
    }

    @Test
    void healthSaysWhetherOrdersCanBeTaken() throws Exception {
        HttpResponse<String> alive = get(port, "/health/alive");
        HttpResponse<String> ready = get(port, "/health/ready");
        isReady = false;
        HttpResponse<String> notReady = get(port, "/health/ready");
        isReady = true;

        assertThat(alive.body()).isEqualTo("{\"status\":\"alive\"}");
        assertThat(ready.body())
                .isEqualTo("{\"status\":\"ready\",\"checks\":{\"database\":\"answers\"}}");
        assertThat(notReady.statusCode()).isEqualTo(503);
        assertThat(notReady.body()).startsWith("{\"status\":\"not_ready\"");
        for (HttpResponse<String> response : List.of(alive, ready, notReady)) {
            assertThat(OpenApi.DOCUMENT.problems("GET", response)).isEmpty();
        }
    }

    @Test
    void metricsAreTextThatPrometheusReads() throws Exception {
        new Metrics().alert("none");
        HttpResponse<String> response = get(port, "/metrics");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).startsWith("text/plain");
    }

    @Test
    void headIsAnsweredWithoutABody() throws Exception {
        HttpResponse<String> response = CLIENT.send(
                request(port, "/health/alive")
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    private static HttpResponse<String> get(int port, String path, String... headers)
            throws Exception {
        return CLIENT.send(request(port, path, headers).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(int port, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
