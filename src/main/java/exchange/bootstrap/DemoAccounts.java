package exchange.bootstrap;

import exchange.accounts.Balance;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.load.LoadFailed;
import exchange.load.RestClient;
import exchange.market.AccountIds;
import exchange.market.AccountTier;
import exchange.market.Asset;
import exchange.market.Decimals;
import exchange.simulator.Bot;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The accounts of the demo's bots: users like all others, whose names begin with "Demo". Their
 * passwords are made of the secret that signs tokens, so that nobody else can log in as one, and
 * the exchange can after a restart. They have no limits, and are given money, as deposits like any
 * other, when they have lost most of it.
 */
final class DemoAccounts {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String HASH = "HmacSHA256";
    private static final int MARK_BYTES = 3;
    private static final String BY = "demo";
    private static final Map<String, String> FUNDS =
            Map.of("USD", "2000000", "USDT", "2000000", "BTC", "40", "ETH", "700");
    private static final String OTHER_FUNDS = "20000";

    private final Engine engine;
    private final byte[] secret;

    /** @param secret that nobody outside knows, and that stays the same */
    DemoAccounts(Engine engine, byte[] secret) {
        this.engine = engine;
        this.secret = secret.clone();
    }

    List<Bot> bots(int count) {
        // With another secret they are other accounts: the old passwords are lost.
        String mark = HexFormat.of().formatHex(hash("accounts"), 0, MARK_BYTES);
        List<Bot> bots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String part = Bot.part(i);
            String email = part.replace(' ', '-') + "." + mark + "@demo.example";
            String password = Base64.getUrlEncoder().withoutPadding().encodeToString(hash(email));
            bots.add(new Bot("Demo " + part, email, password));
        }
        return bots;
    }

    private byte[] hash(String text) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(new SecretKeySpec(secret, HASH));
            return mac.doFinal(("demo/" + text).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HASH, e);
        }
    }

    /** Frees a bot's account of limits and fills up what is a quarter or less. */
    void welcome(RestClient.User user) {
        long account = AccountIds.parse(user.userId()).orElseThrow();
        ask(new LedgerCommand.SetTier(account, AccountTier.UNLIMITED, BY));
        if (ask(new LedgerCommand.GetBalances(account)) instanceof LedgerReply.Balances has) {
            for (Asset asset : engine.assets()) {
                fillUp(account, asset, has.balances());
            }
        }
    }

    private void fillUp(long account, Asset asset, List<Balance> balances) {
        long full = Decimals.parse(FUNDS.getOrDefault(asset.name(), OTHER_FUNDS), asset.scale());
        long has = balances.stream()
                .filter(each -> each.asset().equals(asset.name()))
                .mapToLong(each -> each.available() + each.held())
                .sum();
        if (has <= full / 4) {
            String reference = "demo/" + System.currentTimeMillis() + "/" + asset.name();
            ask(new LedgerCommand.Deposit(account, asset.name(), full - has, reference, BY));
        }
    }

    private LedgerReply ask(LedgerCommand command) {
        try {
            return engine.ledgers()
                    .ask(command, engine.clock().millis() + PATIENCE.toMillis())
                    .toCompletableFuture()
                    .orTimeout(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new LoadFailed("the ledgers did not answer: " + e.getCause());
        }
    }
}
