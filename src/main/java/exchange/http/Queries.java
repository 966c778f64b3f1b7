package exchange.http;

import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;

import exchange.api.Markets;
import exchange.market.MarketRules;
import exchange.market.RejectReason;
import exchange.wire.FieldError;
import exchange.wire.Fields;
import exchange.wire.InvalidFields;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads query strings the way bodies are read: by name, within bounds, every mistake named. */
final class Queries extends AllDirectives {
    private static final int SYMBOL_LENGTH_MAX = 25;
    private static final int TIME_LENGTH_MAX = 40;
    private static final List<String> FORMATS = List.of("json", "csv");

    private Queries() {}

    /** Hands the parameters to the inner route, which calls their done before using any. */
    static Route read(Function<Fields, Route> inner) {
        return new Queries().parameterMultiMap(all -> inner.apply(Fields.ofQuery(all)));
    }

    /** The market asked for, or the default one; a stand-in after a mistake. */
    static MarketRules market(Fields query, Markets markets) {
        return named(query, markets).orElseGet(markets::defaultMarket);
    }

    /** The symbol asked for, "" for all markets. */
    static String symbol(Fields query, Markets markets) {
        return named(query, markets).map(MarketRules::symbol).orElse("");
    }

    private static Optional<MarketRules> named(Fields query, Markets markets) {
        Optional<String> symbol = query.optionalText("symbol", SYMBOL_LENGTH_MAX);
        Optional<MarketRules> found = symbol.flatMap(markets::find);
        if (symbol.isPresent() && found.isEmpty()) {
            RejectReason reason = RejectReason.UNKNOWN_MARKET;
            query.reject("symbol", reason.name(), reason.text());
        }
        return found;
    }

    static int whole(Fields query, String name, int max, int standard) {
        return (int) query.optionalWhole(name, 1, max).orElse(standard);
    }

    /** A moment as ISO-8601, in epoch milliseconds; 0 when absent. */
    static long time(Fields query, String name) {
        Optional<String> text = query.optionalText(name, TIME_LENGTH_MAX);
        try {
            return text.map(found -> Instant.parse(found).toEpochMilli()).orElse(0L);
        } catch (DateTimeException | ArithmeticException e) {
            query.reject(
                    name,
                    FieldError.INVALID_FIELD,
                    name + " must be a time like 2026-01-31T23:59:59.042Z");
            return 0;
        }
    }

    /** The rest of a path, which the library leaves encoded; "" when it cannot be decoded. */
    static String decoded(String rest) {
        try {
            return URLDecoder.decode(rest.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** A part of the path that is wrong. */
    static InvalidFields wrongInPath(String name, String message) {
        return InvalidFields.one(List.of("path", name), "invalid_value", name + " " + message);
    }

    /** Whether the parameter `format` asks for CSV instead of JSON. */
    static boolean isCsv(Fields query) {
        return query.optionalChoice("format", FORMATS).filter("csv"::equals).isPresent();
    }
}
