package exchange.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * A key in the list of its owner.
 *
 * @param lastUsedAt the last request that was accepted; of other nodes known some seconds later
 */
public record ListedApiKey(ApiKey key, Optional<Instant> lastUsedAt) {
    /** The same with a use that is not in the table yet. */
    ListedApiKey usedAt(Optional<Instant> at) {
        boolean isNewer =
                at.isPresent() && lastUsedAt.filter(at.get()::isBefore).isEmpty();
        return isNewer ? new ListedApiKey(key, at) : this;
    }
}
