package exchange.drill;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.market.RejectReason;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A client that places and cancels over one socket, and behaves as the documents tell it: after a
 * cut it sends everything unanswered again in its order, and what it was told to be UNKNOWN it asks
 * for until it knows.
 */
abstract class OrderClient extends ClientSocket {
    private static final int OPS_PER_FRAME = 50;
    private static final int OK = 200;
    private static final int UNKNOWN = 202;
    private static final int NOT_FOUND = 404;
    private static final int BUSY = 503;
    private static final long ASK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final String prefix;
    private final Map<Long, Asked> unanswered = new LinkedHashMap<>();
    private final List<Asked> unknown = new ArrayList<>();
    private final Map<Long, Asked> questions = new LinkedHashMap<>();
    private final List<Asked> all = new ArrayList<>();
    private long ids;
    private long timeoutMillis;
    private long askedNanos;
    private int busy;

    /** @param prefix makes its client order ids unique */
    OrderClient(HttpClient http, List<URI> nodes, int first, String token, String prefix) {
        super(http, nodes, first, token);
        this.prefix = prefix;
    }

    /** How long the exchange may take over an order from now on. */
    final synchronized void patience(long millis) {
        timeoutMillis = millis;
    }

    /** Something was answered for good. */
    abstract void answered(Asked asked, long now);

    /** @param order JSON without the braces and the client order id */
    final synchronized Asked place(String order) {
        return place(order, timeoutMillis);
    }

    /** With another patience than usual. */
    final synchronized Asked place(String order, long ownTimeoutMillis) {
        long id = ++ids;
        String name = prefix + id;
        String text = "{\"op\":\"place\",\"id\":" + id + ",\"order\":{" + order
                + ",\"client_order_id\":\"" + name + "\",\"timeout_ms\":" + ownTimeoutMillis + "}}";
        return ask(new Asked(id, true, name, text));
    }

    final synchronized void cancel(Asked placed) {
        long id = ++ids;
        String text = "{\"op\":\"cancel\",\"id\":" + id + ",\"client_order_id\":\""
                + placed.clientOrderId() + "\"}";
        ask(new Asked(id, false, placed.clientOrderId(), text));
    }

    private Asked ask(Asked asked) {
        all.add(asked);
        unanswered.put(asked.id(), asked);
        send(asked.text());
        return asked;
    }

    @Override
    synchronized void tick(long now) {
        super.tick(now);
        if (isOpen() && !unknown.isEmpty() && now - askedNanos > ASK_NANOS) {
            askedNanos = now;
            questions.clear();
            unknown.stream().limit(OPS_PER_FRAME).forEach(asked -> {
                questions.put(++ids, asked);
                send("{\"op\":\"get_order\",\"id\":" + ids + ",\"client_order_id\":\""
                        + asked.clientOrderId() + "\",\"final_at\":\"" + asked.finalAt() + "\"}");
            });
        }
    }

    @Override
    final void opened() {
        List<String> texts = unanswered.values().stream().map(Asked::text).toList();
        for (int from = 0; from < texts.size(); from += OPS_PER_FRAME) {
            int to = Math.min(texts.size(), from + OPS_PER_FRAME);
            send("[" + String.join(",", texts.subList(from, to)) + "]");
        }
    }

    @Override
    final void heard(JsonNode message) {
        if (!message.has("status")) {
            return;
        }
        long id = message.path("id").asLong();
        Asked question = questions.remove(id);
        if (question != null) {
            learned(question, message);
            return;
        }
        Asked asked = unanswered.remove(id);
        if (asked != null) {
            told(asked, message.get("status").asInt(), message.path("result"));
        }
    }

    private void told(Asked asked, int status, JsonNode result) {
        if (status == UNKNOWN && asked.isPlace()) {
            asked.unknown(result.path("final_at").asText());
            unknown.add(asked);
            return;
        }
        if (status == OK) {
            String place = result.at("/order/id").asText();
            asked.acknowledged(asked.isPlace() ? place : result.path("order_id").asText(), "");
        } else {
            busy += status == BUSY ? 1 : 0;
            asked.refused(status + " " + result.path("error").asText());
        }
        answered(asked, System.nanoTime());
    }

    /** What came of something that was UNKNOWN. */
    private void learned(Asked asked, JsonNode message) {
        int status = message.get("status").asInt();
        JsonNode result = message.path("result");
        if (status == OK && isRefusal(result.path("reason").asText())) {
            asked.refused(result.path("reason").asText());
        } else if (status == OK) {
            asked.acknowledged(result.path("id").asText(), "after UNKNOWN");
        } else if (status == NOT_FOUND && result.path("final").asBoolean()) {
            asked.absent(result.toString());
        } else {
            return;
        }
        unknown.remove(asked);
        answered(asked, System.nanoTime());
    }

    /** Its ledger knows it, but no book has taken it, in time or at all. */
    private static boolean isRefusal(String reason) {
        return Arrays.stream(RejectReason.values()).anyMatch(each -> each.name().equals(reason));
    }

    final synchronized int unansweredCount() {
        return unanswered.size() + unknown.size();
    }

    /** Refused because the exchange was busy. */
    final synchronized int busyCount() {
        return busy;
    }

    /** Everything that was asked for so far. */
    final synchronized List<Asked> all() {
        return List.copyOf(all);
    }
}
