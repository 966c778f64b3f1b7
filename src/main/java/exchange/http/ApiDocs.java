package exchange.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.headers.RawHeader;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The description of the API and Swagger UI to read it with, by name below {@code /docs}. */
final class ApiDocs {
    private static final String UI = "/META-INF/resources/webjars/swagger-ui/";
    private static final String UI_PROPERTIES =
            "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private static final List<HttpHeader> PAGE_HEADERS = List.of(
            RawHeader.create(
                    "Content-Security-Policy",
                    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                            + "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"),
            RawHeader.create("Referrer-Policy", "no-referrer"),
            RawHeader.create("X-Frame-Options", "DENY"));

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
              <head>
                <meta charset="UTF-8">
                <title>Exchange API</title>
                <link rel="stylesheet" href="/docs/swagger-ui.css">
                <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
              </head>
              <body>
                <div id="ui"></div>
                <script src="/docs/swagger-ui-bundle.js"></script>
                <script src="/docs/start.js"></script>
              </body>
            </html>
            """;

    private static final String START = """
            SwaggerUIBundle({
              url: '/docs/openapi.yaml',
              dom_id: '#ui',
              deepLinking: true,
              persistAuthorization: false,
              presets: [SwaggerUIBundle.presets.apis],
            });
            """;

    private final Map<String, StaticFile> files = new HashMap<>();

    ApiDocs() {
        add("index.html", PAGE.getBytes(UTF_8), PAGE_HEADERS);
        add("start.js", START.getBytes(UTF_8), List.of());
        add("openapi.yaml", resource("/docs/openapi.yaml"), List.of());
        String ui = UI + version() + "/";
        for (String name : List.of("swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png")) {
            add(name, resource(ui + name), List.of());
        }
    }

    private void add(String name, byte[] bytes, List<HttpHeader> headers) {
        files.put(name, new StaticFile(name, bytes, StaticFile.ASK_EACH_TIME, headers));
    }

    Optional<StaticFile> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    StaticFile page() {
        return files.get("index.html");
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = open(UI_PROPERTIES)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + UI_PROPERTIES, e);
        }
        return properties.getProperty("version");
    }

    private static byte[] resource(String name) {
        try (InputStream in = open(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    private static InputStream open(String name) {
        InputStream in = ApiDocs.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("the product was built without " + name);
        }
        return in;
    }
}
