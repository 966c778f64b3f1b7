package exchange.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.book.BookFacts;
import exchange.drill.DepthBook;
import exchange.market.Decimals;
import exchange.market.Side;
import exchange.marketdata.Candle;
import exchange.marketdata.CandleInterval;
import exchange.marketdata.CandleSet;
import exchange.marketdata.MarketDepth;
import exchange.marketdata.PublicTrade;
import exchange.sequencer.BatchEvent;
import exchange.testkit.JournalOrders;
import exchange.testkit.TestNode;

import org.junit.jupiter.api.Test;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The recorded day at full speed, followed on depth by a client whose connection is cut at random
 * moments: wherever its book was looked at, it was the engine's. The account is followed as well,
 * over connections that are cut too: nothing is missed, nothing comes twice. Then its candles are
 * those of its trades. A part of the day; all of it and a hundred cuts with {@code ./exchange test
 * --full}.
 */
final class FollowTest {
    private static final String MARKET = "BTC-USD";
    private static final String PASSWORD = "a password for the loads";
    private static final boolean IS_FULL = Boolean.getBoolean("exchange.test.full");
    private static final int CUTS = IS_FULL ? 100 : 40;
    private static final int COMMANDS = IS_FULL ? Integer.MAX_VALUE : 8_000;
    private static final int LEVELS = 1_000;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void bookIsTheEnginesWhereverTheConnectionIsCut() throws Exception {
        List<FlowFile.Row> all = Bitstamp.commands();
        List<FlowFile.Row> rows = all.subList(0, Math.min(COMMANDS, all.size()));
        Deque<Long> moments = moments(rows.size());
        AtomicLong answers = new AtomicLong();
        AtomicReference<AccountFollower> account = new AtomicReference<>();
        try (TestNode node = TestNode.start(Map.of("ADMIN_PASSWORD", PASSWORD));
                CutFollower follower = new CutFollower(node.uri(), MARKET, random)) {
            RestClient rest = new RestClient(node.uri());
            Replay replay = new Replay(rest, MARKET, 500, Duration.ofSeconds(60), answer -> {
                long now = answers.incrementAndGet();
                while (!moments.isEmpty() && moments.peek() <= now) {
                    moments.poll();
                    follower.cut();
                    account.get().cut();
                }
            });
            RestClient.User user = replay.fundedAccount(rest.login("admin@example.com", PASSWORD));
            account.set(new AccountFollower(rest, user));

            Replay.Result result =
                    replay.play(rows, user, new PrintStream(OutputStream.nullOutputStream()));

            assertThat(result.refused()).as(result.firstRefusal()).isZero();
            for (int left = moments.size(); left > 0; left--) {
                follower.cut();
                account.get().cut();
            }
            JsonNode shown = rest.get("/api/v1/markets/BTC-USD/depth?levels=1000", "");
            follower.await(CUTS, shown.get("sequence").asLong());
            List<BatchEvent> journal = JournalOrders.ofBook(node.database(), MARKET);
            compare(follower.copies(), journal);
            System.out.printf(
                    "depth followed: %.0f commands/s, %d cuts, equal at %d sequence numbers%n",
                    result.commandsPerSecond(), CUTS, follower.copies().size());
            compareCandles(rest, journal);
            account.get().awaitCuts(CUTS);
            account.get().compareWithRest();
            assertThat(account.get().connections()).isEqualTo(CUTS + 1);
            System.out.println(
                    "account followed over " + account.get().connections() + " connections");
            account.get().close();
        }
    }

    private Deque<Long> moments(int commands) {
        return new ArrayDeque<>(
                random.longs(CUTS, 1, commands * 9L / 10).sorted().boxed().toList());
    }

    /** The engine's book, made again from the journal, beside each copy. */
    private void compare(Map<Long, CutFollower.Copy> copies, List<BatchEvent> journal) {
        MarketDepth engine = new MarketDepth(LEVELS);
        Set<Long> left = new HashSet<>(copies.keySet());
        for (BatchEvent batch : journal) {
            BookFacts.decode(batch.content().facts(), batch.time(), (fact, sequence) -> {
                if (!fact.changesBook()) {
                    return;
                }
                engine.apply(fact, sequence, batch.time());
                if (left.remove(sequence)) {
                    CutFollower.Copy copy = copies.get(sequence);
                    String where = "sequence " + sequence + ", seed " + seed;
                    assertThat(copy.bids()).as(where).isEqualTo(levels(engine, Side.BUY));
                    assertThat(copy.asks()).as(where).isEqualTo(levels(engine, Side.SELL));
                }
            });
        }
        left.remove(0L);
        assertThat(left).as("sequence numbers that the journal does not have").isEmpty();
    }

    private static List<DepthBook.Level> levels(MarketDepth depth, Side side) {
        return depth.levels(side, LEVELS).stream()
                .map(level -> new DepthBook.Level(
                        Decimals.format(level.priceTicks(), 2),
                        Decimals.format(level.quantityLots(), 8)))
                .toList();
    }

    /** The tables may come a little later. */
    private static void compareCandles(RestClient rest, List<BatchEvent> journal)
            throws InterruptedException {
        CandleSet expected = new CandleSet();
        for (BatchEvent batch : journal) {
            BookFacts.decode(
                    batch.content().facts(),
                    batch.time(),
                    (fact, sequence) ->
                            PublicTrade.of(fact, batch.time()).ifPresent(expected::add));
        }
        long trades = expected.of(CandleInterval.DAY).stream()
                .mapToLong(Candle::trades)
                .sum();
        long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!isThere(rest, trades)) {
            assertThat(System.nanoTime()).isLessThan(giveUp);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        for (CandleInterval interval : CandleInterval.values()) {
            List<String> shown = new ArrayList<>();
            rest.get("/api/v1/markets/BTC-USD/candles?limit=1000&interval=" + interval.text(), "")
                    .forEach(candle -> {
                        if (candle.get("trades").asInt() > 0) {
                            shown.add(candle.get("open").asText() + " "
                                    + candle.get("high").asText() + " "
                                    + candle.get("low").asText() + " "
                                    + candle.get("close").asText() + " "
                                    + candle.get("trades").asInt());
                        }
                    });
            assertThat(shown)
                    .isEqualTo(
                            expected.of(interval).stream().map(FollowTest::text).toList());
        }
    }

    private static String text(Candle candle) {
        return Decimals.format(candle.open(), 2) + " " + Decimals.format(candle.high(), 2) + " "
                + Decimals.format(candle.low(), 2) + " " + Decimals.format(candle.close(), 2) + " "
                + candle.trades();
    }

    /** Until the tables have it, who asks is told to ask again. */
    private static boolean isThere(RestClient rest, long trade) {
        try {
            return !rest.get("/api/v1/markets/BTC-USD/trades?after=" + (trade - 1), "")
                    .isEmpty();
        } catch (LoadFailed e) {
            return false;
        }
    }
}
