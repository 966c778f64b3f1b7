package exchange.api;

import exchange.accounts.Balance;
import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.market.AccountIds;
import exchange.market.Asset;
import exchange.market.RejectReason;
import exchange.marketdata.BookView;
import exchange.marketdata.MarketData;
import exchange.wire.Fields;
import exchange.wire.InvalidFields;
import exchange.wire.JsonWriter;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Balances of an account, and money from outside. Amounts are decimal strings in answers. */
public final class Funds {
    private static final long ASK_MILLIS = 10_000;
    private static final int REFERENCE_LENGTH_MAX = 100;
    private static final int NAME_LENGTH_MAX = 12;

    private final LedgerClient ledgers;
    private final Markets markets;
    private final Clock clock;
    private final Valuation valuation;

    /** A deposit as a client asks for it, checked. */
    public record Deposit(long account, Asset asset, long amount, String reference) {}

    public Funds(LedgerClient ledgers, Markets markets, MarketData marketData, Clock clock) {
        valuation = new Valuation(
                symbol -> marketData.view(symbol, 1).thenApply(BookView::lastPriceTicks), markets);
        this.ledgers = ledgers;
        this.markets = markets;
        this.clock = clock;
    }

    /** What an account has of each asset. */
    public CompletionStage<Answer> balances(long account) {
        return ledgers.ask(new LedgerCommand.GetBalances(account), clock.millis() + ASK_MILLIS)
                .thenApply(reply -> reply instanceof LedgerReply.Balances found
                        ? balances(account, found.balances())
                        : OrderAnswers.refusal(reply));
    }

    /** The same with what it is all worth in one asset, at the prices of the last trades. */
    public CompletionStage<Answer> balances(long account, Asset quote) {
        return ledgers.ask(new LedgerCommand.GetBalances(account), clock.millis() + ASK_MILLIS)
                .thenCompose(reply -> {
                    if (!(reply instanceof LedgerReply.Balances found)) {
                        return CompletableFuture.completedStage(OrderAnswers.refusal(reply));
                    }
                    List<String> assets =
                            found.balances().stream().map(Balance::asset).toList();
                    return valuation
                            .rates(quote, assets)
                            .thenApply(rates -> balances(account, found.balances(), rates));
                });
    }

    /** The asset that a query wants values in; a mistake is reported there. */
    public Optional<Asset> quote(Fields query) {
        Optional<String> name = query.optionalText("quote", NAME_LENGTH_MAX);
        Optional<Asset> asset = name.flatMap(markets::asset);
        if (name.isPresent() && asset.isEmpty()) {
            RejectReason reason = RejectReason.UNKNOWN_ASSET;
            query.reject("quote", reason.name(), reason.text());
        }
        return asset;
    }

    /**
     * The deposit in these fields. Whether there is such a user is not asked here.
     *
     * @throws InvalidFields with every mistake found
     */
    public Deposit parse(Fields body) {
        Optional<Long> account = Amounts.account(body);
        Optional<Asset> asset = Amounts.asset(body, markets);
        long amount = Amounts.units(body, asset);
        String reference = body.text("reference", REFERENCE_LENGTH_MAX);
        body.done();
        return new Deposit(account.orElseThrow(), asset.orElseThrow(), amount, reference);
    }

    /**
     * Credits the account, once per reference.
     *
     * @param by who asked for it
     */
    public CompletionStage<Answer> deposit(Deposit deposit, String by) {
        LedgerCommand.Deposit command = new LedgerCommand.Deposit(
                deposit.account(),
                deposit.asset().name(),
                deposit.amount(),
                deposit.reference(),
                by);
        return ledgers.ask(command, clock.millis() + ASK_MILLIS)
                .thenApply(reply -> reply instanceof LedgerReply.Deposited deposited
                        ? deposited(deposit, deposited)
                        : OrderAnswers.refusal(reply));
    }

    private static Answer deposited(Deposit deposit, LedgerReply.Deposited deposited) {
        int scale = deposit.asset().scale();
        JsonWriter json = new JsonWriter()
                .beginObject()
                .text("message", deposited.duplicate() ? "was deposited before" : "deposited")
                .name("data")
                .beginObject()
                .text("event", "deposit")
                .text("user_id", AccountIds.toUuid(deposited.account()).toString())
                .text("asset", deposited.asset())
                .decimalText("amount", deposited.amount(), scale)
                .text("reference", deposit.reference())
                .decimalText("available", deposited.after().available(), scale)
                .decimalText("held", deposited.after().held(), scale)
                .flag("duplicate", deposited.duplicate())
                .endObject()
                .endObject();
        return Answer.ok(json.toString());
    }

    private Answer balances(long account, List<Balance> balances) {
        JsonWriter json = new JsonWriter()
                .beginObject()
                .text("user_id", AccountIds.toUuid(account).toString())
                .name("balances")
                .beginArray();
        balances.forEach(balance -> append(json.beginObject(), balance).endObject());
        return Answer.ok(json.endArray().endObject().toString());
    }

    private Answer balances(long account, List<Balance> balances, Valuation.Rates rates) {
        BigDecimal sum = BigDecimal.ZERO;
        JsonWriter json = new JsonWriter()
                .beginObject()
                .text("user_id", AccountIds.toUuid(account).toString())
                .name("balances")
                .beginArray();
        for (Balance balance : balances) {
            int scale = scale(balance);
            Optional<BigDecimal> value = rates.value(balance.asset(), amount(balance, scale));
            append(json.beginObject(), balance).name("value");
            value.ifPresentOrElse(found -> json.text(plain(found)), json::nothing);
            json.endObject();
            sum = sum.add(value.orElse(BigDecimal.ZERO));
        }
        return Answer.ok(json.endArray()
                .text("quote", rates.quote().name())
                .text("value", plain(sum))
                .endObject()
                .toString());
    }

    private JsonWriter append(JsonWriter json, Balance balance) {
        int scale = scale(balance);
        return json.text("asset", balance.asset())
                .decimalText("available", balance.available(), scale)
                .decimalText("held", balance.held(), scale)
                .text("total", plain(amount(balance, scale)));
    }

    private int scale(Balance balance) {
        return markets.asset(balance.asset())
                .orElseThrow(() -> new IllegalStateException(
                        "the directory of assets does not know " + balance.asset()))
                .scale();
    }

    /** Each fits a long, their sum need not. */
    private static BigDecimal amount(Balance balance, int scale) {
        return new BigDecimal(
                BigInteger.valueOf(balance.available()).add(BigInteger.valueOf(balance.held())),
                scale);
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
