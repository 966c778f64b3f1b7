package exchange.ws;

import exchange.accounts.LedgerReply;
import exchange.api.AccountEventJson;
import exchange.api.Answer;
import exchange.api.Markets;
import exchange.readside.AccountEvent;
import exchange.readside.AccountPage.OrderName;
import exchange.wire.JsonWriter;

import java.util.List;
import java.util.Map;

/** The messages of the channel about the client's own account. */
final class AccountJson {
    private AccountJson() {}

    /**
     * The answer to who follows it.
     *
     * @param sequence after which events come
     * @param last the account's last event
     */
    static Answer followed(long sequence, long last) {
        return Answer.ok(new JsonWriter(96)
                .beginObject()
                .text("channel", Operation.ACCOUNT)
                .number("sequence", sequence)
                .number("last_sequence", last)
                .endObject()
                .toString());
    }

    static Answer left() {
        return Answer.ok(new JsonWriter(32)
                .beginObject()
                .text("channel", Operation.ACCOUNT)
                .endObject()
                .toString());
    }

    static String snapshot(LedgerReply.AccountState state, long time, Markets markets) {
        JsonWriter json = begin("snapshot", 256 + 640 * state.orders().size())
                .number("sequence", state.accountSequence())
                .time("time", time);
        AccountEventJson.append(json, state, markets);
        return json.endObject().toString();
    }

    static String update(
            long previous,
            List<AccountEvent> events,
            Map<Long, OrderName> orders,
            Markets markets) {
        JsonWriter json = begin("update", 128 + 400 * events.size())
                .number("previous_sequence", previous)
                .number("sequence", events.getLast().sequence());
        AccountEventJson.append(json.name("events"), events, orders, markets);
        return json.endObject().toString();
    }

    static String heartbeat(long sequence, long time) {
        return begin("heartbeat", 96)
                .number("sequence", sequence)
                .time("time", time)
                .endObject()
                .toString();
    }

    private static JsonWriter begin(String type, int size) {
        return new JsonWriter(size)
                .beginObject()
                .text("channel", Operation.ACCOUNT)
                .text("type", type);
    }
}
