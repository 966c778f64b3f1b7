package exchange.api;

import exchange.accounts.FeeCommand;
import exchange.accounts.FeeOverride;
import exchange.accounts.FeeTerms;
import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.market.AccountIds;
import exchange.market.Decimals;
import exchange.market.MarketRules;
import exchange.market.RejectReason;
import exchange.readside.ReadSideQueries;
import exchange.wire.FieldError;
import exchange.wire.Fields;
import exchange.wire.InvalidFields;
import exchange.wire.JsonWriter;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What an account pays, why, and how it would pay less; and the rates that admins give. */
public final class Fees {
    private static final long ASK_MILLIS = 10_000;
    private static final int RATE_SCALE = 6;
    private static final int RATE_MAX = 100_000;
    private static final int REASON_LENGTH_MAX = 200;
    private static final int SYMBOL_LENGTH_MAX = 25;
    private static final int TIME_LENGTH_MAX = 40;

    private final VolumeCache volumes = new VolumeCache();
    private final FeeCount count;
    private final LedgerClient ledgers;
    private final ReadSideQueries tables;
    private final Markets markets;
    private final Clock clock;

    /** Rates that an admin gives, checked; whether there is such a user is not asked here. */
    public record Rates(FeeOverride override, String reason) {}

    /** @param symbol "" for all markets */
    public record End(String symbol, String reason) {}

    Fees(
            FeeCount count,
            LedgerClient ledgers,
            ReadSideQueries tables,
            Markets markets,
            Clock clock) {
        this.count = count;
        this.ledgers = ledgers;
        this.tables = tables;
        this.markets = markets;
        this.clock = clock;
    }

    /** What the account pays in each market, and its volume. */
    public CompletionStage<Answer> of(long account) {
        return ask(new LedgerCommand.GetFees(account)).thenCompose(reply -> {
            if (!(reply instanceof LedgerReply.Fees found)) {
                return CompletableFuture.completedStage(OrderAnswers.refusal(reply));
            }
            return volume(account, found.accountSequence())
                    .thenApply(
                            volume -> Answer.ok(json(account, found.terms(), Optional.of(volume))));
        });
    }

    private CompletionStage<BigDecimal> volume(long account, long sequence) {
        long now = clock.millis();
        Optional<BigDecimal> known = volumes.find(account, sequence, now);
        if (known.isPresent()) {
            return CompletableFuture.completedStage(known.get());
        }
        return HistoryUnavailable.orFail(tables.waitForAccount(
                                account, sequence, OrderQueries.TABLES_WAIT)
                        .thenCompose(done -> tables.volumes(each -> count.volume(each, account))))
                .thenApply(volume -> {
                    volumes.keep(account, sequence, now, volume);
                    return volume;
                });
    }

    private CompletionStage<LedgerReply> ask(LedgerCommand command) {
        return ledgers.ask(command, clock.millis() + ASK_MILLIS);
    }

    /**
     * The rates in these fields.
     *
     * @throws InvalidFields with every mistake found
     */
    public Rates parse(Fields body) {
        String symbol = symbol(body);
        int maker = rate(body, "maker_fee");
        int taker = rate(body, "taker_fee");
        long expiresAt = time(body);
        String reason = body.text("reason", REASON_LENGTH_MAX);
        body.done();
        return new Rates(new FeeOverride(symbol, maker, taker, expiresAt), reason);
    }

    /**
     * Which rates are to end, and why.
     *
     * @throws InvalidFields with every mistake found
     */
    public End parseEnd(Fields query) {
        String symbol = symbol(query);
        String reason = query.text("reason", REASON_LENGTH_MAX);
        query.done();
        return new End(symbol, reason);
    }

    private String symbol(Fields fields) {
        Optional<String> symbol = fields.optionalText("symbol", SYMBOL_LENGTH_MAX);
        if (symbol.isPresent() && symbol.flatMap(markets::find).isEmpty()) {
            RejectReason reason = RejectReason.UNKNOWN_MARKET;
            fields.reject("symbol", reason.name(), reason.text());
        }
        return symbol.orElse("");
    }

    private static int rate(Fields body, String name) {
        String text = body.decimal(name);
        try {
            long rate = Decimals.parse(text, RATE_SCALE);
            if (rate <= RATE_MAX) {
                return (int) rate;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        body.reject(
                name,
                FieldError.INVALID_FIELD,
                name + " must be 0 to 0.1, with at most " + RATE_SCALE + " decimals");
        return 0;
    }

    private static long time(Fields body) {
        Optional<String> text = body.optionalText("expires_at", TIME_LENGTH_MAX);
        try {
            return text.map(found -> Instant.parse(found).toEpochMilli()).orElse(0L);
        } catch (DateTimeException | ArithmeticException e) {
            body.reject(
                    "expires_at",
                    FieldError.INVALID_FIELD,
                    "expires_at must be a time like 2026-01-31T23:59:59.042Z");
            return 0;
        }
    }

    /** @param by who gives them */
    public CompletionStage<Answer> override(long account, Rates wanted, String by) {
        return tell(new FeeCommand.OverrideFees(account, wanted.override(), by, wanted.reason()));
    }

    /** @param by who ends them */
    public CompletionStage<Answer> end(long account, End wanted, String by) {
        return tell(new FeeCommand.EndFeeOverride(account, wanted.symbol(), by, wanted.reason()));
    }

    private CompletionStage<Answer> tell(FeeCommand command) {
        return ask(command)
                .thenApply(reply -> reply instanceof LedgerReply.Fees found
                        ? Answer.ok(json(command.account(), found.terms(), Optional.empty()))
                        : OrderAnswers.refusal(reply));
    }

    private String json(long account, FeeTerms terms, Optional<BigDecimal> volume) {
        JsonWriter json = new JsonWriter(1_024)
                .beginObject()
                .text("user_id", AccountIds.toUuid(account).toString())
                .number("level", terms.level().number());
        volume.ifPresent(found -> appendVolume(json, found));
        json.name("markets").beginArray();
        long now = clock.millis();
        markets.all().forEach(rules -> append(json, terms, rules, now));
        json.endArray().name("overrides").beginArray();
        terms.overrides().forEach(each -> append(json, each));
        return json.endArray().endObject().toString();
    }

    private void appendVolume(JsonWriter json, BigDecimal volume) {
        FeeSchedule schedule = count.schedule();
        json.text("volume_30d", plain(volume)).text("volume_asset", schedule.volumeAsset());
        json.name("next_level");
        schedule.next(volume)
                .ifPresentOrElse(
                        next -> json.beginObject()
                                .number("level", next.level().number())
                                .text("volume", plain(next.volume()))
                                .decimalText("maker_share", next.level().makerShare(), RATE_SCALE)
                                .decimalText("taker_share", next.level().takerShare(), RATE_SCALE)
                                .endObject(),
                        json::nothing);
    }

    private static void append(JsonWriter json, FeeTerms terms, MarketRules rules, long now) {
        boolean overridden = terms.override(rules.symbol(), now).isPresent();
        String source = overridden ? "OVERRIDE" : terms.level().number() > 0 ? "LEVEL" : "MARKET";
        json.beginObject()
                .text("symbol", rules.symbol())
                .decimalText("maker_fee", terms.makerFee(rules, now), RATE_SCALE)
                .decimalText("taker_fee", terms.takerFee(rules, now), RATE_SCALE)
                .text("source", source)
                .endObject();
    }

    private static void append(JsonWriter json, FeeOverride override) {
        json.beginObject();
        if (override.symbol().isEmpty()) {
            json.nothing("symbol");
        } else {
            json.text("symbol", override.symbol());
        }
        json.decimalText("maker_fee", override.makerFee(), RATE_SCALE)
                .decimalText("taker_fee", override.takerFee(), RATE_SCALE);
        if (override.expiresAt() == 0) {
            json.nothing("expires_at");
        } else {
            json.time("expires_at", override.expiresAt());
        }
        json.endObject();
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
