package exchange.api;

import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.market.OrderIds;
import exchange.readside.AccountEvent;
import exchange.readside.Posting;
import exchange.readside.ReadSideQueries;
import exchange.wire.Fields;
import exchange.wire.JsonWriter;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Every posting of an account, page by page, as JSON or as CSV. A page that filters much looks at a
 * bounded number of events and then says where to go on, so it may be short or empty and not the
 * last.
 */
public final class AccountLedger {
    private static final long ASK_MILLIS = 10_000;
    private static final int POSTINGS = 500;
    private static final int POSTINGS_MAX = 1_000;
    private static final int EVENTS_PER_QUERY = 1_000;
    private static final int QUERIES_PER_PAGE = 5;
    private static final int NAME_LENGTH_MAX = 25;
    private static final List<String> FORMATS = List.of("json", "csv");
    private static final String CSV_HEAD =
            "sequence,time,kind,asset,available,held,symbol,order_id,trade_number,reference\r\n";

    private final LedgerClient ledgers;
    private final ReadSideQueries tables;
    private final Markets markets;
    private final Clock clock;

    /**
     * What somebody wants to see.
     *
     * @param after the sequence after which the page begins, oldest first; empty for the newest
     * @param before below which a page that has the newest first begins
     * @param start before which nothing is wanted, epoch milliseconds
     * @param end from which on nothing is wanted
     */
    public record Wanted(
            OptionalLong after,
            long before,
            int limit,
            Optional<String> asset,
            Optional<String> kind,
            Optional<String> symbol,
            long start,
            long end,
            boolean isCsv) {

        /** Whether nothing that comes after that event is wanted, in the order of the page. */
        boolean endsBefore(AccountEvent event) {
            return after.isPresent() ? event.time() >= end : event.time() < start;
        }

        boolean has(Posting posting) {
            return asset.filter(wanted -> !wanted.equals(posting.asset())).isEmpty()
                    && kind.filter(wanted -> !wanted.equals(posting.kind().name()))
                            .isEmpty()
                    && symbol.filter(wanted -> !wanted.equals(posting.symbol())).isEmpty()
                    && posting.time() >= start
                    && posting.time() < end;
        }
    }

    /**
     * A page in the form that was wanted.
     *
     * @param next where the next page begins; empty when there is none
     */
    public record Page(Answer answer, boolean isCsv, OptionalLong next) {}

    private record Found(List<Posting> postings, OptionalLong next) {}

    AccountLedger(LedgerClient ledgers, ReadSideQueries tables, Markets markets, Clock clock) {
        this.ledgers = ledgers;
        this.tables = tables;
        this.markets = markets;
        this.clock = clock;
    }

    /** The parameters of a query. The caller calls their done. */
    public static Wanted wanted(Fields query) {
        List<String> kinds = new ArrayList<>();
        for (Posting.Kind kind : Posting.Kind.values()) {
            kinds.add(kind.name());
        }
        return new Wanted(
                query.optionalWhole("after", 0, Long.MAX_VALUE / 2),
                query.optionalWhole("before", 1, Long.MAX_VALUE / 2).orElse(Long.MAX_VALUE),
                (int) query.optionalWhole("limit", 1, POSTINGS_MAX).orElse(POSTINGS),
                query.optionalText("asset", NAME_LENGTH_MAX),
                query.optionalChoice("kind", kinds),
                query.optionalText("symbol", NAME_LENGTH_MAX),
                query.optionalTime("start"),
                query.has("end") ? query.optionalTime("end") : Long.MAX_VALUE,
                query.optionalChoice("format", FORMATS).filter("csv"::equals).isPresent());
    }

    /** What was answered by a place, cancel or deposit is in the owner's next page. */
    public CompletionStage<Page> page(long account, Wanted wanted) {
        return ledgers.ask(new LedgerCommand.GetBalances(account), clock.millis() + ASK_MILLIS)
                .thenCompose(reply -> {
                    if (!(reply instanceof LedgerReply.Balances balances)) {
                        return CompletableFuture.completedStage(
                                new Page(OrderAnswers.refusal(reply), false, OptionalLong.empty()));
                    }
                    long last = balances.accountSequence();
                    long from = wanted.after().isPresent()
                            ? wanted.after().getAsLong()
                            : Math.min(wanted.before(), last + 1);
                    return HistoryUnavailable.orFail(tables.waitForAccount(
                                    account, last, OrderQueries.TABLES_WAIT)
                            .thenCompose(done -> scan(account, wanted, from, new ArrayList<>(), 1))
                            .thenApply(found -> page(wanted, found)));
                });
    }

    /** One query after the other, until the page is full or enough was looked at. */
    private CompletionStage<Found> scan(
            long account, Wanted wanted, long from, List<Posting> postings, int queries) {
        boolean isForward = wanted.after().isPresent();
        CompletionStage<List<AccountEvent>> events = isForward
                ? tables.accountEvents(account, from, EVENTS_PER_QUERY)
                : tables.accountEventsBefore(account, from, EVENTS_PER_QUERY);
        return events.thenCompose(found -> {
            long last = from;
            for (AccountEvent event : found) {
                if (wanted.endsBefore(event)) {
                    return done(postings, OptionalLong.empty());
                }
                if (postings.size() >= wanted.limit()) {
                    return done(postings, OptionalLong.of(last));
                }
                Posting.of(event, markets::rules).stream()
                        .filter(wanted::has)
                        .forEach(postings::add);
                last = event.sequence();
            }
            boolean isEnd = isForward ? found.size() < EVENTS_PER_QUERY : last <= 1;
            if (isEnd || found.isEmpty()) {
                return done(postings, OptionalLong.empty());
            }
            return queries == QUERIES_PER_PAGE
                    ? done(postings, OptionalLong.of(last))
                    : scan(account, wanted, last, postings, queries + 1);
        });
    }

    private static CompletionStage<Found> done(List<Posting> postings, OptionalLong next) {
        return CompletableFuture.completedStage(new Found(postings, next));
    }

    private Page page(Wanted wanted, Found found) {
        return wanted.isCsv()
                ? new Page(Answer.ok(csv(found.postings())), true, found.next())
                : new Page(Answer.ok(json(found)), false, found.next());
    }

    private String json(Found found) {
        JsonWriter json = new JsonWriter(64 + found.postings().size() * 200)
                .beginObject()
                .name("postings")
                .beginArray();
        for (Posting posting : found.postings()) {
            int scale = scale(posting.asset());
            json.beginObject()
                    .number("sequence", posting.sequence())
                    .time("time", posting.time())
                    .text("kind", posting.kind().name())
                    .text("asset", posting.asset())
                    .decimalText("available", posting.available(), scale)
                    .decimalText("held", posting.held(), scale);
            if (posting.orderId() > 0) {
                json.text("symbol", posting.symbol()).text("order_id", order(posting));
            }
            if (posting.tradeNumber() > 0) {
                json.number("trade_number", posting.tradeNumber());
            }
            if (!posting.note().isEmpty()) {
                json.text("reference", posting.note());
            }
            json.endObject();
        }
        json.endArray().name("next");
        if (found.next().isPresent()) {
            json.number(found.next().getAsLong());
        } else {
            json.nothing();
        }
        return json.endObject().toString();
    }

    private String csv(List<Posting> postings) {
        StringBuilder out = new StringBuilder(64 + postings.size() * 128).append(CSV_HEAD);
        for (Posting posting : postings) {
            int scale = scale(posting.asset());
            out.append(posting.sequence()).append(',');
            out.append(JsonWriter.time(posting.time())).append(',');
            out.append(posting.kind()).append(',').append(posting.asset()).append(',');
            out.append(decimal(posting.available(), scale)).append(',');
            out.append(decimal(posting.held(), scale)).append(',');
            out.append(posting.symbol()).append(',');
            out.append(posting.orderId() > 0 ? order(posting) : "").append(',');
            out.append(posting.tradeNumber() > 0 ? "" + posting.tradeNumber() : "")
                    .append(',');
            out.append(quoted(posting.note())).append("\r\n");
        }
        return out.toString();
    }

    /** Text of others must be neither a column of its own nor a formula of a spreadsheet. */
    private static String quoted(String text) {
        if (text.isEmpty()) {
            return "";
        }
        boolean isFormula = "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return "\"" + (isFormula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }

    private static String order(Posting posting) {
        return OrderIds.toUuid(posting.orderId()).toString();
    }

    private static String decimal(long units, int scale) {
        BigDecimal amount = BigDecimal.valueOf(units, scale).stripTrailingZeros();
        return amount.signum() == 0 ? "0" : amount.toPlainString();
    }

    private int scale(String asset) {
        return markets.asset(asset)
                .orElseThrow(() ->
                        new IllegalStateException("the directory of assets does not know " + asset))
                .scale();
    }
}
