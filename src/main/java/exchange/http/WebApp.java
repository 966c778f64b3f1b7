package exchange.http;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.headers.RawHeader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The built web app, read into memory once, so that a request is a look into a map and no path can
 * lead out of it. Files under assets have a hash in their name and are kept for ever; the page
 * itself is asked for each time.
 */
public final class WebApp {
    private static final String PAGE = "index.html";

    /** Scripts and styles of our own only, no frames, and sockets to wherever the API may be. */
    private static final List<HttpHeader> PAGE_HEADERS = List.of(
            RawHeader.create(
                    "Content-Security-Policy",
                    "default-src 'self'; connect-src 'self' http: https: ws: wss:; "
                            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                            + "object-src 'none'; base-uri 'none'; form-action 'self'; "
                            + "frame-ancestors 'none'"),
            RawHeader.create("Referrer-Policy", "no-referrer"),
            RawHeader.create("X-Frame-Options", "DENY"),
            RawHeader.create("Cross-Origin-Opener-Policy", "same-origin"));

    private final Map<String, StaticFile> files;

    private WebApp(Map<String, StaticFile> files) {
        this.files = Map.copyOf(files);
    }

    /** The one built into the product; empty when it was built without Node. */
    public static Optional<WebApp> packaged() {
        URL page = WebApp.class.getResource("/web/" + PAGE);
        if (page == null) {
            return Optional.empty();
        }
        try {
            URI uri = page.toURI();
            if (!uri.getScheme().equals("jar")) {
                return Optional.of(read(Path.of(uri).getParent()));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return Optional.of(read(jar.getPath("/web")));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the web app is at no readable place: " + page, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the web app at " + page, e);
        }
    }

    /** The one in this directory. */
    static WebApp read(Path root) throws IOException {
        Map<String, StaticFile> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                files.put(name, file(name, Files.readAllBytes(file)));
            }
        }
        if (!files.containsKey(PAGE)) {
            throw new IOException("there is no " + PAGE + " in " + root);
        }
        return new WebApp(files);
    }

    private static StaticFile file(String name, byte[] bytes) {
        String cache = name.startsWith("assets/") ? StaticFile.FOR_EVER : StaticFile.ASK_EACH_TIME;
        return new StaticFile(
                name, bytes, cache, name.endsWith(".html") ? PAGE_HEADERS : List.of());
    }

    Optional<StaticFile> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    StaticFile page() {
        return files.get(PAGE);
    }
}
