package exchange.http;

import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.OrderStories;
import exchange.identity.Caller;
import exchange.market.AccountIds;
import exchange.market.OrderIds;
import exchange.market.RejectReason;

import java.util.Optional;

/** {@code /api/v1/orders/{order_id}/story}: what happened to an own order, or to a user's. */
final class StoryRoutes extends AllDirectives {
    private static final int ID_LENGTH_MAX = 36;

    private final OrderStories stories;
    private final Authentication authentication;

    StoryRoutes(OrderStories stories, Authentication authentication) {
        this.stories = stories;
        this.authentication = authentication;
    }

    Route routes() {
        return path(
                PathMatchers.segment("orders")
                        .slash(PathMatchers.segment())
                        .slash(PathMatchers.segment("story")),
                id -> get(() -> authentication.user(caller -> Queries.read(query -> {
                    Optional<String> user = query.optionalText("user_id", ID_LENGTH_MAX);
                    query.done();
                    return story(caller, OrderIds.parse(id), user);
                }))));
    }

    /** Of a user's order, for an admin, or else of the caller's own. */
    private Route story(Caller caller, Optional<Long> orderId, Optional<String> user) {
        Optional<Long> account =
                user.map(AccountIds::parse).orElseGet(() -> Optional.of(caller.account()));
        if (user.isPresent()
                && !account.equals(Optional.of(caller.account()))
                && !caller.isAdmin()) {
            return complete(HttpErrors.of(RejectReason.FORBIDDEN));
        }
        if (orderId.isEmpty() || account.isEmpty()) {
            return complete(HttpErrors.of(RejectReason.UNKNOWN_ORDER));
        }
        return completeWithFuture(
                stories.story(account.get(), orderId.get()).thenApply(HttpAnswers::of));
    }
}
