package exchange.marketdata;

import akka.actor.typed.ActorRef;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Who listens to a hub. Outlives a hub that fails; used by one hub at a time. */
final class HubListeners {
    private final Set<ActorRef<MarketNews>> watchers = new HashSet<>();
    private Optional<ActorRef<MarketUpdate>> follower = Optional.empty();
    private Set<Topic> topics = Set.of();

    Set<ActorRef<MarketNews>> watchers() {
        return watchers;
    }

    void want(ActorRef<MarketUpdate> newFollower, Set<Topic> newTopics) {
        follower = Optional.of(newFollower);
        topics = newTopics;
    }

    /** What the follower wants. */
    Set<Topic> topics() {
        return topics;
    }

    void tell(MarketUpdate update) {
        follower.ifPresent(each -> each.tell(update));
    }
}
