package exchange.http;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.Errors;
import exchange.identity.ApiKey;
import exchange.identity.ApiKeys;
import exchange.identity.Identity;
import exchange.identity.IpRange;
import exchange.identity.ListedApiKey;
import exchange.identity.MadeApiKey;
import exchange.identity.NewApiKey;
import exchange.identity.Outcome;
import exchange.identity.PublicKeyText;
import exchange.identity.Scope;
import exchange.identity.SignUpRules;
import exchange.wire.Fields;
import exchange.wire.JsonWriter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code /api/v1/account/api-keys}: make, list and revoke own keys; needs an access token. */
final class ApiKeyRoutes extends AllDirectives {
    private static final int PUBLIC_KEY_LENGTH_MAX = 1_000;
    private static final int ADDRESSES_MAX = 20;
    private static final int ADDRESS_LENGTH_MAX = 50;
    private static final int TIME_LENGTH_MAX = 40;
    private static final int SCOPE_LENGTH_MAX = 10;
    private static final Instant EXPIRES_MAX = Instant.parse("9999-01-01T00:00:00Z");

    private final ApiKeys keys;
    private final SignUpRules rules;
    private final Authentication authentication;
    private final Bodies bodies;
    private final InstantSource clock = InstantSource.system();

    ApiKeyRoutes(Identity identity, Authentication authentication, Bodies bodies) {
        keys = identity.keys();
        rules = identity.rules();
        this.authentication = authentication;
        this.bodies = bodies;
    }

    Route routes() {
        return pathPrefix(
                PathMatchers.segment("account").slash("api-keys"),
                () -> concat(
                        pathEndOrSingleSlash(() -> concat(post(this::make), get(this::list))),
                        path(PathMatchers.segment(), id -> delete(() -> revoke(id)))));
    }

    private Route make() {
        return authentication.user(caller -> bodies.object(body -> {
            NewApiKey wanted = wanted(body);
            return completeWithFuture(keys.make(caller.account(), wanted)
                    .thenApply(
                            outcome -> answer(outcome, made -> HttpAnswers.json(201, made(made)))));
        }));
    }

    private Route list() {
        return authentication.user(caller -> completeWithFuture(keys.list(caller.account())
                .thenApply(outcome -> answer(outcome, all -> {
                    JsonWriter json = new JsonWriter().beginArray();
                    all.forEach(key -> append(json.beginObject(), key).endObject());
                    return HttpAnswers.json(200, json.endArray());
                }))));
    }

    private Route revoke(String id) {
        return authentication.user(caller -> completeWithFuture(keys.revoke(caller.account(), id)
                .thenApply(outcome -> answer(
                        outcome,
                        isRevoked -> isRevoked
                                ? HttpAnswers.json(200, revoked(id))
                                : HttpAnswers.of(Errors.notFound("there is no such API key"))))));
    }

    private NewApiKey wanted(Fields body) {
        String label = body.text("label", SignUpRules.NAME_LENGTH_MAX);
        Optional<String> keptLabel = rules.name(label);
        if (!label.isEmpty() && keptLabel.isEmpty()) {
            body.reject("label", "INVALID_FIELD", "label must be plain, visible characters");
        }
        ApiKey.Type type = body.oneOf("type", ApiKey.Type.class);
        Set<Scope> scopes = scopes(body);
        Optional<PublicKeyText> publicKey = publicKey(body, type);
        List<IpRange> allowedIps = allowedIps(body);
        Optional<Instant> expiresAt = expiresAt(body);
        body.done();
        return new NewApiKey(
                keptLabel.orElseThrow(), type, scopes, publicKey, allowedIps, expiresAt);
    }

    private static Set<Scope> scopes(Fields body) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        List<String> given = body.texts("scopes", Scope.values().length, SCOPE_LENGTH_MAX);
        for (Scope scope : Scope.values()) {
            if (given.contains(scope.shown())) {
                scopes.add(scope);
            }
        }
        if (scopes.isEmpty() || scopes.size() != given.size()) {
            body.reject("scopes", "INVALID_FIELD", "scopes must be a list of read, trade or both");
        }
        return scopes;
    }

    private static Optional<PublicKeyText> publicKey(Fields body, ApiKey.Type type) {
        Optional<String> text = body.optionalText("public_key", PUBLIC_KEY_LENGTH_MAX);
        Optional<PublicKeyText> key = text.flatMap(PublicKeyText::parse);
        String mistake = switch (type) {
            case HMAC -> body.has("public_key") ? "belongs to a key of type ED25519 only" : "";
            case ED25519 ->
                key.isPresent()
                        ? ""
                        : "must be an Ed25519 public key, as PEM or its 32 bytes in base64 or hex";
        };
        if (!mistake.isEmpty()) {
            body.reject("public_key", "INVALID_FIELD", "public_key " + mistake);
        }
        return key;
    }

    private static List<IpRange> allowedIps(Fields body) {
        if (!body.has("allowed_ips")) {
            body.optionalText("allowed_ips", 1);
            return List.of();
        }
        List<String> given = body.texts("allowed_ips", ADDRESSES_MAX, ADDRESS_LENGTH_MAX);
        List<IpRange> ranges =
                given.stream().map(IpRange::parse).flatMap(Optional::stream).toList();
        if (ranges.size() != given.size()) {
            body.reject(
                    "allowed_ips",
                    "INVALID_FIELD",
                    "allowed_ips must be IPv4 or IPv6 addresses, or ranges like 10.0.0.0/8 without"
                            + " bits after the prefix");
        }
        return ranges;
    }

    private Optional<Instant> expiresAt(Fields body) {
        Optional<String> text = body.optionalText("expires_at", TIME_LENGTH_MAX);
        Optional<Instant> at = text.flatMap(ApiKeyRoutes::instant)
                .filter(found -> found.isAfter(clock.instant()) && found.isBefore(EXPIRES_MAX));
        if (text.isPresent() && at.isEmpty()) {
            body.reject(
                    "expires_at",
                    "INVALID_FIELD",
                    "expires_at must be a time to come, like 2030-01-31T23:59:59Z");
        }
        return at;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static <T> HttpResponse answer(Outcome<T> outcome, Function<T, HttpResponse> success) {
        return switch (outcome) {
            case Outcome.Success<T> done -> success.apply(done.value());
            case Outcome.Refused<T> refused ->
                HttpErrors.of(refused.reason(), refused.retryAfter());
        };
    }

    private static JsonWriter made(MadeApiKey made) {
        JsonWriter json = append(
                new JsonWriter().beginObject(), new ListedApiKey(made.key(), Optional.empty()));
        made.secret().ifPresent(secret -> json.text("secret", secret));
        return json.endObject();
    }

    private static JsonWriter append(JsonWriter json, ListedApiKey listed) {
        ApiKey key = listed.key();
        json.text("api_key", key.id())
                .text("label", key.label())
                .text("type", key.type().name())
                .name("scopes")
                .beginArray();
        key.scopes().stream().sorted().forEach(scope -> json.text(scope.shown()));
        json.endArray().name("allowed_ips").beginArray();
        key.allowedIps().forEach(range -> json.text(range.toString()));
        json.endArray().time("created_at", key.createdAt().toEpochMilli());
        time(json, "expires_at", key.expiresAt());
        return time(json, "last_used_at", listed.lastUsedAt());
    }

    private static JsonWriter time(JsonWriter json, String name, Optional<Instant> at) {
        return at.map(found -> json.time(name, found.toEpochMilli()))
                .orElseGet(() -> json.nothing(name));
    }

    private static JsonWriter revoked(String id) {
        return new JsonWriter()
                .beginObject()
                .text("message", "the API key was revoked")
                .text("api_key", id)
                .endObject();
    }
}
