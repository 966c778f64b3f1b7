package exchange.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;

import exchange.book.BookFeed;
import exchange.market.MarketState;
import exchange.market.Side;
import exchange.matching.DepthLevel;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A hub beside a real book's decisions: its pushes may be lost, its view may not differ. */
final class MarketDataHubTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ActorTestKit KIT = ActorTestKit.create();

    private final FakeBook book = new FakeBook();
    private final InstantSource clock = InstantSource.system();
    private final TopOfBook top = new TopOfBook();
    private final TestProbe<BookView> views = KIT.createTestProbe();
    private final TestProbe<MarketNews> watcher = KIT.createTestProbe();

    @AfterAll
    static void end() {
        KIT.shutdownTestKit();
    }

    @Test
    void viewBeginsWithTheBookAndFollowsItsFacts() {
        book.place(Side.BUY, 100, 5);
        ActorRef<HubMessage> hub = hub();
        assertThat(view(hub).bids()).containsExactly(new DepthLevel(100, 5));

        book.place(Side.BUY, 101, 7);
        book.place(Side.SELL, 101, 3);
        BookView view = view(hub);

        assertThat(view)
                .isEqualTo(new BookView(
                        FakeBook.SYMBOL,
                        List.of(new DepthLevel(101, 4), new DepthLevel(100, 5)),
                        List.of(),
                        101,
                        1,
                        3,
                        1_003,
                        MarketState.OPEN,
                        AuctionView.NOTHING));
        assertThat(List.of(view.bestBidTicks(), view.bestAskTicks())).containsExactly(101L, 0L);
        assertThat(List.of(top.bestTicks(Side.BUY), top.bestTicks(Side.SELL)))
                .containsExactly(101L, 0L);
    }

    @Test
    void auctionShowsItsPriceAndItsTradesLeaveBothSides() throws Exception {
        ActorRef<HubMessage> hub = hub();
        view(hub);
        book.change(MarketState.AUCTION);
        book.place(Side.BUY, 104, 5);
        book.place(Side.SELL, 100, 3);

        AuctionView expected = new AuctionView(102, 3, 2);
        long giveUp = System.nanoTime() + 5_000_000_000L;
        while (!view(hub).auction().equals(expected)) {
            assertThat(System.nanoTime()).isLessThan(giveUp);
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(view(hub).state()).isEqualTo(MarketState.AUCTION);
        assertThat(view(hub).asks()).containsExactly(new DepthLevel(100, 3));

        book.change(MarketState.OPEN);

        BookView view = view(hub);
        assertThat(view.bids()).containsExactly(new DepthLevel(104, 2));
        assertThat(view.asks()).isEmpty();
        assertThat(view.lastPriceTicks()).isEqualTo(102);
        assertThat(view.state()).isEqualTo(MarketState.OPEN);
        assertThat(view.auction()).isEqualTo(AuctionView.NOTHING);
    }

    @Test
    void viewShowsNoMoreLevelsThanAskedFor() {
        book.place(Side.SELL, 100, 5);
        book.place(Side.SELL, 101, 6);
        ActorRef<HubMessage> hub = hub();

        assertThat(view(hub, 1).asks()).containsExactly(new DepthLevel(100, 5));
        assertThat(view(hub, 0).asks()).isEmpty();
        assertThat(view(hub, -1).asks()).isEmpty();
        assertThat(view(hub, 1).bestAskTicks()).isEqualTo(100);
    }

    @Test
    void lostPushesAreReadFromTheJournal() {
        ActorRef<HubMessage> hub = hub();
        view(hub);
        book.losePushes(true);
        book.place(Side.SELL, 200, 1);
        book.place(Side.SELL, 201, 2);
        book.losePushes(false);
        book.place(Side.SELL, 202, 3);

        awaitBook(hub);
    }

    @Test
    void journalThatCannotBeReadIsAskedAgain() {
        ActorRef<HubMessage> hub = hub();
        view(hub);
        book.breakJournal(true);
        book.losePushes(true);
        book.place(Side.SELL, 200, 1);
        book.losePushes(false);
        book.place(Side.SELL, 201, 2);
        assertThat(view(hub).asks()).isEmpty();

        book.breakJournal(false);
        book.sayLast();

        awaitBook(hub);
    }

    @Test
    void viewWaitsUntilTheBookHasAnswered() {
        book.holdSnapshots();
        book.place(Side.SELL, 200, 1);
        ActorRef<HubMessage> hub = hub();
        hub.tell(new HubMessage.GetView(10, views.ref()));
        book.place(Side.SELL, 201, 2);
        views.expectNoMessage(Duration.ofMillis(50));

        book.answerSnapshots();

        assertThat(views.receiveMessage(PATIENCE).asks()).isEqualTo(book.levels(Side.SELL));
    }

    @Test
    void bookThatDoesNotAnswerIsAskedAgain() {
        book.holdSnapshots();
        book.place(Side.SELL, 200, 1);
        ActorRef<HubMessage> hub = hub();
        awaitSnapshotAsked();

        book.refuseSnapshots();
        views.awaitAssert(PATIENCE, () -> {
            book.sayLast();
            assertThat(book.snapshotsAsked()).isEqualTo(1);
            return null;
        });
        book.answerSnapshots();

        assertThat(view(hub).asks()).isEqualTo(book.levels(Side.SELL));
    }

    @Test
    void watchersHearEveryPriceChangeAndTheLatestBook() {
        ActorRef<HubMessage> hub = watched();
        book.place(Side.SELL, 200, 1);
        book.place(Side.SELL, 200, 1);
        book.place(Side.SELL, 201, 1);
        book.place(Side.BUY, 201, 3);

        assertThat(pricesUntil(2)).containsExactly(200L, 201L);
        assertThat(view(hub).asks()).isEmpty();
    }

    @Test
    void newWatcherIsToldTheBookAtOnce() {
        book.place(Side.SELL, 200, 1);
        ActorRef<HubMessage> hub = hub();
        view(hub);

        hub.tell(new HubMessage.Watch(watcher.ref()));

        MarketNews news = watcher.receiveMessage(PATIENCE);
        assertThat(news.book().asks()).containsExactly(new DepthLevel(200, 1));
        assertThat(news.prices()).isEmpty();
    }

    @Test
    void newsOfAFastMarketAreConflated() {
        watched();
        for (int i = 0; i < 1_000; i++) {
            book.place(Side.BUY, 100, 1);
        }

        List<MarketNews> news = new ArrayList<>();
        do {
            news.add(watcher.receiveMessage(PATIENCE));
        } while (news.getLast().book().bids().getFirst().quantityLots() < 1_000);

        assertThat(news).hasSizeLessThan(500);
    }

    @Test
    void watcherThatStopsIsForgotten() {
        ActorRef<HubMessage> hub = watched();
        TestProbe<MarketNews> other = KIT.createTestProbe();
        hub.tell(new HubMessage.Watch(other.ref()));
        other.receiveMessage(PATIENCE);

        watcher.stop();
        book.place(Side.BUY, 100, 1);

        assertThat(other.receiveMessage(PATIENCE).book().bids()).hasSize(1);
    }

    @Test
    void hubThatFailsBeginsAnewWithTheSameWatchers() {
        ActorRef<HubMessage> hub = watched();

        book.pushRubbish();
        book.place(Side.BUY, 100, 1);

        watcher.awaitAssert(PATIENCE, () -> {
            assertThat(watcher.receiveMessage(PATIENCE).book().bids())
                    .containsExactly(new DepthLevel(100, 1));
            return null;
        });
        awaitBook(hub);
    }

    @Test
    void levelOfMoreLotsThanALongIsAskedForEachTimeItChanges() {
        book.place(Side.BUY, 1, Long.MAX_VALUE - 5);
        long second = book.place(Side.BUY, 1, 100);
        ActorRef<HubMessage> hub = hub();
        assertThat(view(hub).bids()).containsExactly(new DepthLevel(1, Long.MAX_VALUE));

        book.cancel(second);

        assertThat(view(hub).bids()).containsExactly(new DepthLevel(1, Long.MAX_VALUE - 5));
        book.place(Side.BUY, 1, 100);
        assertThat(view(hub).bids()).containsExactly(new DepthLevel(1, Long.MAX_VALUE));
    }

    @Test
    void priceChangesAreToldEvenWhileTheLevelsAreLoadedAnew() {
        book.place(Side.BUY, 1, Long.MAX_VALUE - 5);
        book.place(Side.BUY, 1, 100);
        watched();
        book.holdSnapshots();

        book.place(Side.SELL, 7, 1);
        book.place(Side.BUY, 7, 1);
        book.place(Side.SELL, 1, 1);
        awaitSnapshotAsked();
        book.place(Side.SELL, 5, 1);
        book.place(Side.BUY, 5, 1);
        book.answerSnapshots();

        assertThat(pricesUntil(3)).containsExactly(7L, 1L, 5L);
    }

    @Test
    void viewIsTheBooksOwnWhateverHappens() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ActorRef<HubMessage> hub = hub();
        List<Long> placed = new ArrayList<>();

        for (int step = 0; step < 2_000; step++) {
            book.losePushes(random.nextInt(4) == 0);
            if (random.nextInt(3) == 0 && !placed.isEmpty()) {
                book.cancel(placed.remove(random.nextInt(placed.size())));
            } else {
                Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
                placed.add(book.place(side, 90 + random.nextInt(20), 1 + random.nextInt(9)));
            }
        }
        book.losePushes(false);
        book.sayLast();

        awaitBook(hub, "seed " + seed);
    }

    private ActorRef<HubMessage> hub() {
        return KIT.spawn(MarketDataHub.create(
                FakeBook.SYMBOL, () -> new BookFeed(book), top, new FixedHistory(), clock));
    }

    /** A hub whose first news the watcher has got. */
    private ActorRef<HubMessage> watched() {
        ActorRef<HubMessage> hub = hub();
        view(hub);
        hub.tell(new HubMessage.Watch(watcher.ref()));
        watcher.receiveMessage(PATIENCE);
        return hub;
    }

    private BookView view(ActorRef<HubMessage> hub) {
        return view(hub, 1_000);
    }

    private BookView view(ActorRef<HubMessage> hub, int levels) {
        hub.tell(new HubMessage.GetView(levels, views.ref()));
        return views.receiveMessage(PATIENCE);
    }

    private List<Long> pricesUntil(int count) {
        List<Long> prices = new ArrayList<>();
        while (prices.size() < count) {
            watcher.receiveMessage(PATIENCE)
                    .prices()
                    .forEach(each -> prices.add(each.priceTicks()));
        }
        return prices;
    }

    private void awaitSnapshotAsked() {
        views.awaitAssert(PATIENCE, () -> {
            assertThat(book.snapshotsAsked()).isEqualTo(1);
            return null;
        });
    }

    private void awaitBook(ActorRef<HubMessage> hub) {
        awaitBook(hub, "");
    }

    private void awaitBook(ActorRef<HubMessage> hub, String description) {
        views.awaitAssert(PATIENCE, () -> {
            BookView view = view(hub);
            assertThat(view.bids()).as(description).isEqualTo(book.levels(Side.BUY));
            assertThat(view.asks()).as(description).isEqualTo(book.levels(Side.SELL));
            return null;
        });
    }
}
