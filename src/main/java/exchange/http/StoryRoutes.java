package exchange.http;

import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.OrderStories;
import exchange.market.OrderIds;
import exchange.market.RejectReason;

import java.util.Optional;

/** {@code /api/v1/orders/{order_id}/story}: what happened to an own order. */
final class StoryRoutes extends AllDirectives {
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
                id -> get(() -> authentication.user(caller -> {
                    Optional<Long> orderId = OrderIds.parse(id);
                    return orderId.<Route>map(found ->
                                    completeWithFuture(stories.story(caller.account(), found)
                                            .thenApply(HttpAnswers::of)))
                            .orElseGet(() -> complete(HttpErrors.of(RejectReason.UNKNOWN_ORDER)));
                })));
    }
}
