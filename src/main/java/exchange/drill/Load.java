package exchange.drill;

import exchange.load.Latencies;
import exchange.load.RestClient;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The clients of a drill, through the public API only: for each market two accounts that trade, who
 * follow themselves, one that probes, and one who follows the market; 200 orders a second in all.
 * They begin on different nodes.
 */
public final class Load implements AutoCloseable {
    /** What the clients trade. */
    public static final List<String> MARKETS = List.of("BTC-USD", "ETH-USD", "BTC-USDT");

    private static final int TRADERS_PER_MARKET = 2;
    private static final int ORDERS_PER_SECOND = 10;
    private static final long TICK_MILLIS = 5;
    private static final long LOOK_MILLIS = 20;
    private static final long FRESH_MILLIS = 500;
    private static final Duration USUAL_PATIENCE = Duration.ofMinutes(5);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("drill-load").factory());
    private final List<Trader> traders = new ArrayList<>();
    private final List<Probe> probes = new ArrayList<>();
    private final List<AccountEar> accounts = new ArrayList<>();
    private final List<MarketEar> markets = new ArrayList<>();
    private final List<RestClient> rests;

    private Load(List<URI> nodes) {
        rests = nodes.stream().map(RestClient::new).toList();
    }

    /**
     * Makes the accounts and connects everybody; nothing is ordered yet.
     *
     * @param share of the usual number of orders
     */
    static Load begin(List<URI> nodes, double share, Random random) {
        Load load = new Load(nodes);
        RestClient rest = load.rests.getFirst();
        String admin = rest.login(DrillCluster.ADMIN_EMAIL, DrillCluster.ADMIN_PASSWORD);
        int first = 0;
        for (String symbol : MARKETS) {
            for (int i = 1; i <= TRADERS_PER_MARKET; i++) {
                TradingAccount account =
                        TradingAccount.make(rest, admin, symbol, "trader-" + symbol + "-" + i);
                load.traders.add(new Trader(
                        load.http,
                        nodes,
                        first + i,
                        account,
                        ORDERS_PER_SECOND * share,
                        new Random(random.nextLong())));
                load.accounts.add(new AccountEar(load.http, nodes, first + i + 1, account));
            }
            TradingAccount prober = TradingAccount.make(rest, admin, symbol, "probe-" + symbol);
            load.probes.add(new Probe(load.http, nodes, first, prober.token(), symbol, share));
            load.markets.add(new MarketEar(load.http, nodes, first + 2, symbol));
            first++;
        }
        load.usualPatience();
        load.begin(load.orderClients().toList());
        load.begin(load.ears().toList());
        return load;
    }

    /** An ear that asks for what it missed holds up no order. */
    private void begin(List<? extends ClientSocket> clients) {
        clock.scheduleWithFixedDelay(
                () -> clients.forEach(each -> each.tick(System.nanoTime())),
                TICK_MILLIS,
                TICK_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private Stream<ClientSocket> ears() {
        return Stream.of(accounts, markets).flatMap(List::stream);
    }

    private Stream<OrderClient> orderClients() {
        return Stream.of(traders, probes).flatMap(List::stream);
    }

    /** Every cycle has another market than the one before. */
    static String market(int cycle) {
        return MARKETS.get(cycle % MARKETS.size());
    }

    /** Each node by REST. */
    List<RestClient> rests() {
        return rests;
    }

    /** How long the orders take that are sent every 20 ms, for so long from now on. */
    void measure(Latencies into, Duration time) throws InterruptedException {
        probes.forEach(each -> each.record(Optional.of(into)));
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
        probes.forEach(each -> each.record(Optional.empty()));
    }

    List<Trader> traders() {
        return traders;
    }

    List<AccountEar> accounts() {
        return accounts;
    }

    List<MarketEar> marketEars() {
        return markets;
    }

    /** Orders from now on; returns when every market answers. */
    void resume(Duration limit) throws InterruptedException, TimeoutException {
        traders.forEach(each -> each.run(true));
        probes.forEach(each -> each.run(true));
        awaitServed(limit);
        probes.forEach(Probe::reset);
    }

    /** Waits until every market gives good answers. */
    public void awaitServed(Duration limit) throws InterruptedException, TimeoutException {
        await(
                limit,
                () -> probes.stream().allMatch(each -> each.silentMillis() < FRESH_MILLIS),
                "no good answers of " + probes.stream().map(Probe::symbol).toList());
    }

    /** Nothing more is ordered; returns when everything ordered is answered. */
    void settle(Duration limit) throws InterruptedException, TimeoutException {
        traders.forEach(each -> each.run(false));
        probes.forEach(each -> each.run(false));
        await(
                limit,
                () -> orderClients().allMatch(each -> each.unansweredCount() == 0),
                "orders were left without an answer");
    }

    /** What is waited for. */
    interface Condition {
        boolean holds();
    }

    /** @throws TimeoutException with {@code otherwise} when it does not come to hold in time */
    static void await(Duration limit, Condition condition, String otherwise)
            throws InterruptedException, TimeoutException {
        long giveUp = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > giveUp) {
                throw new TimeoutException(otherwise + " within " + limit.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** The longest time since {@link #resetOutage} that a market gave no good answer. */
    public long outageMillis() {
        return probes.stream().mapToLong(Probe::longestMillis).max().orElseThrow();
    }

    /** The longest time since it was asked last that a market gave no good answer. */
    public long lapMillis() {
        return probes.stream().mapToLong(Probe::lapMillis).max().orElseThrow();
    }

    /** What {@link #outageMillis()} is of one market. */
    public long outageMillis(String symbol) {
        return probes.stream()
                .filter(each -> each.symbol().equals(symbol))
                .mapToLong(Probe::longestMillis)
                .max()
                .orElseThrow();
    }

    /** Measures outages anew from now on. */
    public void resetOutage() {
        probes.forEach(Probe::reset);
    }

    /** So much was ordered so far. */
    public long orders() {
        return orderClients().mapToLong(each -> each.all().size()).sum();
    }

    /** So many were told so far that the exchange is busy. */
    public int busyCount() {
        return orderClients().mapToInt(OrderClient::busyCount).sum();
    }

    /** How long the exchange may take over an order from now on, before it is UNKNOWN. */
    public void patience(Duration timeout) {
        orderClients().forEach(each -> each.patience(timeout.toMillis()));
    }

    /** What they have at first: everything but a disaster is one slow answer. */
    public void usualPatience() {
        patience(USUAL_PATIENCE);
    }

    /** Orders so far that were refused or UNKNOWN, whatever became of them, in words. */
    public List<String> failures() {
        return orderClients()
                .flatMap(each -> each.all().stream())
                .filter(Asked::isPlace)
                .filter(each -> each.wasUnknown() || each.state() == Asked.State.REFUSED)
                .map(Asked::toString)
                .toList();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        orderClients().forEach(ClientSocket::close);
        ears().forEach(ClientSocket::close);
        http.shutdownNow();
    }
}
