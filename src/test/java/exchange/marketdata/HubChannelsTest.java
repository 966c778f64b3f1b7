package exchange.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;

import exchange.book.BookFeed;
import exchange.book.PackedQueue;
import exchange.market.MarketState;
import exchange.market.Side;
import exchange.marketdata.MarketUpdate.Kind;
import exchange.marketdata.MarketUpdate.RestingOrder;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The channels of a hub beside a real book's decisions: whoever follows ends with what is true. */
final class HubChannelsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Topic TRADES = Topic.of(Channel.TRADES, FakeBook.SYMBOL);
    private static final Topic DEPTH = Topic.of(Channel.DEPTH, FakeBook.SYMBOL);
    private static final Topic RAW = Topic.of(Channel.DEPTH_RAW, FakeBook.SYMBOL);
    private static final Topic ORDERS = Topic.of(Channel.ORDERS, FakeBook.SYMBOL);
    private static final Topic TICKER = Topic.of(Channel.TICKER, FakeBook.SYMBOL);
    private static final Topic STATUS = Topic.of(Channel.STATUS, FakeBook.SYMBOL);
    private static final Topic SECONDS = Topic.candles(FakeBook.SYMBOL, CandleInterval.SECOND);

    private final FakeBook book = new FakeBook();
    private final FixedHistory history = new FixedHistory();
    private final TestProbe<MarketUpdate> follower = KIT.createTestProbe();
    private final DepthCopy depth = new DepthCopy();
    private final DepthCopy raw = new DepthCopy();
    private final OrdersCopy orders = new OrdersCopy();
    private final List<PublicTrade> trades = new ArrayList<>();
    private final Set<Topic> begun = new HashSet<>();

    @AfterAll
    static void end() {
        KIT.shutdownTestKit();
    }

    @Test
    void everyChannelEndsWithTheBooksOwnTruthWhateverIsLost() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        book.place(Side.SELL, 110, 3);
        ActorRef<HubMessage> hub = loaded();
        follow(hub, TRADES, DEPTH, RAW, ORDERS);
        List<Long> placed = new ArrayList<>();

        for (int step = 0; step < 1_500; step++) {
            book.losePushes(random.nextInt(4) == 0);
            if (random.nextInt(3) == 0 && !placed.isEmpty()) {
                book.cancel(placed.remove(random.nextInt(placed.size())));
            } else {
                Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
                placed.add(book.place(side, 90 + random.nextInt(20), 1 + random.nextInt(9)));
            }
            if (random.nextInt(100) == 0) {
                hub.tell(new HubMessage.Ask(RAW));
                hub.tell(new HubMessage.Ask(ORDERS));
            }
        }
        book.losePushes(false);
        book.sayLast();

        long last = book.sequence();
        take(() -> depth.sequence() == last
                && raw.sequence() == last
                && orders.sequence() == last
                && trades.size() == book.trades().size());
        assertThat(trades).as("seed " + seed).isEqualTo(book.trades());
        for (Side side : Side.values()) {
            assertThat(depth.levels(side)).as("seed " + seed).isEqualTo(book.levels(side));
            assertThat(raw.levels(side)).as("seed " + seed).isEqualTo(book.levels(side));
            assertThat(orders.orders(side)).as("seed " + seed).isEqualTo(resting(side));
        }
    }

    @Test
    void whatIsNotWantedIsNotTold() {
        ActorRef<HubMessage> hub = loaded();
        follow(hub, TRADES);
        book.place(Side.SELL, 100, 1);
        book.place(Side.BUY, 100, 1);

        take(() -> trades.size() == 1);

        assertThat(begun).containsExactly(TRADES);
    }

    @Test
    void whoBeginsLateSeesTheLastTrades() {
        ActorRef<HubMessage> hub = loaded();
        for (int i = 0; i < 60; i++) {
            book.place(Side.SELL, 100, 1);
            book.place(Side.BUY, 100, 1);
        }
        follow(hub, DEPTH);
        take(() -> depth.sequence() == book.sequence());

        follow(hub, TRADES);
        MarketUpdate.Trades snapshot = (MarketUpdate.Trades) next(TRADES);

        assertThat(snapshot.sequence()).isEqualTo(60);
        assertThat(snapshot.trades()).isEqualTo(book.trades().subList(10, 60));
    }

    @Test
    void hubThatFailsLetsEverybodyBeginAnew() {
        ActorRef<HubMessage> hub = hub();
        follow(hub, DEPTH, RAW);
        book.place(Side.BUY, 100, 1);
        take(() -> depth.sequence() == 1 && raw.sequence() == 1);

        book.pushRubbish();
        book.place(Side.BUY, 101, 1);

        take(() -> depth.sequence() == 2 && raw.sequence() == 2);
        assertThat(depth.levels(Side.BUY)).isEqualTo(book.levels(Side.BUY));
        assertThat(raw.levels(Side.BUY)).isEqualTo(book.levels(Side.BUY));
    }

    @Test
    void statusTellsTheStateItsReasonAndTheAuction() {
        ActorRef<HubMessage> hub = hub();
        follow(hub, STATUS);
        MarketUpdate.Status first = (MarketUpdate.Status) next(STATUS);
        assertThat(first.status().state()).isEqualTo(MarketState.OPEN);
        assertThat(first.auction()).isEmpty();

        book.change(MarketState.AUCTION);
        book.place(Side.BUY, 104, 5);
        book.place(Side.SELL, 100, 3);

        MarketUpdate.Status now = (MarketUpdate.Status) next(STATUS);
        assertThat(now.status().reason()).isEqualTo("a test");
        while (!now.auction().orElseThrow().equals(new AuctionView(102, 3, 2))) {
            now = (MarketUpdate.Status) next(STATUS);
        }
        book.change(MarketState.OPEN);
        now = (MarketUpdate.Status) next(STATUS);
        assertThat(now.status().state()).isEqualTo(MarketState.OPEN);
        assertThat(now.auction()).isEmpty();
    }

    @Test
    void tickerAndCandlesGoOnFromHistoryAndCountNoTradeTwice() {
        book.place(Side.SELL, 100, 1);
        book.place(Side.BUY, 100, 1);
        book.place(Side.SELL, 105, 2);
        book.place(Side.BUY, 105, 2);
        ActorRef<HubMessage> hub = loaded();
        follow(hub, TICKER, SECONDS);
        book.place(Side.SELL, 103, 4);
        book.place(Side.BUY, 103, 4);
        follower.expectNoMessage(Duration.ofMillis(50));

        // The tables come late, and know a trade already that the hub was told of.
        book.trades().forEach(history::add);

        MarketUpdate.OfTicker ticker = (MarketUpdate.OfTicker) next(TICKER);
        Candle day = ticker.ticker().day().orElseThrow();
        assertThat(List.of(day.open(), day.high(), day.low(), day.close(), day.trades()))
                .containsExactly(100L, 105L, 100L, 103L, 3L);
        assertThat(day.lots()).isEqualTo(7);
        assertThat(ticker.ticker().lastPriceTicks()).isEqualTo(103);
        MarketUpdate.Candles candles;
        do {
            candles = (MarketUpdate.Candles) next(SECONDS);
        } while (candles.kind() != Kind.SNAPSHOT);
        assertThat(candles.candles()).hasSize(1);
        assertThat(candles.candles().getFirst().trades()).isEqualTo(3);

        book.later(60_000);
        book.place(Side.SELL, 99, 1);
        book.place(Side.BUY, 99, 1);
        MarketUpdate.Candles changed = (MarketUpdate.Candles) next(SECONDS);
        assertThat(changed.kind()).isEqualTo(Kind.CHANGE);
        assertThat(changed.candles()).hasSize(1);
        assertThat(changed.candles().getFirst().low()).isEqualTo(99);
        TestProbe<TickerView> views = KIT.createTestProbe();
        hub.tell(new HubMessage.GetTicker(views.ref()));
        assertThat(views.receiveMessage(PATIENCE).ticker().day().orElseThrow().low())
                .isEqualTo(99);
    }

    private ActorRef<HubMessage> hub() {
        return KIT.spawn(MarketDataHub.create(
                FakeBook.SYMBOL,
                () -> new BookFeed(book),
                new TopOfBook(),
                history,
                () -> Instant.ofEpochMilli(86_400_000)));
    }

    private void follow(ActorRef<HubMessage> hub, Topic... topics) {
        hub.tell(new HubMessage.Want(follower.ref(), Set.of(topics)));
        for (Topic topic : topics) {
            hub.tell(new HubMessage.Ask(topic));
        }
    }

    /** A hub that knows the book's levels, so that it misses nothing from now on. */
    private ActorRef<HubMessage> loaded() {
        ActorRef<HubMessage> hub = hub();
        TestProbe<BookView> views = KIT.createTestProbe();
        hub.tell(new HubMessage.GetView(1, views.ref()));
        views.receiveMessage(PATIENCE);
        return hub;
    }

    /** The next update of a topic; those of others are left out. */
    private MarketUpdate next(Topic topic) {
        MarketUpdate update;
        do {
            update = follower.receiveMessage(PATIENCE);
        } while (!update.topic().equals(topic));
        return update;
    }

    /** Takes updates into the copies until they are complete. */
    private void take(BooleanSupplier isComplete) {
        while (!isComplete.getAsBoolean()) {
            MarketUpdate update = follower.receiveMessage(PATIENCE);
            if (update.kind() != Kind.CHANGE) {
                begun.add(update.topic());
            } else if (!begun.contains(update.topic())) {
                continue;
            }
            copy(update.topic().channel()).accept(update);
        }
    }

    private Consumer<MarketUpdate> copy(Channel channel) {
        return switch (channel) {
            case DEPTH -> depth::take;
            case DEPTH_RAW -> raw::take;
            case ORDERS -> orders::take;
            case TRADES -> this::takeTrades;
            case TICKER, STATUS, CANDLES -> update -> {};
        };
    }

    private void takeTrades(MarketUpdate update) {
        MarketUpdate.Trades next = (MarketUpdate.Trades) update;
        if (next.kind() == Kind.CHANGE) {
            assertThat(next.previousSequence()).isEqualTo(trades.size());
            trades.addAll(next.trades());
        }
    }

    private List<RestingOrder> resting(Side side) {
        byte[] packed =
                side == Side.BUY ? book.resting().bids() : book.resting().asks();
        return PackedQueue.unpack(packed).stream()
                .map(each -> new RestingOrder(each.orderId(), each.priceTicks(), each.shownLots()))
                .toList();
    }
}
