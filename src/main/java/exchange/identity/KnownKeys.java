package exchange.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that were used on this node, ready to check signatures with, and those known to be
 * revoked. A key that is looked up while it is being revoked cannot slip back in: the revocation is
 * remembered for longer than any look-up takes. Bounded. Safe for several threads.
 */
final class KnownKeys {
    private static final long REVOKED_MILLIS = Duration.ofHours(1).toMillis();

    private final int rememberedMax;
    private final InstantSource clock;
    private final Map<String, Known> knownById = new ConcurrentHashMap<>();
    private final Map<String, Long> revokedAtById = new ConcurrentHashMap<>();
    private final Map<String, Instant> usedAtById = new ConcurrentHashMap<>();

    record Known(ApiKey key, Caller caller, Signatures signatures) {}

    KnownKeys(int rememberedMax, InstantSource clock) {
        this.rememberedMax = rememberedMax;
        this.clock = clock;
    }

    Optional<Known> find(String apiKey) {
        return Optional.ofNullable(knownById.get(apiKey));
    }

    Known add(ApiKey key, Caller caller, Signatures signatures) {
        if (knownById.size() >= rememberedMax) {
            knownById.clear();
        }
        Known known = new Known(key, caller, signatures);
        knownById.put(key.id(), known);
        return known;
    }

    void used(String apiKey) {
        usedAtById.put(apiKey, clock.instant());
    }

    /** When the keys were used last that were used since this was asked for last. */
    Map<String, Instant> takeUses() {
        Map<String, Instant> taken = new HashMap<>();
        for (String each : usedAtById.keySet()) {
            taken.put(each, usedAtById.remove(each));
        }
        return taken;
    }

    /** Empty when it was not used since then. */
    Optional<Instant> usedAt(String apiKey) {
        return Optional.ofNullable(usedAtById.get(apiKey));
    }

    boolean isRevoked(String apiKey) {
        return revokedAtById.containsKey(apiKey);
    }

    void revoke(String apiKey) {
        long now = clock.millis();
        revokedAtById.putIfAbsent(apiKey, now);
        knownById.keySet().removeIf(revokedAtById::containsKey);
        revokedAtById.values().removeIf(at -> at < now - REVOKED_MILLIS);
    }
}
