package exchange.drill;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.market.OrderIds;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Follows an account over all its connections, each time from the last event that it has. Knows
 * how often it was told of each fill, and whether a number was missing or came twice.
 */
final class AccountEar extends ClientSocket {
    private static final int OK = 200;
    private static final int NOT_REACHED = 409;
    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final long account;
    private final Map<Fill, Integer> fills = new TreeMap<>(AccountEar::compare);
    private final List<String> violations = new ArrayList<>();
    private long last;
    private boolean isRefused;
    private long refusedNanos;

    AccountEar(HttpClient http, List<URI> nodes, int first, TradingAccount account) {
        super(http, nodes, first, account.token());
        this.account = account.account();
    }

    private static int compare(Fill one, Fill other) {
        int byTrade = Long.compare(one.trade(), other.trade());
        int bySymbol = byTrade != 0 ? byTrade : one.symbol().compareTo(other.symbol());
        return bySymbol != 0 ? bySymbol : Long.compare(one.orderId(), other.orderId());
    }

    long account() {
        return account;
    }

    @Override
    synchronized void tick(long now) {
        super.tick(now);
        if (isRefused && now - refusedNanos > ASK_AGAIN_NANOS) {
            opened();
        }
    }

    @Override
    void opened() {
        isRefused = false;
        send("{\"op\":\"resume\",\"id\":1,\"after\":" + last + "}");
    }

    @Override
    void heard(JsonNode message) {
        int status = message.path("status").asInt(OK);
        if (status != OK) {
            // A node that is behind, or whose ledger is away for long, says so.
            if (status != NOT_REACHED && status / 100 != 5) {
                violations.add("account " + account + " cannot resume: " + message);
            }
            isRefused = true;
            refusedNanos = System.nanoTime();
            return;
        }
        if (message.path("type").asText().equals("update")) {
            require(last, message.get("previous_sequence").asLong(), "previous_sequence");
            message.get("events").forEach(this::take);
        }
    }

    private void take(JsonNode event) {
        require(last + 1, event.get("sequence").asLong(), "an event");
        last = event.get("sequence").asLong();
        if (event.get("type").asText().equals("order_filled")) {
            Optional<Long> orderId = OrderIds.parse(event.get("order_id").asText());
            fills.merge(
                    new Fill(
                            event.get("symbol").asText(),
                            event.get("engine_trade_id").asLong(),
                            orderId.orElseThrow()),
                    1,
                    Integer::sum);
        }
    }

    private void require(long expected, long found, String what) {
        if (expected != found) {
            violations.add("account " + account + " was told " + what + " with number " + found
                    + ", expected " + expected);
        }
    }

    /** How often it was told of each fill. */
    synchronized Map<Fill, Integer> fills() {
        return Map.copyOf(fills);
    }

    /** What was wrong since it was asked last. */
    synchronized List<String> takeViolations() {
        List<String> taken = List.copyOf(violations);
        violations.clear();
        return taken;
    }
}
