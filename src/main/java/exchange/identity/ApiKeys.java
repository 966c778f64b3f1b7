package exchange.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import exchange.identity.Outcome.Success;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * API keys: made, listed, revoked, and the requests signed with them checked. A key that was used
 * before is checked from memory, at once; another one is looked up on a thread of its own. One per
 * node; a key revoked on another node is refused here within one interval of the watch.
 */
public final class ApiKeys {
    private static final Logger log = LoggerFactory.getLogger(ApiKeys.class);
    private static final int ID_BYTES = 24;
    private static final int SECRET_BYTES = 48;

    private final ApiKeyTable table;
    private final SecretBox box;
    private final KnownKeys known;
    private final RequestCheck check;
    private final KeyThrottle throttle;
    private final Workers makers;
    private final Workers lookups;
    private final InstantSource clock;
    private final int perAccountMax;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(
            Sql sql,
            IdentitySettings settings,
            byte[] secret,
            Workers makers,
            Workers lookups,
            InstantSource clock) {
        IdentitySettings.Keys keys = settings.keys();
        table = new ApiKeyTable(sql);
        box = new SecretBox(secret);
        known = new KnownKeys(keys.rememberedMax(), clock);
        check = new RequestCheck(keys, clock);
        throttle = new KeyThrottle(settings.throttle(), clock);
        this.makers = makers;
        this.lookups = lookups;
        this.clock = clock;
        perAccountMax = keys.perAccountMax();
    }

    /** Makes a key for the account. */
    public CompletionStage<Outcome<MadeApiKey>> make(long account, NewApiKey wanted) {
        return makers.run(() -> {
            ApiKey key = new ApiKey(
                    randomText(ID_BYTES),
                    account,
                    wanted.label(),
                    wanted.type(),
                    wanted.scopes(),
                    wanted.allowedIps(),
                    clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS),
                    wanted.expiresAt());
            Optional<String> secret = wanted.type() == ApiKey.Type.HMAC
                    ? Optional.of(randomText(SECRET_BYTES))
                    : Optional.empty();
            byte[] verifier = secret.map(text -> box.seal(row(key), text.getBytes(UTF_8)))
                    .orElseGet(() -> wanted.publicKey().orElseThrow().der());
            return table.insert(key, verifier, perAccountMax)
                    ? new Success<>(new MadeApiKey(key, secret))
                    : Outcome.refused(IdentityRefusal.TOO_MANY_KEYS);
        });
    }

    /** All of the account that are not revoked, the oldest first. */
    public CompletionStage<Outcome<List<ListedApiKey>>> list(long account) {
        return makers.run(() -> new Success<>(table.ofAccount(account).stream()
                .map(each -> each.usedAt(known.usedAt(each.key().id())))
                .toList()));
    }

    /** Ends a key at once; false when the account has no such key. */
    public CompletionStage<Outcome<Boolean>> revoke(long account, String apiKey) {
        return makers.run(() -> {
            boolean isRevoked = table.revoke(account, apiKey, clock.instant());
            if (isRevoked) {
                known.revoke(apiKey);
            }
            return new Success<>(isRevoked);
        });
    }

    /** Whom the request speaks for. Each is accepted once. */
    public CompletionStage<Verdict> check(SignedRequest request) {
        Optional<Verdict.Refused> early = check.timestamp(request);
        if (early.isPresent()) {
            return CompletableFuture.completedFuture(early.get());
        }
        Optional<KnownKeys.Known> key = known.find(request.apiKey());
        Duration wait = throttle.delay(request, key.isPresent());
        if (!wait.isZero()) {
            return CompletableFuture.completedFuture(refused(KeyRefusal.TOO_MANY_FAILURES, wait));
        }
        return key.isPresent()
                ? CompletableFuture.completedFuture(checked(request, key.get()))
                : lookups.run(() -> new Success<>(lookedUp(request))).thenApply(ApiKeys::orBusy);
    }

    /** Whether a caller that was accepted with a key once would be so still. */
    boolean isValid(ApiKey key) {
        return !key.isExpired(clock.instant()) && !known.isRevoked(key.id());
    }

    /** Learns which keys were revoked, on any node. Blocks. */
    void learnRevoked(Instant since) {
        table.revokedSince(since).forEach(known::revoke);
    }

    /** Writes down which keys were used on this node since the last time. Blocks. */
    void keepUses() {
        table.keepUses(known.takeUses());
    }

    private Verdict lookedUp(SignedRequest request) {
        Optional<ApiKeyTable.Stored> stored = table.find(request.apiKey());
        if (stored.isEmpty()) {
            throttle.failed(request, false);
            return Verdict.refused(KeyRefusal.INVALID_API_KEY);
        }
        Optional<Signatures> signatures = signatures(stored.get());
        if (signatures.isEmpty()) {
            log.error(
                    "cannot read the secret of API key {}: was API_KEY_SECRET or JWT_SECRET_KEY"
                            + " changed?",
                    request.apiKey());
            return Verdict.refused(KeyRefusal.UNREADABLE_SECRET);
        }
        ApiKey key = stored.get().key();
        Caller caller = Caller.of(key, stored.get().email(), stored.get().role());
        return checked(request, known.add(key, caller, signatures.get()));
    }

    private Verdict checked(SignedRequest request, KnownKeys.Known key) {
        if (known.isRevoked(key.key().id())) {
            return Verdict.refused(KeyRefusal.INVALID_API_KEY);
        }
        Verdict verdict = check.check(request, key);
        switch (verdict) {
            case Verdict.Accepted accepted -> {
                throttle.succeeded(request);
                known.used(key.key().id());
            }
            case Verdict.Refused refused -> {
                if (refused.reason() == KeyRefusal.INVALID_SIGNATURE
                        || refused.reason() == KeyRefusal.ADDRESS_NOT_ALLOWED) {
                    throttle.failed(request, true);
                }
            }
        }
        return verdict;
    }

    private Optional<Signatures> signatures(ApiKeyTable.Stored stored) {
        return switch (stored.key().type()) {
            case HMAC -> box.open(row(stored.key()), stored.verifier()).map(Signatures::hmac);
            case ED25519 -> Optional.of(Signatures.ed25519(stored.verifier()));
        };
    }

    private static String row(ApiKey key) {
        return key.account() + "/" + key.id();
    }

    private static Verdict orBusy(Outcome<Verdict> outcome) {
        return switch (outcome) {
            case Outcome.Success<Verdict> found -> found.value();
            case Outcome.Refused<Verdict> refused -> refused(KeyRefusal.BUSY, refused.retryAfter());
        };
    }

    private static Verdict refused(KeyRefusal reason, Duration retryAfter) {
        return new Verdict.Refused(reason, reason.text(), retryAfter);
    }

    private String randomText(int bytes) {
        byte[] made = new byte[bytes];
        random.nextBytes(made);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(made);
    }
}
