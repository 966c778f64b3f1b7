package exchange.ws;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.reject;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.model.ws.WebSocketUpgrade;
import akka.http.javadsl.server.Route;
import akka.http.scaladsl.model.IllegalUriException;

import exchange.accounts.LedgerClient;
import exchange.api.Answer;
import exchange.api.Errors;
import exchange.api.Markets;
import exchange.api.Placement;
import exchange.api.Questions;
import exchange.history.Replays;
import exchange.market.RejectReason;
import exchange.ops.Metrics;
import exchange.ops.SocketMeters;
import exchange.session.Conversation;
import exchange.session.Session;
import exchange.session.SessionActor;
import exchange.session.SessionLimits;

import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The sockets of API v1: {@code /api/v1/ws/update}, which tells, and {@code /api/v1/ws}, which also
 * takes orders. One per node. Tokens in addresses and messages are read here and reach no log.
 */
public final class WsRoutes {
    private static final String BEARER = "bearer ";

    private final SocketSettings settings;
    private final OriginRule origins;
    private final Sockets sockets;
    private final SocketMeters updateMeters;
    private final SocketMeters orderMeters;
    private final UpdateDesk updates;
    private final OrderDesk orders;
    private final Function<HttpRequest, InetAddress> addresses;
    private final SocketQuota<InetAddress> socketsOfAddresses;

    /**
     * @param corsOrigins whose pages may open sockets, besides this host's
     * @param questions what is asked by one connection's client
     * @param shared the ledger client for questions that need no order
     * @param ownClients makes a ledger client for each connection that places orders
     * @param sources where sessions hear of accounts and markets
     * @param replays where markets are played again
     * @param addresses where a request comes from
     */
    public WsRoutes(
            ActorSystem<?> system,
            SocketSettings settings,
            List<String> corsOrigins,
            Callers callers,
            Markets markets,
            Placement placement,
            Function<LedgerClient, Questions> questions,
            LedgerClient shared,
            Supplier<LedgerClient> ownClients,
            SessionActor.Sources sources,
            Replays replays,
            Function<HttpRequest, InetAddress> addresses,
            AccountTiers tiers,
            Metrics metrics,
            Clock clock) {
        this.settings = settings;
        this.origins = new OriginRule(corsOrigins);
        this.sockets = new Sockets(system, settings, sources);
        this.updateMeters = metrics.sockets("update");
        this.orderMeters = metrics.sockets("v1");
        this.updates = new UpdateDesk(callers, markets, shared, clock, settings.inFlightMax());
        this.addresses = addresses;
        this.socketsOfAddresses = new SocketQuota<>(settings.limits().socketsPerAddress());
        this.orders = new OrderDesk(
                callers,
                markets,
                placement,
                questions,
                ownClients,
                tiers,
                new SocketQuota<>(settings.limits().socketsPerAccount()),
                replays,
                new SocketQuota<>(settings.limits().replaysPerClient()),
                metrics.edge("ws"),
                clock,
                settings);
    }

    /** Answers the two paths, with or without a slash at the end, and rejects all others. */
    public Route route() {
        return extractRequest(request -> switch (pathOf(request)) {
            case "/api/v1/ws/update" -> opened(request, this::update);
            case "/api/v1/ws" -> opened(request, this::order);
            default -> reject();
        });
    }

    private static String pathOf(HttpRequest request) {
        String path = request.getUri().path();
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    /** How many sockets are open on this node. */
    public int openCount() {
        return sockets.count();
    }

    /** The node stops: says so on every socket, and closes it with 1001 half a second later. */
    public void closeAll() {
        sockets.closeAll();
    }

    /** Cuts every socket as a bad line would. */
    public void cutAll() {
        sockets.cutAll();
    }

    private Route opened(HttpRequest request, Function<HttpRequest, HttpResponse> opening) {
        return get(() -> complete(
                origins.allows(request)
                        ? opening.apply(request)
                        : response(Errors.answer(
                                403, "ORIGIN_NOT_ALLOWED", "this page may not open a socket"))));
    }

    private HttpResponse update(HttpRequest request) {
        Optional<String> token = queryToken(request);
        return open(
                request,
                settings.updateLimits(),
                updateMeters,
                () -> {},
                session -> new UpdateConversation(
                        session, token.flatMap(updates.callers()::verify), updates));
    }

    /** A query that cannot be read has no token; the library would log the whole of it. */
    private static Optional<String> queryToken(HttpRequest request) {
        try {
            return request.getUri().query().get("token");
        } catch (IllegalUriException e) {
            return Optional.empty();
        }
    }

    private HttpResponse order(HttpRequest request) {
        Optional<String> token = request.getHeader("Authorization")
                .map(HttpHeader::value)
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).trim());
        InetAddress address = addresses.apply(request);
        boolean isFree = settings.limits().isFree(address);
        if (!isFree && !socketsOfAddresses.enter(address)) {
            return response(Errors.answer(
                    429,
                    "TOO_MANY_SOCKETS",
                    "an address may have " + settings.limits().socketsPerAddress()
                            + " sockets at a time"));
        }
        return open(
                request,
                settings.orderLimits(),
                orderMeters,
                isFree ? () -> {} : () -> socketsOfAddresses.leave(address),
                session -> new OrderConversation(session, token, address, isFree, orders));
    }

    /** @param gone run once, when the socket has ended or was not opened */
    private HttpResponse open(
            HttpRequest request,
            SessionLimits limits,
            SocketMeters meters,
            Runnable gone,
            Function<Session, Conversation> conversations) {
        Optional<WebSocketUpgrade> upgrade = request.getAttribute(AttributeKeys.webSocketUpgrade);
        if (upgrade.isEmpty()) {
            gone.run();
            return response(Errors.answer(
                            426, "UPGRADE_REQUIRED", "this address speaks WebSocket only"))
                    .addHeader(RawHeader.create("Upgrade", "websocket"));
        }
        return sockets.open(upgrade.get(), limits, meters, gone, conversations).orElseGet(() -> {
            gone.run();
            return response(Errors.refused(RejectReason.OVERLOADED));
        });
    }

    private static HttpResponse response(Answer answer) {
        HttpResponse response = HttpResponse.create()
                .withStatus(answer.status())
                .withEntity(ContentTypes.APPLICATION_JSON, answer.body());
        return answer.retryAfterSeconds() == 0
                ? response
                : response.addHeader(RawHeader.create(
                        "Retry-After", String.valueOf(answer.retryAfterSeconds())));
    }
}
