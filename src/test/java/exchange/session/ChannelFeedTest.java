package exchange.session;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;

import exchange.marketdata.Channel;
import exchange.marketdata.MarketUpdate;
import exchange.marketdata.MarketUpdate.Kind;
import exchange.marketdata.Topic;
import exchange.session.SessionMessage.Published;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Who follows a topic, and that a message is made once for all of them. */
final class ChannelFeedTest implements ChannelFeed.Market, ChannelEncoder {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Topic TRADES = Topic.of(Channel.TRADES, "BTC-USD");
    private static final Topic DEPTH = Topic.of(Channel.DEPTH, "BTC-USD");

    private final CompletableFuture<ActorRef<MarketUpdate>> follower = new CompletableFuture<>();
    private final BlockingQueue<Object> asked = new LinkedBlockingQueue<>();
    private final AtomicInteger encoded = new AtomicInteger();
    private final TestProbe<SessionMessage> ann = KIT.createTestProbe();
    private final TestProbe<SessionMessage> bob = KIT.createTestProbe();
    private ActorRef<ChannelFeed.Message> feed = start(Duration.ofHours(1));

    @AfterAll
    static void end() {
        KIT.shutdownTestKit();
    }

    @Override
    public void follow(ActorRef<MarketUpdate> newFollower, Set<Topic> topics) {
        follower.complete(newFollower);
        asked.add(Set.copyOf(topics));
    }

    @Override
    public void askSnapshot(Topic topic) {
        asked.add(topic);
    }

    @Override
    public String update(MarketUpdate update) {
        encoded.incrementAndGet();
        return update.kind() + " " + update.sequence();
    }

    @Override
    public String heartbeat(Topic topic, long sequence) {
        return "heartbeat " + sequence;
    }

    @Test
    void everybodyGetsTheSameBytesMadeOnce() {
        subscribe(ann, TRADES);
        subscribe(bob, TRADES);
        assertThat(asked()).isEqualTo(Set.of(TRADES));
        assertThat(asked()).isEqualTo(TRADES);

        tell(Kind.SNAPSHOT, 1);
        tell(Kind.CHANGE, 2);

        Publication snapshot = next(ann);
        Publication change = next(ann);
        assertThat(List.of(snapshot.frame().text(), change.frame().text()))
                .containsExactly("SNAPSHOT 1", "CHANGE 2");
        assertThat(List.of(snapshot.isSnapshot(), change.isSnapshot()))
                .containsExactly(true, false);
        assertThat(next(bob)).isSameAs(snapshot);
        assertThat(next(bob)).isSameAs(change);
        assertThat(encoded.get()).isEqualTo(2);
        assertThat(asked).isEmpty();
    }

    @Test
    void whoComesLaterGetsTheSameSnapshotUntilSomethingChanges() {
        subscribe(ann, TRADES);
        tell(Kind.SNAPSHOT, 1);
        Publication snapshot = next(ann);

        subscribe(bob, TRADES);
        assertThat(next(bob)).isSameAs(snapshot);
        tell(Kind.CHANGE, 2);
        next(ann);
        next(bob);
        TestProbe<SessionMessage> eve = KIT.createTestProbe();
        subscribe(eve, TRADES);
        tell(Kind.CHANGE, 3);
        tell(Kind.SNAPSHOT, 3);
        tell(Kind.CHANGE, 4);

        assertThat(next(eve).frame().text()).isEqualTo("SNAPSHOT 3");
        assertThat(next(eve).frame().text()).isEqualTo("CHANGE 4");
        assertThat(next(ann).frame().text()).isEqualTo("CHANGE 3");
        assertThat(next(ann).frame().text()).isEqualTo("CHANGE 4");
    }

    @Test
    void everybodyBeginsAnewWhenTheMarketDoes() {
        subscribe(ann, TRADES);
        tell(Kind.SNAPSHOT, 1);
        next(ann);
        subscribe(bob, TRADES);
        next(bob);

        tell(Kind.RESTART, 5);

        Publication anew = next(ann);
        assertThat(anew.isSnapshot()).isTrue();
        assertThat(next(bob)).isSameAs(anew);
    }

    @Test
    void topicsThatNobodyFollowsAreNotWanted() {
        subscribe(ann, TRADES);
        subscribe(ann, DEPTH);
        subscribe(bob, DEPTH);
        assertThat(asked()).isEqualTo(Set.of(TRADES));
        assertThat(asked()).isEqualTo(TRADES);
        assertThat(asked()).isEqualTo(Set.of(TRADES, DEPTH));
        assertThat(asked()).isEqualTo(DEPTH);

        feed.tell(new ChannelFeed.Unsubscribe(TRADES, ann.ref()));
        feed.tell(new ChannelFeed.Unsubscribe(TRADES, ann.ref()));
        feed.tell(new ChannelFeed.Unsubscribe(DEPTH, ann.ref()));
        assertThat(asked()).isEqualTo(Set.of(DEPTH));
        bob.stop();

        assertThat(asked()).isEqualTo(Set.of());
    }

    @Test
    void whoPausesIsToldNothingAndThenAllOfIt() {
        subscribe(ann, TRADES);
        subscribe(bob, TRADES);
        tell(Kind.SNAPSHOT, 1);
        Publication last = next(ann);
        next(bob);

        feed.tell(new ChannelFeed.Pause(TRADES, ann.ref()));
        for (int i = 2; i <= 4; i++) {
            tell(Kind.CHANGE, i);
            next(bob);
        }
        ann.expectNoMessage();
        Publication read = last.next().orElseThrow();
        assertThat(read.frame().text()).isEqualTo("CHANGE 2");

        feed.tell(new ChannelFeed.GoOn(read, ann.ref()));
        feed.tell(new ChannelFeed.GoOn(read, ann.ref()));
        tell(Kind.CHANGE, 5);

        assertThat(List.of(next(ann), next(ann), next(ann)))
                .extracting(each -> each.frame().text())
                .containsExactly("CHANGE 3", "CHANGE 4", "CHANGE 5");
        ann.expectNoMessage();
    }

    @Test
    void whoBeganLaterReadsOnFromItsOwnSnapshot() {
        subscribe(ann, TRADES);
        tell(Kind.SNAPSHOT, 1);
        next(ann);
        tell(Kind.CHANGE, 2);
        subscribe(bob, TRADES);
        tell(Kind.SNAPSHOT, 2);
        Publication last = next(bob);

        feed.tell(new ChannelFeed.Pause(TRADES, bob.ref()));
        tell(Kind.RESTART, 3);
        ann.stop();
        feed.tell(new ChannelFeed.GoOn(last, bob.ref()));

        Publication anew = next(bob);
        assertThat(anew.frame().text()).isEqualTo("RESTART 3");
        assertThat(anew.isSnapshot()).isTrue();
    }

    @Test
    void heartbeatsSayWhereATopicStandsAlsoToThoseWhoPause() {
        feed = start(Duration.ofMillis(20));
        subscribe(ann, TRADES);
        tell(Kind.SNAPSHOT, 7);

        assertThat(next(ann).frame().text()).isEqualTo("SNAPSHOT 7");
        assertThat(next(ann).frame().text()).isEqualTo("heartbeat 7");
        feed.tell(new ChannelFeed.Pause(TRADES, ann.ref()));
        tell(Kind.CHANGE, 8);
        while (!next(ann).frame().text().equals("heartbeat 8")) {}
    }

    private ActorRef<ChannelFeed.Message> start(Duration heartbeat) {
        return KIT.spawn(ChannelFeed.create(this, this, heartbeat));
    }

    private void subscribe(TestProbe<SessionMessage> session, Topic topic) {
        feed.tell(new ChannelFeed.Subscribe(topic, session.ref()));
    }

    /** Told like the market does, behind everything that the test has said before. */
    private void tell(Kind kind, long sequence) {
        follower.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join()
                .tell(new MarketUpdate.Trades(TRADES, kind, sequence - 1, sequence, List.of()));
    }

    private Object asked() {
        try {
            return asked.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Publication next(TestProbe<SessionMessage> session) {
        return ((Published) session.receiveMessage(PATIENCE)).publication();
    }
}
