package exchange.http;

import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.Answer;
import exchange.api.Bots;
import exchange.api.Chaos;
import exchange.api.Errors;
import exchange.wire.FieldError;
import exchange.wire.Fields;
import exchange.wire.JsonWriter;

import java.util.Optional;
import java.util.function.Supplier;

/** {@code /api/v1/admin/bots} and {@code /api/v1/admin/chaos}: for admins only. */
final class BotRoutes extends AllDirectives {
    private final Bots bots;
    private final Chaos chaos;
    private final Authentication authentication;
    private final Bodies bodies;

    BotRoutes(Bots bots, Chaos chaos, Authentication authentication, Bodies bodies) {
        this.bots = bots;
        this.chaos = chaos;
        this.authentication = authentication;
        this.bodies = bodies;
    }

    Route routes() {
        return concat(
                path(
                        PathMatchers.segment("admin").slash("bots"),
                        () -> concat(
                                get(() -> answer(this::state)), post(() -> change(this::enable)))),
                path(
                        PathMatchers.segment("admin").slash("chaos"),
                        () -> concat(
                                get(() -> answer(chaos::state)),
                                post(() -> change(this::makeChaos)))));
    }

    private interface Change {
        Answer of(Fields body);
    }

    private Route answer(Supplier<Answer> question) {
        return authentication.admin(caller -> complete(HttpAnswers.of(question.get())));
    }

    private Route change(Change change) {
        return authentication.admin(
                caller -> bodies.object(body -> complete(HttpAnswers.of(change.of(body)))));
    }

    private Answer makeChaos(Fields body) {
        return chaos.isAllowed()
                ? chaos.change(body)
                : notAvailable("chaos is for exchanges with the embedded PostgreSQL alone");
    }

    private static Answer notAvailable(String why) {
        return Errors.answer(409, "NOT_AVAILABLE", why);
    }

    private Answer state() {
        Optional<Bots.State> state = bots.state();
        JsonWriter json = new JsonWriter()
                .beginObject()
                .flag("available", state.isPresent())
                .flag("enabled", state.map(Bots.State::isEnabled).orElse(false))
                .number("bots", state.map(Bots.State::count).orElse(0))
                .number("orders", state.map(Bots.State::orders).orElse(0L))
                .number("refused", state.map(Bots.State::refused).orElse(0L));
        String first = state.map(Bots.State::firstRefusal).orElse("");
        if (first.isEmpty()) {
            json.nothing("first_refusal");
        } else {
            json.text("first_refusal", first);
        }
        return Answer.ok(json.endObject().toString());
    }

    private Answer enable(Fields body) {
        Optional<Boolean> enabled = body.optionalFlag("enabled");
        if (!body.has("enabled")) {
            body.reject("enabled", FieldError.INVALID_FIELD, "enabled is required");
        }
        body.done();
        if (bots.state().isEmpty()) {
            return notAvailable("there are no bots here: DEMO is off");
        }
        bots.enable(enabled.orElseThrow());
        return state();
    }
}
