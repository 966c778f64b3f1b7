package exchange.drill;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.load.LoadFailed;
import exchange.load.RestClient;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Follows a market's trades and every change of its depth. What trades it missed between two
 * connections it asks for, as the documents say; what a node that is a little behind the last one
 * tells again, it knows by the numbers. Knows whether one was missing or came twice.
 */
final class MarketEar extends ClientSocket {
    private static final int PAGE = 1_000;
    private static final long ASK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final String symbol;
    private final List<RestClient> rests;
    private final List<String> violations = new ArrayList<>();
    private long lastTrade;
    /** The last trade that this connection told. */
    private long told;

    private final DepthBook depth = new DepthBook();
    private boolean followsDepth;
    private boolean followsTrades;
    private boolean hasBegun;
    private final Queue<Gap> gaps = new ArrayDeque<>();
    private long askedNanos;

    /** Trades that happened between two connections and have to be asked for. */
    private static final class Gap {
        private long after;
        private final long until;

        private Gap(long after, long until) {
            this.after = after;
            this.until = until;
        }
    }

    MarketEar(HttpClient http, List<URI> nodes, int first, String symbol) {
        super(http, nodes, first, "");
        this.symbol = symbol;
        this.rests = nodes.stream().map(RestClient::new).toList();
    }

    String symbol() {
        return symbol;
    }

    /** The last trade that it was told of. */
    synchronized long lastTrade() {
        return lastTrade;
    }

    /** Whether it has every trade up to the last. */
    synchronized boolean hasAll() {
        return gaps.isEmpty();
    }

    @Override
    void opened() {
        followsDepth = false;
        followsTrades = false;
        for (String channel : List.of("trades", "depth-raw")) {
            send("{\"op\":\"subscribe\",\"channel\":\"" + channel + "\",\"symbol\":\"" + symbol
                    + "\"}");
        }
    }

    @Override
    void heard(JsonNode message) {
        switch (message.path("channel").asText()) {
            case "trades" -> heardTrades(message);
            case "depth-raw" -> heardDepth(message);
            default -> {}
        }
    }

    private void heardTrades(JsonNode message) {
        switch (message.path("type").asText()) {
            case "snapshot" -> {
                followsTrades = true;
                JsonNode trades = message.get("trades");
                long first = trades.isEmpty()
                        ? message.get("sequence").asLong() + 1
                        : trades.get(0).get("engine_trade_id").asLong();
                if (!hasBegun) {
                    hasBegun = true;
                    lastTrade = first - 1;
                } else if (first > lastTrade + 1) {
                    gaps.add(new Gap(lastTrade, first - 1));
                    lastTrade = first - 1;
                }
                told = first - 1;
                trades.forEach(this::hear);
            }
            case "update" -> {
                require(followsTrades, "an update of trades before the snapshot");
                long previous = message.get("previous_sequence").asLong();
                require(previous == told, "trades after " + previous + ", was told " + told);
                message.get("trades").forEach(this::hear);
            }
            default -> {}
        }
    }

    @Override
    synchronized void tick(long now) {
        super.tick(now);
        if (!gaps.isEmpty() && now - askedNanos > ASK_NANOS) {
            askedNanos = now;
            ask(gaps.peek());
        }
    }

    /** The tables, which may be far behind after a disaster, say so and are asked again. */
    private void ask(Gap gap) {
        String path = "/api/v1/markets/" + symbol + "/trades?after=" + gap.after + "&limit="
                + Math.min(PAGE, gap.until - gap.after);
        try {
            for (JsonNode trade : rests.get(at()).get(path, "")) {
                long number = trade.get("engine_trade_id").asLong();
                require(
                        number == gap.after + 1,
                        "on asking, of trade " + number + " after " + gap.after);
                gap.after = number;
            }
        } catch (LoadFailed e) {
            return;
        }
        if (gap.after >= gap.until) {
            gaps.remove();
        }
    }

    private void hear(JsonNode trade) {
        long number = trade.get("engine_trade_id").asLong();
        require(number == told + 1, "trade " + number + " after " + told);
        told = number;
        if (number > lastTrade) {
            take(trade);
        }
    }

    private void take(JsonNode trade) {
        long number = trade.get("engine_trade_id").asLong();
        require(number == lastTrade + 1, "trade " + number + " after " + lastTrade);
        lastTrade = number;
    }

    private void heardDepth(JsonNode message) {
        if (!message.has("type") || !followsDepth && !isSnapshot(message)) {
            return;
        }
        followsDepth = true;
        try {
            depth.take(message);
        } catch (AssertionError e) {
            violations.add("who follows the depth of " + symbol + " was told: " + e.getMessage());
        }
    }

    private static boolean isSnapshot(JsonNode message) {
        return message.get("type").asText().equals("snapshot");
    }

    /** Where its own book stands, and the best levels of it, as the REST route has them. */
    synchronized String depth(int levels) {
        return depth.sequence() + " " + best(depth.bids(), levels) + " "
                + best(depth.asks(), levels);
    }

    /** The same of an answer of REST. */
    static String depth(JsonNode answer) {
        return answer.get("sequence").asLong() + " " + DepthBook.levels(answer.get("bids")) + " "
                + DepthBook.levels(answer.get("asks"));
    }

    private static List<DepthBook.Level> best(List<DepthBook.Level> side, int levels) {
        return side.subList(0, Math.min(levels, side.size()));
    }

    private void require(boolean isSo, String otherwise) {
        if (!isSo) {
            violations.add("who follows " + symbol + " was told: " + otherwise);
        }
    }

    /** What was wrong since it was asked last. */
    synchronized List<String> takeViolations() {
        List<String> taken = List.copyOf(violations);
        violations.clear();
        return taken;
    }
}
