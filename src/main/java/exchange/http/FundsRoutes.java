package exchange.http;

import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;

import exchange.api.Api;
import exchange.api.Funds;
import exchange.identity.Identity;
import exchange.market.Asset;
import exchange.market.RejectReason;

import java.util.Optional;

/** {@code /api/v1/account}, and {@code /api/v1/admin/deposits} for admins. */
final class FundsRoutes extends AllDirectives {
    private final Funds funds;
    private final Identity identity;
    private final Authentication authentication;
    private final Bodies bodies;

    FundsRoutes(Api api, Identity identity, Authentication authentication, Bodies bodies) {
        funds = api.funds();
        this.identity = identity;
        this.authentication = authentication;
        this.bodies = bodies;
    }

    Route routes() {
        return concat(
                path("account", () -> get(this::account)),
                pathPrefix("admin", () -> path("deposits", () -> post(this::deposit))));
    }

    private Route account() {
        return authentication.user(caller -> Queries.read(query -> {
            Optional<Asset> quote = funds.quote(query);
            query.done();
            return completeWithFuture(quote.map(asset -> funds.balances(caller.account(), asset))
                    .orElseGet(() -> funds.balances(caller.account()))
                    .thenApply(HttpAnswers::of));
        }));
    }

    private Route deposit() {
        return authentication.admin(caller -> bodies.object(body -> {
            Funds.Deposit deposit = funds.parse(body);
            if (deposit.account() == caller.account()) {
                return complete(HttpErrors.of(RejectReason.OWN_MONEY));
            }
            return completeWithFuture(Users.ifThere(
                    identity, deposit.account(), () -> funds.deposit(deposit, caller.email())));
        }));
    }
}
