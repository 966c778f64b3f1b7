package exchange.api;

import exchange.accounts.HoldView;
import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.market.FundsRequestIds;
import exchange.market.OrderIds;
import exchange.wire.Fields;
import exchange.wire.JsonWriter;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of an account's money is held, and for what: from its ledger, page by page. */
public final class OpenHolds {
    private static final long ASK_MILLIS = 10_000;
    private static final int HOLDS = 100;
    private static final int HOLDS_MAX = 1_000;
    private static final int CURSOR_LENGTH_MAX = 30;
    private static final Pattern CURSOR = Pattern.compile("(ORDER|WITHDRAWAL)-(\\d{1,18})");

    private final LedgerClient ledgers;
    private final Markets markets;
    private final Clock clock;

    /** Which page is wanted. */
    public record Wanted(HoldView.Place after, int limit) {}

    OpenHolds(LedgerClient ledgers, Markets markets, Clock clock) {
        this.ledgers = ledgers;
        this.markets = markets;
        this.clock = clock;
    }

    /** The parameters of a query. The caller calls their done. */
    public static Wanted wanted(Fields query) {
        return new Wanted(
                after(query), (int) query.optionalWhole("limit", 1, HOLDS_MAX).orElse(HOLDS));
    }

    private static HoldView.Place after(Fields query) {
        Optional<String> text = query.optionalText("after", CURSOR_LENGTH_MAX);
        if (text.isEmpty()) {
            return HoldView.Place.START;
        }
        Matcher cursor = CURSOR.matcher(text.get());
        if (cursor.matches()) {
            return new HoldView.Place(
                    HoldView.Kind.valueOf(cursor.group(1)), Long.parseLong(cursor.group(2)));
        }
        Amounts.invalid(query, "after", "must be the next of another page");
        return HoldView.Place.START;
    }

    public CompletionStage<Answer> page(long account, Wanted wanted) {
        return ledgers.ask(
                        new LedgerCommand.GetHolds(account, wanted.after(), wanted.limit()),
                        clock.millis() + ASK_MILLIS)
                .thenApply(reply -> reply instanceof LedgerReply.HoldPage page
                        ? Answer.ok(json(page))
                        : OrderAnswers.refusal(reply));
    }

    private String json(LedgerReply.HoldPage page) {
        JsonWriter json = new JsonWriter(64 + page.holds().size() * 160)
                .beginObject()
                .name("holds")
                .beginArray();
        page.holds().forEach(hold -> append(json.beginObject(), hold).endObject());
        json.endArray();
        if (page.isLast()) {
            json.nothing("next");
        } else {
            HoldView.Place last = page.holds().getLast().place();
            json.text("next", last.kind() + "-" + last.id());
        }
        return json.endObject().toString();
    }

    private JsonWriter append(JsonWriter json, HoldView hold) {
        long id = hold.place().id();
        json.text("kind", hold.place().kind().name());
        switch (hold.place().kind()) {
            case ORDER ->
                json.text("order_id", OrderIds.toUuid(id).toString()).text("symbol", hold.symbol());
            case WITHDRAWAL ->
                json.text("withdrawal_id", FundsRequestIds.toUuid(id).toString());
        }
        int scale = markets.asset(hold.asset())
                .orElseThrow(() -> new IllegalStateException(
                        "the directory of assets does not know " + hold.asset()))
                .scale();
        return json.text("asset", hold.asset())
                .decimalText("amount", hold.amount(), scale)
                .time("since", hold.since());
    }
}
