package exchange.readside;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;

import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerReply;
import exchange.accounts.OrderView;
import exchange.book.BookCommand;
import exchange.book.OrderBookActor;
import exchange.bootstrap.Engine;
import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.MarketStatus;
import exchange.market.OrderStatus;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.persistence.Database;
import exchange.persistence.Pools;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/** The read side of a running exchange: what it answers is what the ledgers say. */
final class LiveReadSideTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ACCOUNTS = 5;

    private final Database database = TestPostgres.freshDatabase();
    private final Config config = TestPostgres.config(database);
    private final Pools pools = Pools.of(database, config);
    private final Engine engine = Engine.start(config, database);
    private final ReadSide readSide =
            ReadSide.start(engine.system(), pools, engine.partitions(), engine.symbols());

    @AfterEach
    void stop() {
        readSide.stop();
        engine.close();
        pools.close();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static long deadline() {
        return System.currentTimeMillis() + 20_000;
    }

    private LedgerReply ask(LedgerCommand command) {
        return get(engine.ledgers().ask(command, deadline()));
    }

    private void fund(long account) {
        for (String asset : List.of("USD", "BTC", "USDT", "ETH")) {
            ask(new LedgerCommand.Deposit(
                    account, asset, 1_000_000_000_000_000L, account + asset, "test"));
        }
    }

    private static LedgerCommand place(long account, Random random, int number) {
        OrderType type = random.nextInt(5) == 0 ? OrderType.MARKET : OrderType.LIMIT;
        return new LedgerCommand.Place(
                account,
                random.nextBoolean() ? "" : "c" + number,
                random.nextBoolean() ? "BTC-USD" : "ETH-USDT",
                random.nextBoolean() ? Side.BUY : Side.SELL,
                type,
                random.nextInt(4) == 0 ? TimeInForce.IOC : TimeInForce.GTC,
                type == OrderType.LIMIT && random.nextInt(8) == 0,
                SelfTradePrevention.NONE,
                type == OrderType.MARKET ? 0 : 10_000 + random.nextInt(20),
                1_000_000 + random.nextInt(1_000_000),
                0,
                10_000,
                deadline(),
                false);
    }

    @Test
    void tablesAnswerWhatTheLedgersSay() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        LongStream.rangeClosed(1, ACCOUNTS).forEach(this::fund);
        List<CompletionStage<LedgerReply>> placed = new ArrayList<>();
        for (int number = 0; number < 1_000; number++) {
            long account = 1 + random.nextInt(ACCOUNTS);
            placed.add(engine.ledgers().ask(place(account, random, number), deadline()));
            if (number % 100 == 99) {
                placed.forEach(LiveReadSideTest::get);
            }
        }
        List<Long> ids = new ArrayList<>();
        for (CompletionStage<LedgerReply> each : placed) {
            if (get(each) instanceof LedgerReply.OrderResult result) {
                ids.add(result.order().orderId());
                if (result.order().active() && random.nextInt(4) == 0) {
                    OrderView order = result.order();
                    ask(new LedgerCommand.Cancel(order.account(), order.orderId(), "", false));
                }
            }
        }
        assertThat(ids).hasSizeGreaterThan(500);

        for (long account = 1; account <= ACCOUNTS; account++) {
            compare(account, ids);
        }
        assertThat(get(readSide.lag()).millisBehind()).isLessThan(10_000);
    }

    private void compare(long account, List<Long> ids) {
        var open = (LedgerReply.Orders) ask(new LedgerCommand.GetOpenOrders(account, ""));
        ReadSideQueries queries = readSide.queries();
        assertThat(get(queries.waitForAccount(account, open.accountSequence(), PATIENCE)))
                .isTrue();

        List<OrderView> told = new ArrayList<>();
        for (long id : ids) {
            if (ask(new LedgerCommand.GetOrder(account, id))
                    instanceof LedgerReply.OrderResult found) {
                told.add(found.order());
            }
        }
        told.sort(Comparator.comparing(OrderView::orderId).reversed());
        List<OrderView> refused = get(queries.orders(account, Optional.empty(), 2_000)).stream()
                .filter(order -> order.status() == OrderStatus.REJECTED)
                .toList();
        assertThat(get(queries.orders(account, Optional.empty(), 2_000)))
                .containsAll(told)
                .hasSize(told.size()
                        + (int) refused.stream()
                                .filter(each -> !told.contains(each))
                                .count());
        assertThat(get(queries.closedOrders(account, Optional.of("BTC-USD"), 2_000)))
                .noneMatch(OrderView::active)
                .allMatch(order -> order.symbol().equals("BTC-USD"));
        assertThat(get(queries.order(account, told.get(0).orderId()))).contains(told.get(0));
        assertThat(get(queries.order(account + 1, told.get(0).orderId()))).isEmpty();
        compareFills(account, told);
        compareEvents(account, open.accountSequence());
    }

    private void compareFills(long account, List<OrderView> told) {
        ReadSideQueries queries = readSide.queries();
        List<FillRow> fills = get(queries.fillsAfter(account, Optional.empty(), 0, 10_000));
        for (OrderView order : told) {
            List<FillRow> own = fills.stream()
                    .filter(fill -> fill.orderId() == order.orderId())
                    .toList();
            assertThat(own.stream()
                            .mapToLong(fill -> fill.fill().quantityLots())
                            .sum())
                    .isEqualTo(order.filledLots());
            assertThat(own.stream().mapToLong(fill -> fill.fill().quote()).sum())
                    .isEqualTo(order.filledQuote());
            assertThat(own)
                    .allMatch(fill -> fill.clientOrderId().equals(order.clientOrderId())
                            && fill.side() == order.side());
        }
        assertThat(fills)
                .isSortedAccordingTo(
                        Comparator.comparing((FillRow each) -> each.fill().tradeNumber())
                                .thenComparing(FillRow::symbol)
                                .thenComparing(FillRow::sequence));
        List<FillRow> newest = get(queries.latestFills(account, Optional.of("ETH-USDT"), 3));
        List<FillRow> expected = fills.stream()
                .filter(fill -> fill.symbol().equals("ETH-USDT"))
                .sorted(Comparator.comparing(FillRow::sequence).reversed())
                .limit(3)
                .toList();
        assertThat(newest).isEqualTo(expected);
    }

    private void compareEvents(long account, long last) {
        ReadSideQueries queries = readSide.queries();
        List<AccountEvent> events = get(queries.accountEvents(account, 0, 100_000));
        assertThat(events.stream().map(AccountEvent::sequence).limit(last))
                .isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
        assertThat(events.get(0).fact()).isInstanceOf(LedgerFact.Deposited.class);
        assertThat(get(queries.accountEvents(account, 3, 7))).isEqualTo(events.subList(3, 10));
    }

    @Test
    void directoryListsTheMarketsAndFollowsTheirChanges() {
        MarketDirectory markets = readSide.markets();
        assertThat(markets.await(engine.symbols(), PATIENCE)).isTrue();
        assertThat(markets.markets()).extracting(MarketRules::symbol).isEqualTo(engine.symbols());
        assertThat(DefinedNames.read(database))
                .containsAll(engine.symbols())
                .contains("BTC", "USD")
                .doesNotContain("DOGE", "DOGE-USD");
        assertThat(markets.asset("USD")).contains(new Asset("USD", 10));
        assertThat(markets.rules("DOGE-USD")).isEmpty();

        Asset base = new Asset("DOGE", 8);
        MarketRules rules = new MarketRules(
                "DOGE-USD",
                base,
                markets.asset("USD").orElseThrow(),
                5,
                4,
                1,
                0,
                1,
                1_000,
                10,
                20,
                30,
                MarketState.OPEN);
        get(OrderBookActor.ask(
                engine.system(), "DOGE-USD", new BookCommand.DefineMarket(rules), PATIENCE));
        get(engine.ledgers().askAll(new LedgerCommand.DefineAsset(base), deadline()));
        get(engine.ledgers().askAll(new LedgerCommand.DefineMarket(rules), deadline()));

        assertThat(markets.await(List.of("DOGE-USD"), PATIENCE)).isTrue();
        assertThat(markets.rules("DOGE-USD")).contains(rules);
        assertThat(markets.state("DOGE-USD")).contains(MarketState.OPEN);
        assertThat(markets.markets()).hasSize(engine.symbols().size() + 1).endsWith(rules);
        assertThat(markets.asset("DOGE")).contains(base);
        get(OrderBookActor.ask(
                engine.system(),
                "DOGE-USD",
                new BookCommand.ChangeState(MarketState.HALTED, "test", "root", 0),
                PATIENCE));
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!markets.state("DOGE-USD").equals(Optional.of(MarketState.HALTED))) {
            assertThat(System.nanoTime()).isLessThan(giveUp);
            get(markets.refresh());
        }
    }

    @Test
    void newMarketAndItsStatesAreListedSoonWithoutAnybodyAsking() throws InterruptedException {
        MarketDirectory markets = readSide.markets();
        Asset base = new Asset("SHIB", 8);
        MarketRules rules = new MarketRules(
                "SHIB-USD",
                base,
                new Asset("USD", 10),
                5,
                4,
                1,
                0,
                1,
                1_000,
                10,
                20,
                30,
                MarketState.OPEN);
        get(engine.ledgers().askAll(new LedgerCommand.DefineAsset(base), deadline()));
        get(OrderBookActor.ask(
                engine.system(), "SHIB-USD", new BookCommand.DefineMarket(rules), PATIENCE));
        get(engine.ledgers().askAll(new LedgerCommand.DefineMarket(rules), deadline()));
        awaitListed(() -> markets.rules("SHIB-USD").equals(Optional.of(rules)));

        get(OrderBookActor.ask(
                engine.system(),
                "SHIB-USD",
                new BookCommand.ChangeState(MarketState.AUCTION, "opening", "root", 600_000),
                PATIENCE));
        awaitListed(() -> markets.state("SHIB-USD").equals(Optional.of(MarketState.AUCTION)));
        MarketStatus status = markets.status("SHIB-USD").orElseThrow();
        assertThat(status.reason()).isEqualTo("opening");
        assertThat(status.endsAt()).isEqualTo(status.since() + 600_000);
    }

    /** Two seconds, and as much again for a machine that does other things too. */
    private static void awaitListed(BooleanSupplier isListed) throws InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
        while (!isListed.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not listed in time").isLessThan(giveUp);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Test
    void tradesAndPricesOfAMarketComeNewestFirst() {
        fund(1);
        fund(2);
        for (int i = 0; i < 6; i++) {
            for (Side side : List.of(Side.SELL, Side.BUY)) {
                ask(new LedgerCommand.Place(
                        side == Side.SELL ? 1 : 2,
                        "",
                        "BTC-USD",
                        side,
                        OrderType.LIMIT,
                        TimeInForce.GTC,
                        false,
                        SelfTradePrevention.NONE,
                        10_000 + i / 2,
                        1_000_000,
                        0,
                        0,
                        deadline(),
                        false));
            }
        }
        ReadSideQueries queries = readSide.queries();
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (get(queries.recentTrades("BTC-USD", 10)).size() < 6) {
            assertThat(System.nanoTime()).isLessThan(giveUp);
        }

        List<TradeRow> trades = get(queries.recentTrades("BTC-USD", 2));
        assertThat(trades).extracting(TradeRow::tradeNumber).containsExactly(6L, 5L);
        assertThat(trades).extracting(TradeRow::buyAccount).containsOnly(2L);
        assertThat(trades).extracting(TradeRow::sellAccount).containsOnly(1L);
        assertThat(trades).extracting(TradeRow::takerSide).containsOnly(Side.BUY);
        assertThat(get(queries.prices("BTC-USD", 2)))
                .extracting(PriceRow::priceTicks)
                .containsExactly(10_002L, 10_001L);
        assertThat(get(queries.waitFor(0, Long.MAX_VALUE, Duration.ofMillis(50))))
                .isFalse();
        assertThat(get(queries.waitFor(0, 1, PATIENCE))).isTrue();
    }
}
