package exchange.http;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.Markets;
import exchange.api.OwnHistory;
import exchange.market.OrderIds;
import exchange.market.OrderStatus;
import exchange.market.Side;
import exchange.readside.OwnPage;
import exchange.wire.FieldError;
import exchange.wire.Fields;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** {@code /api/v1/account/orders} and {@code /api/v1/account/fills}: all there ever were. */
final class OwnHistoryRoutes extends AllDirectives {
    private static final int ROWS = 500;
    private static final int ROWS_MAX = 1_000;
    private static final int ID_LENGTH_MAX = 36;

    private final OwnHistory history;
    private final Markets markets;
    private final Authentication authentication;

    OwnHistoryRoutes(OwnHistory history, Markets markets, Authentication authentication) {
        this.history = history;
        this.markets = markets;
        this.authentication = authentication;
    }

    Route routes() {
        return concat(
                own(
                        "orders",
                        OwnHistoryRoutes::statuses,
                        OwnHistoryRoutes::beforeOrder,
                        history::orders),
                own(
                        "fills",
                        query -> Set.of(),
                        query -> query.optionalWhole("before", 1, Long.MAX_VALUE / 2)
                                .orElse(Long.MAX_VALUE),
                        history::fills));
    }

    private interface Cursor {
        long read(Fields query);
    }

    private interface Question {
        CompletionStage<OwnHistory.Page> ask(long account, OwnPage page, boolean isCsv);
    }

    private interface Statuses {
        Set<OrderStatus> read(Fields query);
    }

    private Route own(String name, Statuses statuses, Cursor cursor, Question question) {
        return path(
                PathMatchers.segment("account").slash(PathMatchers.segment(name)),
                () -> get(() -> authentication.user(caller -> Queries.read(query -> {
                    String symbol = Queries.symbol(query, markets);
                    long to = Queries.time(query, "to");
                    OwnPage page = new OwnPage(
                            Optional.of(symbol).filter(found -> !found.isEmpty()),
                            query.optionalOneOf("side", Side.class),
                            statuses.read(query),
                            Queries.time(query, "from"),
                            to == 0 ? Long.MAX_VALUE : to,
                            cursor.read(query),
                            Queries.whole(query, "limit", ROWS_MAX, ROWS));
                    boolean isCsv = Queries.isCsv(query);
                    query.done();
                    return completeWithFuture(question.ask(caller.account(), page, isCsv)
                            .thenApply(found -> answer(found, isCsv)));
                }))));
    }

    /** All that are shown as that one. */
    private static Set<OrderStatus> statuses(Fields query) {
        return query.optionalChoice("status", OwnHistory.STATUSES)
                .map(OwnHistory::statuses)
                .orElse(Set.of());
    }

    private static long beforeOrder(Fields query) {
        Optional<String> text = query.optionalText("before", ID_LENGTH_MAX);
        Optional<Long> order = text.flatMap(OrderIds::parse);
        if (text.isPresent() && order.isEmpty()) {
            query.reject("before", FieldError.INVALID_FIELD, "before must be an order's id");
        }
        return order.orElse(Long.MAX_VALUE);
    }

    private static HttpResponse answer(OwnHistory.Page page, boolean isCsv) {
        HttpResponse answer = HttpAnswers.of(page.answer(), isCsv);
        return page.next()
                .filter(next -> isCsv)
                .map(next -> answer.addHeader(RawHeader.create("X-Next", next)))
                .orElse(answer);
    }
}
