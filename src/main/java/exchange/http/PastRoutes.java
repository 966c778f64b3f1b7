package exchange.http;

import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.Answer;
import exchange.api.Markets;
import exchange.api.PastMarkets;
import exchange.market.MarketRules;
import exchange.market.RejectReason;
import exchange.wire.FieldError;
import exchange.wire.Fields;

import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** {@code /api/v1/markets/{symbol}/book}: a market at any moment of its past; public. */
final class PastRoutes extends AllDirectives {
    private static final int LEVELS = 100;
    private static final int LEVELS_MAX = 1_000;

    private final PastMarkets past;
    private final Markets markets;

    PastRoutes(PastMarkets past, Markets markets) {
        this.past = past;
        this.markets = markets;
    }

    Route routes() {
        return path(
                PathMatchers.segment("markets")
                        .slash(PathMatchers.segment())
                        .slash(PathMatchers.segment("book")),
                symbol -> get(() -> Queries.read(query -> markets.find(symbol)
                        .<Route>map(rules ->
                                completeWithFuture(book(query, rules).thenApply(HttpAnswers::of)))
                        .orElseGet(() -> {
                            RejectReason reason = RejectReason.UNKNOWN_MARKET;
                            return complete(HttpErrors.of(404, reason.name(), reason.text()));
                        }))));
    }

    private CompletionStage<Answer> book(Fields query, MarketRules rules) {
        OptionalLong sequence = query.optionalWhole("sequence", 0, Long.MAX_VALUE / 2);
        long at = Queries.time(query, "at");
        if (sequence.isPresent() == query.has("at")) {
            query.reject("at", FieldError.INVALID_FIELD, "one of sequence and at is required");
        } else if (at > past.now()) {
            query.reject("at", FieldError.INVALID_FIELD, "at must not be in the future");
        }
        int levels = Queries.whole(query, "levels", LEVELS_MAX, LEVELS);
        query.done();
        return sequence.isPresent()
                ? past.bookAtSequence(rules, sequence.getAsLong(), levels)
                : past.bookAt(rules, at, levels);
    }
}
