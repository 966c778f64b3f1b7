package exchange.load;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.load.FlowFile.Row;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Plays a recorded flow through one socket of one funded account, in file order, with many
 * operations in flight. The file's order id is the client_order_id. A cancel of an id that the file
 * has not placed yet is not sent.
 */
public final class Replay {
    private static final String USD_FUNDS = "10000000";
    private static final String BASE_FUNDS = "10000";
    private static final int TIMEOUT_MILLIS = 300_000;

    private final RestClient rest;
    private final String market;
    private final int window;
    private final Duration patience;
    private final Consumer<JsonNode> acknowledgements;
    private final Latencies latencies = new Latencies();
    private long ok;
    private long unknownOrders;
    private long refused;
    private String firstRefusal = "";

    /** @param acknowledgements hears every answer, as it comes */
    public Replay(
            RestClient rest,
            String market,
            int window,
            Duration patience,
            Consumer<JsonNode> acknowledgements) {
        this.rest = rest;
        this.market = market;
        this.window = window;
        this.patience = patience;
        this.acknowledgements = acknowledgements;
    }

    /**
     * What a replay came to.
     *
     * @param unknownOrders cancels that found nothing to cancel, sent or not
     * @param refused answers that were neither 200 nor an unknown order's
     */
    public record Result(
            RestClient.User user,
            long commands,
            long ok,
            long unknownOrders,
            long refused,
            String firstRefusal,
            int reconnects,
            double seconds,
            Latencies latencies) {

        public double commandsPerSecond() {
            return commands / seconds;
        }
    }

    /** Makes the account that a replay uses. */
    public RestClient.User fundedAccount(String adminToken) {
        RestClient.User user = rest.newTrader("replay");
        rest.setUnlimited(adminToken, user);
        String[] assets = market.split("-");
        rest.deposit(adminToken, user, assets[1], USD_FUNDS);
        rest.deposit(adminToken, user, assets[0], BASE_FUNDS);
        return user;
    }

    public Result play(List<Row> rows, RestClient.User user, PrintStream progress) {
        Set<String> placed = new HashSet<>();
        ProgressBar bar = new ProgressBar(progress, "replay", rows.size());
        long start = System.nanoTime();
        int reconnects;
        try (OrderSocket socket = new OrderSocket(
                rest.http(), rest.base(), user.token(), window, patience, this::answered)) {
            for (Row row : rows) {
                if (row.place()) {
                    placed.add(row.orderId());
                    socket.send(row.number(), place(row));
                } else if (placed.contains(row.orderId())) {
                    socket.send(row.number(), cancel(row));
                } else {
                    countUnsent();
                }
                bar.at(row.number());
            }
            socket.drain();
            reconnects = socket.reconnects();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Result(
                user,
                rows.size(),
                ok,
                unknownOrders,
                refused,
                firstRefusal,
                reconnects,
                seconds,
                latencies);
    }

    private synchronized void countUnsent() {
        unknownOrders++;
    }

    private String place(Row row) {
        return "{\"op\":\"place\",\"id\":" + row.number() + ",\"order\":{\"symbol\":\"" + market
                + "\",\"side\":\"" + row.side() + "\",\"order_type\":\"LIMIT\",\"price\":"
                + FlowFile.decimal(row.priceCents(), 2) + ",\"quantity\":"
                + FlowFile.decimal(row.quantitySat(), 8)
                + ",\"client_order_id\":\"" + row.orderId() + "\",\"timeout_ms\":" + TIMEOUT_MILLIS
                + "}}";
    }

    private static String cancel(Row row) {
        return "{\"op\":\"cancel\",\"id\":" + row.number() + ",\"client_order_id\":\""
                + row.orderId() + "\"}";
    }

    private synchronized void answered(long nanos, JsonNode answer) {
        latencies.add(nanos);
        acknowledgements.accept(answer);
        int status = answer.get("status").asInt();
        if (status == 200) {
            ok++;
        } else if (status == 404) {
            unknownOrders++;
        } else {
            refused++;
            if (firstRefusal.isEmpty()) {
                firstRefusal = answer.toString();
            }
        }
    }
}
