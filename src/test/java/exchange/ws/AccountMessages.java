package exchange.ws;

import exchange.accounts.Balance;
import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerReply;
import exchange.api.FixedMarkets;
import exchange.api.Markets;
import exchange.market.MarketRules;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.readside.AccountEvent;
import exchange.readside.AccountPage.OrderName;
import exchange.sequencer.LedgerItem;

import java.util.List;
import java.util.Map;

/** The messages about an account that docs/sockets.md has as examples, by their names there. */
final class AccountMessages {
    private static final long ACCOUNT = 42;
    private static final long HELD = 501_250_000_000L;

    private final Markets markets;
    private final long time;
    private final long orderId;

    AccountMessages(MarketRules rules, long time, long orderId) {
        this.markets = new FixedMarkets(List.of(rules));
        this.time = time;
        this.orderId = orderId;
    }

    Map<String, String> all() {
        LedgerReply.AccountState state = new LedgerReply.AccountState(
                List.of(new Balance("USD", 498_750_000_000L, HELD), new Balance("BTC", 0, 0)),
                List.of(),
                17);
        return Map.of(
                "account-snapshot",
                AccountJson.snapshot(state, time, markets),
                "account",
                AccountJson.update(
                        17,
                        List.of(placed(), accepted()),
                        Map.of(orderId, new OrderName("mine-1", OrderType.LIMIT)),
                        markets),
                "account-heartbeat",
                AccountJson.heartbeat(19, time));
    }

    private AccountEvent placed() {
        return new AccountEvent(
                18,
                time,
                new LedgerFact.OrderHeld(
                        ACCOUNT,
                        18,
                        orderId,
                        "mine-1",
                        "BTC-USD",
                        Side.BUY,
                        OrderType.LIMIT,
                        TimeInForce.GTC,
                        false,
                        SelfTradePrevention.NONE,
                        100_25,
                        50_000_000,
                        0,
                        HELD,
                        0,
                        0,
                        time));
    }

    private AccountEvent accepted() {
        LedgerItem line = new LedgerItem.Accepted(1, orderId, true, time);
        return new AccountEvent(
                19, time, new LedgerFact.Settled(ACCOUNT, 19, "BTC-USD", Side.BUY, 0, line));
    }
}
