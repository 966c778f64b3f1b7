package exchange.drill;

import exchange.load.RestClient;
import exchange.market.AccountIds;

/** An account that trades in one market, with more money than it can lose. */
record TradingAccount(String symbol, long account, String token) {
    private static final String FUNDS_BASE = "50000";
    private static final String FUNDS_QUOTE = "500000000";

    static TradingAccount make(RestClient rest, String adminToken, String symbol, String name) {
        RestClient.User user = rest.newTrader(name);
        rest.setUnlimited(adminToken, user);
        String[] assets = symbol.split("-");
        rest.deposit(adminToken, user, assets[0], FUNDS_BASE);
        rest.deposit(adminToken, user, assets[1], FUNDS_QUOTE);
        return new TradingAccount(
                symbol, AccountIds.parse(user.userId()).orElseThrow(), user.token());
    }
}
