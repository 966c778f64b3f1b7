package exchange.http;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.pathPrefix;

import akka.http.javadsl.server.Route;

import exchange.api.Api;
import exchange.api.Bots;
import exchange.api.Chaos;
import exchange.api.FeeDesk;
import exchange.api.Leaderboard;
import exchange.api.OrderStories;
import exchange.api.OwnHistory;
import exchange.api.PastMarkets;
import exchange.api.Portfolio;
import exchange.audit.AuditDesk;
import exchange.identity.Identity;
import exchange.ops.Metrics;

/**
 * All routes of a node in the order they are tried, the busiest first and the web app last, and the
 * short way for the busiest of all.
 */
public final class RestRoutes {
    private final Route route;
    private final FastDoor door;
    private final SignedRequests signed;

    private RestRoutes(Route route, FastDoor door, SignedRequests signed) {
        this.route = route;
        this.signed = signed;
        this.door = door;
    }

    /** @param sockets routes of other edges, tried before the web app */
    public static RestRoutes of(
            Api api,
            Identity identity,
            SignupCredit credit,
            HttpSettings settings,
            Metrics metrics,
            Route sockets,
            AuditDesk audit,
            FeeDesk feeDesk,
            PastMarkets past,
            OrderStories stories,
            OwnHistory history,
            Portfolio portfolio,
            Leaderboard leaderboard,
            Bots bots,
            Chaos chaos,
            SystemRoutes system) {
        var authentication = new Authentication(identity);
        var bodies = new Bodies(settings);
        var addresses = new ClientAddress(settings.trustedProxies());
        var commands = new OrderCommands(api, metrics.edge("rest"));
        var orders = new OrderRoutes(api, commands, authentication, bodies);
        var changes = new OrderChangeRoutes(api.markets(), commands, authentication, bodies);
        boolean isOnPaper = api.paper().isEnabled();
        var auth = new AuthRoutes(identity, credit, settings, isOnPaper, authentication, bodies);
        var funds = new FundsRoutes(api, identity, authentication, bodies);
        var accounts = new AccountSettingsRoutes(api, identity, authentication, bodies);
        var fundsAdmin = new FundsAdminRoutes(api, identity, authentication, bodies);
        var signed = new SignedRequests(identity.keys(), addresses, settings);
        var fees = new FeeRoutes(api, feeDesk::countNow, identity, authentication, bodies);
        Route rest = concat(
                orders.routes(),
                changes.routes(),
                auth.routes(),
                new MarketRoutes(api).routes(),
                new PastRoutes(past, api.markets()).routes(),
                new StoryRoutes(stories, authentication).routes(),
                new OwnHistoryRoutes(history, api.markets(), authentication).routes(),
                new PortfolioRoutes(portfolio, leaderboard, authentication, bodies).routes(),
                funds.routes(),
                accounts.routes(),
                new WithdrawalRoutes(api, authentication, bodies).routes(),
                new HoldRoutes(api.holds(), authentication).routes(),
                new PaperRoutes(api.paper(), authentication, bodies).routes(),
                fundsAdmin.routes(),
                new FreezeRoutes(api, identity, authentication, bodies).routes(),
                new ApiKeyRoutes(identity, authentication, bodies).routes(),
                new AuditRoutes(audit, api.markets(), authentication).routes(),
                new LedgerRoutes(api.accountLedger(), api.accountEvents(), authentication).routes(),
                new TransferRoutes(api, identity, authentication, bodies).routes(),
                fees.routes(),
                new BotRoutes(bots, chaos, authentication, bodies).routes(),
                new UserAdminRoutes(api, identity, authentication, bodies).routes(),
                system.adminRoutes(authentication),
                new MarketAdminRoutes(api, authentication, bodies).routes());
        return new RestRoutes(
                concat(
                        pathPrefix("api", () -> pathPrefix("v1", () -> signed.around(rest))),
                        sockets,
                        system.routes()),
                new FastDoor(authentication, bodies, commands),
                signed);
    }

    Route route() {
        return route;
    }

    FastDoor door() {
        return door;
    }

    SignedRequests signed() {
        return signed;
    }
}
