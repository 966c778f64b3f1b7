package exchange.http;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;
import akka.japi.function.Function;
import akka.stream.Materializer;
import akka.stream.SystemMaterializer;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Source;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/**
 * What is around all routes: CORS, trailing slashes, errors as JSON, bodies
 * that come late, and the port. A connection
 * that sends no whole request head in time is closed, because the library's own idle timeout is
 * reset by every byte. Bind it when orders can be taken, not before.
 */
public final class HttpServer extends AllDirectives {
    private final HttpSettings settings;

    public HttpServer(HttpSettings settings) {
        this.settings = settings;
    }

    /** Opens the port. Fails with the library's BindFailedException when it is taken. */
    public CompletionStage<ServerBinding> start(ActorSystem<?> system, RestRoutes routes) {
        var all = sealed(routes.route()).function(system);
        FastDoor door = routes.door();
        Function<HttpRequest, CompletionStage<HttpResponse>> answering = request -> {
            var answer = door.answer(request);
            return answer.isPresent() ? answer.get() : all.apply(request);
        };
        Materializer materializer = SystemMaterializer.get(system).materializer();
        return bind(
                system,
                request -> SignedRequests.isSigned(request)
                        ? routes.signed()
                                .checked(request, materializer)
                                .thenCompose(each -> applied(answering, each))
                        : answering.apply(request));
    }

    private static CompletionStage<HttpResponse> applied(
            Function<HttpRequest, CompletionStage<HttpResponse>> answering, HttpRequest request) {
        try {
            return answering.apply(request);
        } catch (Exception e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** The same with routes that nobody is in a hurry for. */
    public CompletionStage<ServerBinding> start(ActorSystem<?> system, Route routes) {
        return bind(system, sealed(routes).function(system));
    }

    private CompletionStage<ServerBinding> bind(
            ActorSystem<?> system, Function<HttpRequest, CompletionStage<HttpResponse>> handler) {
        LateBodies bodies =
                new LateBodies(settings, SystemMaterializer.get(system).materializer());
        Flow<HttpRequest, HttpResponse, NotUsed> connection = Flow.of(HttpRequest.class)
                .initialTimeout(settings.firstRequestTimeout())
                .recoverWithRetries(1, TimeoutException.class, Source::empty)
                .mapAsync(1, request -> bodies.before(request, handler.apply(request)));
        return Http.get(system).newServerAt(settings.host(), settings.port()).bindFlow(connection);
    }

    Route sealed(Route routes) {
        var errors = new HttpErrors();
        Route answering = handleExceptions(
                errors.exceptions(), () -> handleRejections(errors.rejections(), () -> routes));
        return withRequestTimeoutResponse(
                HttpErrors::timeout,
                () -> new Cors(settings.corsOrigins()).around(withoutTrailingSlash(answering)));
    }

    /** A slash at the end of a path means nothing to us. */
    private Route withoutTrailingSlash(Route inner) {
        Route trimmed = mapUnmatchedPath(HttpServer::trim, () -> inner);
        return extractRequest(request -> request.getUri().path().endsWith("/") ? trimmed : inner);
    }

    private static String trim(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
