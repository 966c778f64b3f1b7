package exchange.api;

import exchange.accounts.FundsRequestView;
import exchange.market.FundsRequestKind;
import exchange.market.FundsRequestStatus;
import exchange.readside.FundsRequestSelect;
import exchange.readside.FundsRequestSelect.Position;
import exchange.wire.Fields;
import exchange.wire.JsonWriter;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists of withdrawals and adjustments, page by page, the newest first. */
final class FundsRequestPages {
    private static final int ROWS = 100;
    private static final int ROWS_MAX = 1_000;
    private static final int CURSOR_LENGTH_MAX = 40;
    private static final Pattern CURSOR = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    private FundsRequestPages() {}

    /** The parameters of a query. The caller calls their done. */
    static FundsRequestSelect wanted(FundsRequestKind kind, OptionalLong account, Fields query) {
        return new FundsRequestSelect(
                kind,
                account,
                query.optionalOneOf("status", FundsRequestStatus.class),
                before(query),
                (int) query.optionalWhole("limit", 1, ROWS_MAX).orElse(ROWS));
    }

    private static Position before(Fields query) {
        Optional<String> text = query.optionalText("before", CURSOR_LENGTH_MAX);
        if (text.isEmpty()) {
            return Position.END;
        }
        Matcher cursor = CURSOR.matcher(text.get());
        if (cursor.matches()) {
            return new Position(Long.parseLong(cursor.group(1)), Long.parseLong(cursor.group(2)));
        }
        Amounts.invalid(query, "before", "must be the next of another page");
        return Position.END;
    }

    static Answer answer(
            FundsRequestSelect wanted,
            List<FundsRequestView> found,
            FundsRequestJson requests,
            boolean forAdmin) {
        JsonWriter json = new JsonWriter(128 + found.size() * 400)
                .beginObject()
                .name(FundsRequestJson.name(wanted.kind()) + "s")
                .beginArray();
        found.forEach(
                each -> requests.append(json.beginObject(), each, forAdmin).endObject());
        json.endArray();
        if (found.size() < wanted.limit()) {
            json.nothing("next");
        } else {
            FundsRequestView last = found.getLast();
            json.text("next", last.requestedAt() + "-" + last.terms().requestId());
        }
        return Answer.ok(json.endObject().toString());
    }
}
