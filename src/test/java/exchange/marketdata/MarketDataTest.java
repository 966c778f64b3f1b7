package exchange.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;

import exchange.book.BookCommand;
import exchange.book.BookLogic;
import exchange.book.BookReply;
import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.OrderIds;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.matching.DepthLevel;
import exchange.sequencer.Batch;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.BookItem;
import exchange.sequencer.BookItems;
import exchange.sequencer.EntityLogic;
import exchange.sequencer.EntityState;
import exchange.sequencer.FrontMessage;
import exchange.sequencer.LinkEnd;
import exchange.sequencer.Push;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A hub beside a real book's decisions: its pushes may be lost, its view may not differ. */
final class MarketDataTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SYMBOL = "BTC-USD";
    private static final MarketRules RULES = new MarketRules(
            SYMBOL,
            new Asset("BTC", 10),
            new Asset("USD", 10),
            1,
            2,
            1,
            8,
            0,
            Long.MAX_VALUE,
            0,
            0,
            0,
            MarketState.OPEN);

    private final ActorTestKit kit = ActorTestKit.create();
    private final BookLogic logic = new BookLogic(SYMBOL, 1);
    private final EntityState<BookCommand> book = new EntityState<>(logic);
    private final List<BatchEvent> journal = new ArrayList<>();
    private final Batch batch = new Batch();
    private final TestProbe<BookView> views = kit.createTestProbe();
    private ActorRef<Push> hubsEar;
    private boolean deaf;
    private long orders;

    @BeforeEach
    void openMarket() {
        batch.begin(1_000);
        logic.decide(new BookCommand.DefineMarket(RULES), batch);
        commit();
    }

    @AfterEach
    void end() {
        kit.shutdownTestKit();
    }

    private void commit() {
        BatchEvent event = book.seal(batch);
        journal.add(event);
        if (hubsEar != null && !deaf) {
            hubsEar.tell(new Push.Committed(SYMBOL, event));
        }
    }

    private void place(Side side, long price, long lots) {
        LinkEnd link =
                new EntityState<>(new BookLogic(SYMBOL, 1)).logic().links().to(0);
        orders++;
        long held = side == Side.BUY ? price * lots : lots * 100;
        new BookItems.Writer()
                .write(
                        link,
                        new BookItem.Place(
                                OrderIds.of(0, orders),
                                1,
                                side,
                                OrderType.LIMIT,
                                TimeInForce.GTC,
                                false,
                                SelfTradePrevention.NONE,
                                price,
                                lots,
                                0,
                                held,
                                0,
                                0,
                                Long.MAX_VALUE));
        link.closeRun();
        EntityLogic.Items items = logic.open(0, link.runsFrom(1, 1).getFirst());
        batch.begin(1_000 + orders);
        items.decideNext(batch);
        commit();
    }

    private ActorRef<MarketDataHub.Message> hub() {
        return kit.spawn(MarketDataHub.create(
                SYMBOL,
                new MarketDataHub.Source() {
                    @Override
                    public void tell(FrontMessage message) {
                        hubsEar = ((FrontMessage.Subscribe) message).subscriber();
                        hubsEar.tell(new Push.Last(SYMBOL, journal.size()));
                    }

                    @Override
                    public CompletionStage<BookReply> snapshot() {
                        return CompletableFuture.completedFuture(
                                (BookReply) logic.query(new BookCommand.GetSnapshot(), 0));
                    }

                    @Override
                    public CompletionStage<List<BatchEvent>> read(long from, long to) {
                        return CompletableFuture.completedFuture(
                                List.copyOf(journal.subList((int) from - 1, (int) to)));
                    }
                },
                new TopOfBook()));
    }

    private BookView view(ActorRef<MarketDataHub.Message> hub) {
        hub.tell(new MarketDataHub.GetView(10, views.ref()));
        return views.receiveMessage(PATIENCE);
    }

    @Test
    void viewBeginsWithTheBookAndFollowsItsFacts() {
        place(Side.BUY, 100, 5);
        ActorRef<MarketDataHub.Message> hub = hub();
        assertThat(view(hub).bids()).containsExactly(new DepthLevel(100, 5));

        place(Side.BUY, 101, 7);
        place(Side.SELL, 101, 3);
        BookView view = view(hub);

        assertThat(view.bids()).containsExactly(new DepthLevel(101, 4), new DepthLevel(100, 5));
        assertThat(view.asks()).isEmpty();
        assertThat(view.lastPriceTicks()).isEqualTo(101);
        assertThat(view.tradeNumber()).isEqualTo(1);
    }

    @Test
    void lostPushesAreReadFromTheJournal() {
        ActorRef<MarketDataHub.Message> hub = hub();
        view(hub);
        deaf = true;
        place(Side.SELL, 200, 1);
        place(Side.SELL, 201, 2);
        deaf = false;
        place(Side.SELL, 202, 3);

        TestProbe<Object> poll = kit.createTestProbe();
        poll.awaitAssert(PATIENCE, () -> {
            assertThat(view(hub).asks())
                    .containsExactly(
                            new DepthLevel(200, 1), new DepthLevel(201, 2), new DepthLevel(202, 3));
            return null;
        });
    }

    @Test
    void watchersHearEveryPriceChangeAndTheLatestBook() {
        TestProbe<MarketNews> watcher = kit.createTestProbe();
        ActorRef<MarketDataHub.Message> hub = hub();
        view(hub);
        hub.tell(new MarketDataHub.Watch(watcher.ref()));
        watcher.receiveMessage(PATIENCE);
        place(Side.SELL, 200, 1);
        place(Side.SELL, 201, 1);
        place(Side.BUY, 201, 2);

        List<Long> prices = new ArrayList<>();
        MarketNews last = null;
        while (prices.size() < 2 || !last.book().asks().isEmpty()) {
            last = watcher.receiveMessage(PATIENCE);
            last.prices().forEach(each -> prices.add(each.priceTicks()));
        }
        assertThat(prices).containsExactly(200L, 201L);
    }
}
