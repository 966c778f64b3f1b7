package exchange.http;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.AccountLedger;

/** {@code /api/v1/account/ledger}: every posting of an account. */
final class LedgerRoutes extends AllDirectives {
    private final AccountLedger ledger;
    private final Authentication authentication;

    LedgerRoutes(AccountLedger ledger, Authentication authentication) {
        this.ledger = ledger;
        this.authentication = authentication;
    }

    Route routes() {
        return path(
                PathMatchers.segment("account").slash("ledger"),
                () -> get(() -> authentication.user(caller -> Queries.read(query -> {
                    AccountLedger.Wanted wanted = AccountLedger.wanted(query);
                    query.done();
                    return completeWithFuture(
                            ledger.page(caller.account(), wanted).thenApply(LedgerRoutes::answer));
                }))));
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
