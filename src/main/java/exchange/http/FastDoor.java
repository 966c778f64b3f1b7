package exchange.http;

import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;

import exchange.identity.Caller;
import exchange.market.OrderIds;
import exchange.wire.Fields;
import exchange.wire.InvalidFields;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A short way for what comes most, a place and a cancel by id, past the routing library, which
 * costs more than all else that REST does for an order. Takes only plain requests: a caller who may
 * do it, a whole small body, no web page's origin. All others go through the routes, which answer
 * the same.
 */
final class FastDoor {
    private static final String PLACE = "/api/v1/orders/place";
    private static final String CANCEL = "/api/v1/orders/cancel/";

    private final Authentication authentication;
    private final Bodies bodies;
    private final OrderCommands commands;

    FastDoor(Authentication authentication, Bodies bodies, OrderCommands commands) {
        this.authentication = authentication;
        this.bodies = bodies;
        this.commands = commands;
    }

    /** Empty when the request must take the routes. */
    Optional<CompletionStage<HttpResponse>> answer(HttpRequest request) {
        String path = request.getUri().path();
        if (request.method().equals(HttpMethods.POST) && path.equals(PLACE)) {
            return plainCaller(request).flatMap(caller -> place(request, caller));
        }
        if (request.method().equals(HttpMethods.DELETE) && path.startsWith(CANCEL)) {
            return plainCaller(request).flatMap(caller -> cancel(request, path, caller));
        }
        return Optional.empty();
    }

    private Optional<Caller> plainCaller(HttpRequest request) {
        return request.getHeader("Origin").isPresent()
                ? Optional.empty()
                : authentication.caller(request);
    }

    private Optional<CompletionStage<HttpResponse>> place(HttpRequest request, Caller caller) {
        return request.entity() instanceof HttpEntity.Strict body && bodies.isTaken(body)
                ? Optional.of(answered(request, place(caller, body)))
                : Optional.empty();
    }

    private CompletionStage<HttpResponse> place(Caller caller, HttpEntity.Strict body) {
        try {
            Fields order = bodies.fields(body);
            return commands.place(caller.account(), order);
        } catch (InvalidFields e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private Optional<CompletionStage<HttpResponse>> cancel(
            HttpRequest request, String path, Caller caller) {
        return OrderIds.parse(path.substring(CANCEL.length()))
                .map(orderId -> answered(request, commands.cancel(caller.account(), orderId)));
    }

    private static CompletionStage<HttpResponse> answered(
            HttpRequest request, CompletionStage<HttpResponse> answer) {
        return answer.exceptionally(failure -> HttpErrors.of(request, failure))
                .thenApply(Cors::ofNoOrigin);
    }
}
