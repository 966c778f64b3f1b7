package exchange.bootstrap;

import akka.Done;

import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.http.SignupCredit;
import exchange.market.AccountIds;
import exchange.market.Asset;
import exchange.market.Decimals;
import exchange.ops.CannotStart;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a new account starts with: one deposit for each asset, under a reference made of the user's
 * id, so that giving it again gives nothing.
 */
final class Credit implements SignupCredit {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LedgerClient ledgers;
    private final Map<String, Long> unitsByAsset;
    private final Clock clock;

    private Credit(LedgerClient ledgers, Map<String, Long> unitsByAsset, Clock clock) {
        this.ledgers = ledgers;
        this.clock = clock;
        this.unitsByAsset = Map.copyOf(unitsByAsset);
    }

    /** @param amounts decimals by asset; a wrong one stops the start */
    static Credit of(
            LedgerClient ledgers, Map<String, String> amounts, List<Asset> assets, Clock clock) {
        Map<String, Long> units = new TreeMap<>();
        amounts.forEach((name, amount) -> {
            Asset asset = assets.stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> wrong(name + "=" + amount, "there is no asset " + name));
            try {
                units.put(name, Decimals.parse(amount, asset.scale()));
            } catch (NumberFormatException e) {
                throw wrong(name + "=" + amount, e.getMessage());
            }
        });
        return new Credit(ledgers, units, clock);
    }

    private static CannotStart wrong(String found, String why) {
        return new CannotStart(
                CannotStart.Reason.CONFIGURATION,
                "exchange.signup-credit (SIGNUP_CREDIT) cannot be " + found + ": " + why);
    }

    @Override
    public CompletionStage<Done> credit(long account) {
        List<CompletableFuture<Done>> deposits = new ArrayList<>();
        unitsByAsset.forEach((asset, units) -> deposits.add(deposit(account, asset, units)));
        return CompletableFuture.allOf(deposits.toArray(CompletableFuture[]::new))
                .thenApply(done -> Done.getInstance());
    }

    private CompletableFuture<Done> deposit(long account, String asset, long units) {
        String reference = "signup/" + AccountIds.toUuid(account) + "/" + asset;
        return ledgers.ask(
                        new LedgerCommand.Deposit(account, asset, units, reference, "signup"),
                        clock.millis() + PATIENCE.toMillis())
                .toCompletableFuture()
                .thenApply(reply -> {
                    if (reply instanceof LedgerReply.Deposited) {
                        return Done.getInstance();
                    }
                    throw new IllegalStateException(
                            "the sign-up credit was answered with " + reply);
                });
    }
}
