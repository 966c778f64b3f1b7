package exchange.http;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.util.ByteString;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * One file of ours in memory, as browsers ask for it: compressed when they can, and not at all when
 * they have it. Immutable; made once at start.
 */
final class StaticFile {
    /** The name has a hash of the content, so the content never changes. */
    static final String FOR_EVER = "public, max-age=31536000, immutable";

    /** It may be kept, but must be asked about each time. */
    static final String ASK_EACH_TIME = "no-cache";

    private static final int GZIP_FROM_BYTES = 1024;

    private final ContentType type;
    private final ByteString plain;
    private final ByteString compressed;
    private final String tag;
    private final List<HttpHeader> headers;

    StaticFile(String name, byte[] bytes, String cacheControl, List<HttpHeader> more) {
        type = type(name);
        plain = ByteString.fromArray(bytes);
        compressed = isText(name) && bytes.length >= GZIP_FROM_BYTES
                ? ByteString.fromArray(gzip(bytes))
                : ByteString.emptyByteString();
        tag = hash(bytes);
        headers = new ArrayList<>(more);
        headers.add(RawHeader.create("Cache-Control", cacheControl));
        headers.add(RawHeader.create("X-Content-Type-Options", "nosniff"));
        headers.add(RawHeader.create("Vary", "Accept-Encoding"));
    }

    HttpResponse answer(HttpRequest request) {
        boolean shrinks = !compressed.isEmpty() && takesGzip(header(request, "Accept-Encoding"));
        String etag = shrinks ? "\"" + tag + "-gz\"" : "\"" + tag + "\"";
        HttpResponse response = HttpResponse.create()
                .withHeaders(headers)
                .addHeader(RawHeader.create("ETag", etag));
        if (knows(header(request, "If-None-Match"), etag)) {
            return response.withStatus(StatusCodes.NOT_MODIFIED);
        }
        return shrinks
                ? response.addHeader(RawHeader.create("Content-Encoding", "gzip"))
                        .withEntity(type, compressed)
                : response.withEntity(type, plain);
    }

    private static boolean takesGzip(String accepted) {
        return Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(","))
                .map(each -> each.replace(" ", ""))
                .anyMatch(each -> each.equals("gzip")
                        || each.startsWith("gzip;") && !each.matches("gzip;q=0(\\.0*)?"));
    }

    private static boolean knows(String sent, String etag) {
        return Arrays.stream(sent.split(","))
                .map(each -> each.strip().replaceFirst("^W/", ""))
                .anyMatch(each -> each.equals(etag) || each.equals("*"));
    }

    private static String header(HttpRequest request, String name) {
        return request.getHeader(name).map(HttpHeader::value).orElse("");
    }

    private static boolean isText(String name) {
        return List.of("html", "css", "js", "svg", "json", "yaml", "txt", "map")
                .contains(ending(name));
    }

    private static ContentType type(String name) {
        return ContentTypes.parse(
                switch (ending(name)) {
                    case "html" -> "text/html; charset=UTF-8";
                    case "css" -> "text/css; charset=UTF-8";
                    case "js" -> "text/javascript; charset=UTF-8";
                    case "txt" -> "text/plain; charset=UTF-8";
                    case "yaml" -> "application/yaml";
                    case "json", "map" -> "application/json";
                    case "svg" -> "image/svg+xml";
                    case "png" -> "image/png";
                    case "ico" -> "image/x-icon";
                    case "woff2" -> "font/woff2";
                    default -> "application/octet-stream";
                });
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toByteArray();
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
