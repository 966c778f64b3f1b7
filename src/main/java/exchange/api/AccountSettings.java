package exchange.api;

import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.market.AccountIds;
import exchange.market.AccountTier;
import exchange.market.SelfTradePrevention;
import exchange.wire.Fields;
import exchange.wire.InvalidFields;
import exchange.wire.JsonWriter;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What holds for an account as a whole: what its user sets, and the tier that admins set. */
public final class AccountSettings {
    private static final long ASK_MILLIS = 10_000;
    private static final List<String> TIERS =
            Arrays.stream(AccountTier.values()).map(AccountTier::text).toList();

    private final LedgerClient ledgers;
    private final Clock clock;

    public AccountSettings(LedgerClient ledgers, Clock clock) {
        this.ledgers = ledgers;
        this.clock = clock;
    }

    /** The settings of the account. */
    public CompletionStage<Answer> of(long account) {
        return ask(new LedgerCommand.GetSettings(account)).thenApply(AccountSettings::answer);
    }

    /**
     * Changes them to what these fields say.
     *
     * @throws InvalidFields with every mistake found
     */
    public CompletionStage<Answer> change(long account, Fields body) {
        SelfTradePrevention prevention =
                body.oneOf("self_trade_prevention", SelfTradePrevention.class);
        body.done();
        return ask(new LedgerCommand.SetSelfTradePrevention(account, prevention))
                .thenApply(AccountSettings::answer);
    }

    /**
     * The tier in these fields.
     *
     * @throws InvalidFields with every mistake found
     */
    public AccountTier tier(Fields body) {
        String tier = body.choice("tier", TIERS);
        body.done();
        return AccountTier.values()[TIERS.indexOf(tier)];
    }

    /**
     * Sets the tier; whether there is such a user is not asked here.
     *
     * @param by who asked for it
     */
    public CompletionStage<Answer> changeTier(long account, AccountTier tier, String by) {
        return ask(new LedgerCommand.SetTier(account, tier, by))
                .thenApply(reply -> tierAnswer(account, reply));
    }

    /** The tier of the account. */
    public CompletionStage<Answer> tierOf(long account) {
        return ask(new LedgerCommand.GetSettings(account))
                .thenApply(reply -> tierAnswer(account, reply));
    }

    /** Whether no limits hold for the account. */
    public CompletionStage<Boolean> isUnlimited(long account) {
        return ask(new LedgerCommand.GetSettings(account))
                .thenApply(reply -> reply instanceof LedgerReply.Settings found
                        && found.tier() == AccountTier.UNLIMITED);
    }

    private CompletionStage<LedgerReply> ask(LedgerCommand command) {
        return ledgers.ask(command, clock.millis() + ASK_MILLIS);
    }

    private static Answer answer(LedgerReply reply) {
        return reply instanceof LedgerReply.Settings found
                ? Answer.ok(new JsonWriter()
                        .beginObject()
                        .text(
                                "self_trade_prevention",
                                found.selfTradePrevention().name())
                        .text("tier", found.tier().text())
                        .endObject()
                        .toString())
                : OrderAnswers.refusal(reply);
    }

    private static Answer tierAnswer(long account, LedgerReply reply) {
        return reply instanceof LedgerReply.Settings found
                ? Answer.ok(new JsonWriter()
                        .beginObject()
                        .text("user_id", AccountIds.toUuid(account).toString())
                        .text("tier", found.tier().text())
                        .endObject()
                        .toString())
                : OrderAnswers.refusal(reply);
    }
}
