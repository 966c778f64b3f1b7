package exchange.api;

import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.accounts.TransferView;
import exchange.market.Asset;
import exchange.market.RejectReason;
import exchange.market.TransferStatus;
import exchange.readside.ReadSideQueries;
import exchange.readside.TransferRow;
import exchange.wire.Fields;
import exchange.wire.InvalidFields;
import exchange.wire.JsonWriter;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Money from one account to another, and what came of it. A transfer that got no answer in time is
 * in doubt until its final moment; its reference asks for it, or sends it once more, and never
 * twice.
 */
public final class Transfers {
    private static final long ASK_MILLIS = 10_000;
    private static final int REFERENCE_LENGTH_MAX = 100;
    private static final int NOTE_LENGTH_MAX = 100;
    private static final int RECEIVER_LENGTH_MAX = 254;
    private static final int NAME_LENGTH_MAX = 12;
    private static final int ROWS = 100;
    private static final String TOO_LATE =
            "the transfer's deadline passed before it arrived; the sender has the money";
    private static final int ROWS_MAX = 1_000;

    private final LedgerClient ledgers;
    private final ReadSideQueries tables;
    private final Markets markets;
    private final Clock clock;

    /**
     * A transfer as a client asks for it, checked.
     *
     * @param to the receiver's id or email
     */
    public record Wanted(String to, Asset asset, long amount, String reference, String note) {}

    /** @param before the event below which the page begins */
    public record Page(Optional<String> asset, long before, int limit) {}

    Transfers(LedgerClient ledgers, ReadSideQueries tables, Markets markets, Clock clock) {
        this.ledgers = ledgers;
        this.tables = tables;
        this.markets = markets;
        this.clock = clock;
    }

    /**
     * The transfer in these fields. Whether there is such a receiver is not asked here.
     *
     * @throws InvalidFields with every mistake found
     */
    public Wanted parse(Fields body) {
        String to = body.text("to", RECEIVER_LENGTH_MAX);
        Optional<Asset> asset = Amounts.asset(body, markets);
        long amount = Amounts.units(body, asset);
        String reference = body.text("reference", REFERENCE_LENGTH_MAX);
        String note = body.optionalText("note", NOTE_LENGTH_MAX).orElse("");
        body.done();
        return new Wanted(to, asset.orElseThrow(), amount, reference, note);
    }

    /** There is nobody of that name. */
    public static Answer nobody() {
        return Errors.refused(RejectReason.UNKNOWN_RECEIVER, "to");
    }

    /**
     * Sends it, once per reference.
     *
     * @param to the receiver's account
     * @param by who asked for it
     */
    public CompletionStage<Answer> send(long account, long to, Wanted wanted, String by) {
        long finalAt = clock.millis() + ASK_MILLIS;
        LedgerCommand.Transfer command = new LedgerCommand.Transfer(
                account,
                to,
                wanted.asset().name(),
                wanted.amount(),
                wanted.reference(),
                wanted.note(),
                finalAt,
                by);
        return ledgers.ask(command, finalAt).thenApply(reply -> answer(reply, command));
    }

    private Answer answer(LedgerReply reply, LedgerCommand.Transfer command) {
        if (reply instanceof LedgerReply.Transferred found) {
            TransferView transfer = found.transfer();
            return transfer.status() == TransferStatus.RETURNED
                    ? refused(RejectReason.valueOf(transfer.reason()), "")
                    : Answer.ok(json(transfer, found.duplicate()));
        }
        return reply instanceof LedgerReply.Refused refused
                ? refused(refused.reason(), refused.field())
                : pending("UNKNOWN", command.reference(), command.notAfter());
    }

    /** A refusal in the words of transfers, where those of orders would mislead. */
    static Answer refused(RejectReason reason, String field) {
        return reason == RejectReason.TOO_LATE
                ? Errors.answer(Errors.status(reason), reason.name(), TOO_LATE)
                : Errors.refused(reason, field);
    }

    private static Answer pending(String status, String reference, long finalAt) {
        return Answer.accepted(new JsonWriter()
                .beginObject()
                .text("status", status)
                .text("reference", reference)
                .time("final_at", finalAt)
                .endObject()
                .toString());
    }

    /**
     * A transfer that the account sent, by its reference.
     *
     * @param finalAt the moment a 202 gave for it, epoch milliseconds; 0 for none
     */
    public CompletionStage<Answer> byReference(long account, String reference, long finalAt) {
        return ledgers.ask(
                        new LedgerCommand.GetTransfer(account, reference, finalAt),
                        clock.millis() + ASK_MILLIS)
                .thenApply(reply -> {
                    if (reply instanceof LedgerReply.NotFound none) {
                        return notFound(none.finalAnswer());
                    }
                    return reply instanceof LedgerReply.Transferred found
                            ? Answer.ok(json(found.transfer(), false))
                            : OrderAnswers.refusal(reply);
                });
    }

    private static Answer notFound(boolean isFinal) {
        String text = "there is no transfer with this reference";
        String body = new JsonWriter()
                .beginObject()
                .text("message", text)
                .text("error", "NOT_FOUND")
                .text("detail", text)
                .flag("final", isFinal)
                .endObject()
                .toString();
        return new Answer(404, body, 0);
    }

    /** The parameters of a query. The caller calls their done. */
    public static Page page(Fields query) {
        return new Page(
                query.optionalText("asset", NAME_LENGTH_MAX),
                query.optionalWhole("before", 1, Long.MAX_VALUE / 2).orElse(Long.MAX_VALUE),
                (int) query.optionalWhole("limit", 1, ROWS_MAX).orElse(ROWS));
    }

    /** What was answered by a transfer is in its sender's next page. */
    public CompletionStage<Answer> list(long account, Page page) {
        return ledgers.ask(new LedgerCommand.GetBalances(account), clock.millis() + ASK_MILLIS)
                .thenCompose(reply -> {
                    if (!(reply instanceof LedgerReply.Balances balances)) {
                        return CompletableFuture.completedStage(OrderAnswers.refusal(reply));
                    }
                    return HistoryUnavailable.orFail(tables.waitForAccount(
                                    account, balances.accountSequence(), OrderQueries.TABLES_WAIT)
                            .thenCompose(done -> tables.transfers(
                                    account, page.asset(), page.before(), page.limit()))
                            .thenApply(rows -> Answer.ok(json(account, rows, page.limit()))));
                });
    }

    private String json(TransferView transfer, boolean duplicate) {
        JsonWriter json = new JsonWriter().beginObject().name("transfer").beginObject();
        TransferJson.append(json, transfer, scale(transfer.asset()));
        json.endObject();
        if (duplicate) {
            json.flag("duplicate", true);
        }
        return json.endObject().toString();
    }

    private String json(long account, List<TransferRow> rows, int limit) {
        JsonWriter json = new JsonWriter(64 + rows.size() * 400)
                .beginObject()
                .name("transfers")
                .beginArray();
        for (TransferRow row : rows) {
            json.beginObject();
            TransferJson.append(json, account, row, scale(row.asset()));
            json.endObject();
        }
        json.endArray().name("next");
        if (rows.size() < limit) {
            json.nothing();
        } else {
            json.number(rows.getLast().sequence());
        }
        return json.endObject().toString();
    }

    private int scale(String asset) {
        return markets.asset(asset)
                .orElseThrow(() ->
                        new IllegalStateException("the directory of assets does not know " + asset))
                .scale();
    }
}
