package exchange.http;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.pathPrefix;

import akka.http.javadsl.server.Route;

import exchange.api.Api;
import exchange.identity.Identity;
import exchange.ops.Metrics;

/** All routes of a node in the order they are tried: the busiest first, the web app last. */
public final class RestRoutes {
    private RestRoutes() {}

    /** @param sockets routes of other edges, tried before the web app */
    public static Route of(
            Api api,
            Identity identity,
            SignupCredit credit,
            HttpSettings settings,
            Metrics metrics,
            Route sockets,
            SystemRoutes system) {
        var orders = new OrderRoutes(api, identity, settings, metrics.edge("rest"));
        var auth = new AuthRoutes(identity, credit, settings);
        var market = new MarketRoutes(api);
        var funds = new FundsRoutes(api, identity, settings);
        var admin = new MarketAdminRoutes(api, identity, settings);
        Route rest = concat(
                orders.routes(), auth.routes(), market.routes(), funds.routes(), admin.routes());
        return concat(
                pathPrefix("api", () -> pathPrefix("v1", () -> rest)), sockets, system.routes());
    }
}
