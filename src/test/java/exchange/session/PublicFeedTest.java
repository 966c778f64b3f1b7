package exchange.session;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;

import com.typesafe.config.ConfigFactory;

import exchange.market.MarketState;
import exchange.marketdata.AuctionView;
import exchange.marketdata.BookView;
import exchange.marketdata.MarketNews;
import exchange.session.SessionMessage.Show;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

final class PublicFeedTest {
    private static final ActorTestKit KIT =
            ActorTestKit.create("feed", ConfigFactory.parseString("akka.loglevel=ERROR"));

    private final AtomicInteger encoded = new AtomicInteger();
    private final CompletableFuture<ActorRef<MarketNews>> market = new CompletableFuture<>();
    private final ActorRef<PublicFeed.Message> feed =
            KIT.spawn(PublicFeed.create(market::complete, news -> {
                encoded.incrementAndGet();
                return List.of(new Show("book", List.of("b" + news.book().sequence())));
            }));

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void newsAreEncodedOnceForAllSessionsInOrder() {
        TestProbe<SessionMessage> one = watching();
        TestProbe<SessionMessage> two = watching();

        tell(1);
        tell(2);

        for (TestProbe<SessionMessage> each : List.of(one, two)) {
            assertThat(each.receiveMessage()).isEqualTo(new Show("book", List.of("b1")));
            assertThat(each.receiveMessage()).isEqualTo(new Show("book", List.of("b2")));
        }
        assertThat(encoded).hasValue(2);
    }

    @Test
    void nothingIsEncodedForNobody() throws Exception {
        TestProbe<SessionMessage> gone = watching();
        gone.stop();
        Thread.sleep(100);

        tell(1);
        TestProbe<SessionMessage> later = watching();
        tell(2);

        assertThat(later.receiveMessage()).isEqualTo(new Show("book", List.of("b2")));
        later.expectNoMessage(Duration.ofMillis(50));
        assertThat(encoded).hasValue(1);
    }

    private TestProbe<SessionMessage> watching() {
        TestProbe<SessionMessage> probe = KIT.createTestProbe(SessionMessage.class);
        feed.tell(new PublicFeed.Watch(probe.ref()));
        return probe;
    }

    private void tell(long sequence) {
        BookView view = new BookView(
                "BTC-USD",
                List.of(),
                List.of(),
                0,
                0,
                sequence,
                1,
                MarketState.OPEN,
                AuctionView.NOTHING);
        market.join().tell(new MarketNews(view, List.of()));
    }
}
