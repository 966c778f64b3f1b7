package exchange.http;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;

import exchange.api.AccountEvents;
import exchange.api.AccountLedger;

/**
 * {@code /api/v1/account/ledger} and {@code events}: every posting of an account, and everything
 * that happened to it.
 */
final class LedgerRoutes extends AllDirectives {
    private static final int EVENTS = 500;

    private final AccountLedger ledger;
    private final AccountEvents events;
    private final Authentication authentication;

    LedgerRoutes(AccountLedger ledger, AccountEvents events, Authentication authentication) {
        this.ledger = ledger;
        this.events = events;
        this.authentication = authentication;
    }

    Route routes() {
        return pathPrefix(
                "account",
                () -> concat(
                        path("ledger", () -> get(this::postings)),
                        path("events", () -> get(this::events))));
    }

    private Route postings() {
        return authentication.user(caller -> Queries.read(query -> {
            AccountLedger.Wanted wanted = AccountLedger.wanted(query);
            query.done();
            return completeWithFuture(
                    ledger.page(caller.account(), wanted).thenApply(LedgerRoutes::answer));
        }));
    }

    private Route events() {
        return authentication.user(caller -> Queries.read(query -> {
            long after = query.optionalWhole("after", 0, Long.MAX_VALUE / 2).orElse(0);
            int limit = Queries.whole(query, "limit", AccountEvents.PAGE_MAX, EVENTS);
            query.done();
            return completeWithFuture(
                    events.page(caller.account(), after, limit).thenApply(HttpAnswers::of));
        }));
    }

    private static HttpResponse answer(AccountLedger.Page page) {
        HttpResponse json = HttpAnswers.of(page.answer());
        if (!page.isCsv()) {
            return json;
        }
        HttpResponse csv = json.withEntity(
                ContentTypes.TEXT_CSV_UTF8,
                page.answer().body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return page.next().isPresent()
                ? csv.addHeader(RawHeader.create("X-Next", "" + page.next().getAsLong()))
                : csv;
    }
}
