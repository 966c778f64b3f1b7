package exchange.api;

import exchange.accounts.AssetAmount;
import exchange.accounts.FundsText;
import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.accounts.MoneyCommand;
import exchange.market.Asset;
import exchange.market.Decimals;
import exchange.market.RejectReason;
import exchange.wire.Fields;
import exchange.wire.InvalidFields;
import exchange.wire.JsonWriter;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What users of an exchange on paper do for themselves: take more money from the faucet, and start
 * anew. Both are entries in the journal like any other. Elsewhere there is neither.
 */
public final class PaperAccounts {
    private static final long ASK_MILLIS = 10_000;
    private static final int REFERENCE_LENGTH_MAX = 100;

    private final PaperSettings settings;
    private final LedgerClient ledgers;
    private final Markets markets;
    private final AllOrders orders;
    private final Funds funds;
    private final Clock clock;

    PaperAccounts(
            PaperSettings settings,
            LedgerClient ledgers,
            Markets markets,
            Funds funds,
            Clock clock) {
        this.settings = settings;
        this.ledgers = ledgers;
        this.markets = markets;
        this.orders = new AllOrders(ledgers, markets);
        this.funds = funds;
        this.clock = clock;
    }

    public boolean isEnabled() {
        return settings.enabled();
    }

    /**
     * The day's portion of an asset. Again on the same day gives nothing more.
     *
     * @throws InvalidFields with every mistake found
     */
    public CompletionStage<Answer> faucet(long account, Fields body) {
        Optional<Asset> asset = Amounts.asset(body, markets);
        if (asset.isPresent() && units(asset.get()) == 0) {
            Amounts.invalid(body, "asset", "is none that the faucet has");
        }
        body.done();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Asset given = asset.orElseThrow();
        LedgerCommand.Deposit portion = new LedgerCommand.Deposit(
                account,
                given.name(),
                units(given),
                "faucet/" + today + "/" + given.name(),
                "faucet");
        return ledgers.ask(portion, deadline())
                .thenApply(reply -> reply instanceof LedgerReply.Deposited deposited
                        ? poured(given, today, deposited)
                        : OrderAnswers.refusal(reply));
    }

    private long units(Asset asset) {
        return units(settings.faucet().getOrDefault(asset.name(), "0"), asset);
    }

    /** What is finer than the asset counts as nothing. */
    private static long units(String amount, Asset asset) {
        try {
            return Decimals.parse(amount, asset.scale());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Answer poured(Asset asset, LocalDate day, LedgerReply.Deposited deposited) {
        long tomorrow = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        return Answer.ok(new JsonWriter()
                .beginObject()
                .text("asset", asset.name())
                .decimalText("amount", deposited.amount(), asset.scale())
                .decimalText("available", deposited.after().available(), asset.scale())
                .decimalText("held", deposited.after().held(), asset.scale())
                .flag("duplicate", deposited.duplicate())
                .time("again_at", tomorrow)
                .endObject()
                .toString());
    }

    /**
     * Cancels what is open and brings every balance back to what a new account has. The ledger is
     * asked first, so that nothing is canceled for a reset that it will not make.
     *
     * @throws InvalidFields with every mistake found
     */
    public CompletionStage<Answer> reset(long account, String by, Fields body) {
        String reference = body.optionalText("client_reset_id", REFERENCE_LENGTH_MAX)
                .orElseGet(() -> UUID.randomUUID().toString());
        if (!FundsText.isPlain(reference)) {
            Amounts.invalid(body, "client_reset_id", "has a character that is not allowed");
        }
        body.done();
        LedgerCommand reset = new MoneyCommand.ResetAccount(
                account, start(), reference, settings.resetsPerDay(), by);
        return ledgers.ask(reset, deadline())
                .thenCompose(reply -> isOrdersOpen(reply)
                        ? cancelAndReset(account, reset)
                        : answer(account, reply));
    }

    private List<AssetAmount> start() {
        List<AssetAmount> start = new ArrayList<>();
        for (Asset asset : markets.assets()) {
            String amount = settings.start().getOrDefault(asset.name(), "0");
            start.add(new AssetAmount(asset.name(), units(amount, asset)));
        }
        return start;
    }

    private static boolean isOrdersOpen(LedgerReply reply) {
        return reply instanceof LedgerReply.Refused refused
                && refused.reason() == RejectReason.ORDERS_OPEN;
    }

    private CompletionStage<Answer> cancelAndReset(long account, LedgerCommand reset) {
        return orders.cancel(account, deadline())
                .thenCompose(canceled -> canceled.problem()
                        .<CompletionStage<Answer>>map(CompletableFuture::completedStage)
                        .orElseGet(() -> ledgers.ask(reset, deadline())
                                .thenCompose(reply -> answer(account, reply))));
    }

    private CompletionStage<Answer> answer(long account, LedgerReply reply) {
        return reply instanceof LedgerReply.Done
                ? funds.balances(account)
                : CompletableFuture.completedStage(OrderAnswers.refusal(reply));
    }

    private long deadline() {
        return clock.millis() + ASK_MILLIS;
    }
}
