package exchange.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import exchange.load.RestClient;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The same order a hundred times at once through all nodes: one is made, and everybody is told of
 * it. And a cancel against a fill, through different nodes: one of them has happened, and all who
 * ask agree which.
 */
final class Races implements Drill {
    private static final String SYMBOL = "ETH-USDT";
    private static final int RACES_PER_CYCLE = 100;
    private static final int AT_ONCE = 100;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Scene prepared;
    private TradingAccount maker;
    private TradingAccount taker;
    private long names;

    private record Told(int status, JsonNode body) {
        boolean isGood() {
            return status == 200;
        }
    }

    @Override
    public String name() {
        return "races";
    }

    @Override
    public String how() {
        return "one order 100 times at once, and a cancel against a fill; 100 of each";
    }

    @Override
    public Goal goal() {
        return Goal.of("one order, 99 same answers; one outcome");
    }

    @Override
    public int onceCycles() {
        return 100;
    }

    @Override
    public void cycle(Scene scene, int cycle) throws Exception {
        prepare(scene);
        int canceled = 0;
        List<String> raced = new ArrayList<>();
        for (int race = 0; race < RACES_PER_CYCLE; race++) {
            raced.add(sameOrder(scene));
            canceled += cancelAgainstFill(scene) ? 1 : 0;
        }
        scene.journal().refresh();
        for (String name : raced) {
            int held = scene.journal().held(maker.account(), name).size();
            if (held != 1) {
                scene.violation("the journal has " + held + " orders " + name);
            }
        }
        scene.happened("the cancel won %d of %d".formatted(canceled, RACES_PER_CYCLE));
    }

    private void prepare(Scene scene) {
        if (prepared == scene) {
            return;
        }
        RestClient rest = new RestClient(scene.cluster().node(1).uri());
        String admin = rest.login(DrillCluster.ADMIN_EMAIL, DrillCluster.ADMIN_PASSWORD);
        maker = TradingAccount.make(rest, admin, SYMBOL, "racing-maker");
        taker = TradingAccount.make(rest, admin, SYMBOL, "racing-taker");
        scene.journal().follow(maker.account());
        scene.journal().follow(taker.account());
        prepared = scene;
    }

    /** Its name. */
    private String sameOrder(Scene scene) {
        String name = "same-" + ++names;
        List<CompletableFuture<Told>> asked = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            asked.add(place(scene, 1 + i % 3, maker, "BUY", "1000", "GTC", name));
        }
        Set<String> orders = new HashSet<>();
        int first = 0;
        for (CompletableFuture<Told> each : asked) {
            Told told = each.join();
            if (!told.isGood()) {
                scene.violation(name + " was answered " + told);
                return name;
            }
            orders.add(told.body().at("/order/id").asText());
            first += told.body().path("duplicate").asBoolean() ? 0 : 1;
        }
        if (orders.size() != 1) {
            scene.violation(name + " became the orders " + orders);
        }
        if (first > 1) {
            scene.violation(name + " was new to " + first + " who asked");
        }
        Told canceled = cancel(scene, 1, orders.iterator().next()).join();
        if (!canceled.isGood()) {
            scene.violation(name + " could not be canceled: " + canceled);
        }
        return name;
    }

    /** Whether the cancel won. */
    private boolean cancelAgainstFill(Scene scene) throws Exception {
        String name = "resting-" + ++names;
        String price = "2000";
        Told resting = place(scene, 1, maker, "SELL", price, "GTC", name).join();
        String order = resting.body().at("/order/id").asText();
        int node = scene.random().nextInt(3);
        var canceling = cancel(scene, 1 + node, order);
        var taking =
                place(scene, 1 + (node + 1) % 3, taker, "BUY", price, "IOC", "taking-" + names);
        boolean canceled = canceling.join().isGood();
        boolean filled = !taking.join().body().path("trades").isEmpty();
        Set<String> seen = new HashSet<>();
        for (DrillNode each : scene.cluster().nodes()) {
            seen.add(ask(each.uri(), maker, "/api/v1/orders/" + order, "GET", "")
                    .join()
                    .body()
                    .path("status")
                    .asText());
        }
        if (canceled == filled || !seen.equals(Set.of(filled ? "FILLED" : "CANCELED"))) {
            scene.violation("%s: canceled %s (%s), filled %s (%s), shown as %s"
                    .formatted(name, canceled, canceling.join(), filled, taking.join(), seen));
        }
        return canceled;
    }

    private CompletableFuture<Told> place(
            Scene scene,
            int node,
            TradingAccount account,
            String side,
            String price,
            String timeInForce,
            String name) {
        String body = """
                {"symbol":"%s","side":"%s","order_type":"LIMIT","price":%s,"quantity":0.01,
                 "time_in_force":"%s","client_order_id":"%s","timeout_ms":20000}""".formatted(SYMBOL, side, price, timeInForce, name);
        URI uri = scene.cluster().node(node).uri();
        return ask(uri, account, "/api/v1/orders/place", "POST", body);
    }

    private CompletableFuture<Told> cancel(Scene scene, int node, String order) {
        URI uri = scene.cluster().node(node).uri();
        return ask(uri, maker, "/api/v1/orders/cancel/" + order, "DELETE", "");
    }

    private CompletableFuture<Told> ask(
            URI node, TradingAccount account, String path, String method, String body) {
        HttpRequest request = HttpRequest.newBuilder(node.resolve(path))
                .timeout(ANSWER_LIMIT)
                .header("Authorization", "Bearer " + account.token())
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(Races::told);
    }

    private static Told told(HttpResponse<String> response) {
        try {
            return new Told(response.statusCode(), ClientSocket.JSON.readTree(response.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + response.body(), e);
        }
    }
}
