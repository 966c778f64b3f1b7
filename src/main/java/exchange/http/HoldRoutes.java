package exchange.http;

import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.OpenHolds;

/** {@code /api/v1/account/holds}: what of an account's money is held. */
final class HoldRoutes extends AllDirectives {
    private final OpenHolds holds;
    private final Authentication authentication;

    HoldRoutes(OpenHolds holds, Authentication authentication) {
        this.holds = holds;
        this.authentication = authentication;
    }

    Route routes() {
        return path(
                PathMatchers.segment("account").slash("holds"),
                () -> get(() -> authentication.user(caller -> Queries.read(query -> {
                    OpenHolds.Wanted wanted = OpenHolds.wanted(query);
                    query.done();
                    return completeWithFuture(
                            holds.page(caller.account(), wanted).thenApply(HttpAnswers::of));
                }))));
    }
}
