package exchange.session;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.marketdata.Channel;
import exchange.marketdata.Topic;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class SubscriptionsTest implements Subscriptions.Source {
    private static final Topic DEPTH = Topic.of(Channel.DEPTH, "BTC-USD");
    private static final Topic TRADES = Topic.of(Channel.TRADES, "BTC-USD");

    private final Outbox outbox = new Outbox(100, 1_000);
    private final Subscriptions subscriptions =
            new Subscriptions(outbox, this, new Subscriptions.Bounds(3, 100, 50));
    private final List<String> asked = new ArrayList<>();
    private final Map<Topic, Publication> newest = new HashMap<>();

    @Override
    public void subscribe(Topic topic) {
        asked.add("+" + topic.channel().text());
    }

    @Override
    public void unsubscribe(Topic topic) {
        asked.add("-" + topic.channel().text());
    }

    @Override
    public void pause(Topic topic) {
        asked.add("pause " + topic.channel().text());
    }

    @Override
    public void goOn(Publication last) {
        asked.add("go on after " + last.frame().text());
    }

    @Test
    void nothingIsTakenBeforeTheSnapshot() {
        subscriptions.add(DEPTH);

        take(DEPTH, false, "an update of before");
        take(DEPTH, true, "snapshot");
        take(DEPTH, false, "update");
        take(TRADES, true, "not followed");

        assertThat(taken()).containsExactly("snapshot", "update");
        assertThat(asked).containsExactly("+depth");
    }

    @Test
    void whoFallsBehindLeavesATopicThatMaySkipAndBeginsAnewLater() {
        subscriptions.add(DEPTH);
        take(DEPTH, true, "1");
        take(DEPTH, false, "2");
        take(DEPTH, false, "3");

        take(DEPTH, false, "4");
        take(DEPTH, false, "5");

        assertThat(outbox.isEmpty()).isTrue();
        assertThat(asked).containsExactly("+depth", "-depth");
        subscriptions.caughtUp();
        subscriptions.caughtUp();
        take(DEPTH, false, "6");
        take(DEPTH, true, "7");
        assertThat(asked).containsExactly("+depth", "-depth", "+depth");
        assertThat(taken()).containsExactly("7");
    }

    @Test
    void whoFallsBehindInATopicThatMayNotSkipReadsItLater() {
        subscriptions.add(TRADES);
        take(TRADES, true, "1");
        take(TRADES, false, "2");
        take(TRADES, false, "3");

        take(TRADES, false, "4");
        take(TRADES, false, "5");
        publish(TRADES, false, "6 is not told");

        assertThat(taken()).containsExactly("1", "2", "3");
        subscriptions.caughtUp();
        assertThat(taken()).containsExactly("4", "5", "6 is not told");
        assertThat(asked).containsExactly("+trades", "pause trades", "go on after 6 is not told");
        subscriptions.take(newest.get(TRADES));
        take(TRADES, false, "7");
        assertThat(taken()).containsExactly("7");
    }

    @Test
    void whatWasMissedIsReadALittleAtATime() {
        subscriptions.add(TRADES);
        for (int i = 0; i < 9; i++) {
            take(TRADES, i == 0, i + "x".repeat(5));
        }
        for (int i = 0; i < 9; i++) {
            publish(TRADES, false, i + "y".repeat(20));
        }
        assertThat(taken()).hasSize(3);

        int turns = 0;
        int read = 0;
        while (asked.size() < 3) {
            subscriptions.caughtUp();
            List<String> some = taken();
            assertThat(some.size()).isBetween(1, 7);
            read += some.size();
            turns++;
        }

        assertThat(read).isEqualTo(15);
        assertThat(turns).isGreaterThan(3);
    }

    @Test
    void whoFallsBehindInATopicThatMayNotSkipMustGo() {
        subscriptions.add(TRADES);
        take(TRADES, true, "x".repeat(60));

        assertThat(subscriptions.take(publish(TRADES, false, "y".repeat(60))))
                .contains("more than 100 bytes unread");
    }

    @Test
    void whatIsPublishedWhileATopicPausesIsUnreadToo() {
        subscriptions.add(TRADES);
        for (int i = 0; i < 4; i++) {
            take(TRADES, i == 0, "x");
        }
        publish(TRADES, false, "y".repeat(100));

        assertThat(subscriptions.take(publish(TRADES, false, "heartbeat")))
                .contains("more than 100 bytes unread");
    }

    @Test
    void whatBeginsAnewWhileItPausesIsNotReadTwice() {
        subscriptions.add(TRADES);
        for (int i = 0; i < 4; i++) {
            take(TRADES, i == 0, "x");
        }
        taken();

        subscriptions.add(TRADES);
        take(TRADES, false, "of before");
        take(TRADES, true, "snapshot");
        subscriptions.caughtUp();

        assertThat(taken()).containsExactly("snapshot");
        assertThat(asked).containsExactly("+trades", "pause trades", "+trades");
    }

    @Test
    void topicsThatMaySkipMakeRoomForThoseThatMayNot() {
        subscriptions.add(DEPTH);
        subscriptions.add(TRADES);
        take(DEPTH, true, "x".repeat(60));

        take(TRADES, true, "y".repeat(60));

        assertThat(asked).containsExactly("+depth", "+trades", "-depth");
        assertThat(taken()).containsExactly("y".repeat(60));
    }

    @Test
    void nothingComesOfATopicThatWasLeft() {
        subscriptions.add(DEPTH);
        take(DEPTH, true, "1");

        subscriptions.remove(DEPTH);
        subscriptions.remove(DEPTH);
        take(DEPTH, false, "2");

        assertThat(taken()).isEmpty();
        assertThat(subscriptions.count()).isZero();
        assertThat(asked).containsExactly("+depth", "-depth");
    }

    private void take(Topic topic, boolean isSnapshot, String text) {
        assertThat(subscriptions.take(publish(topic, isSnapshot, text))).isEmpty();
    }

    private Publication publish(Topic topic, boolean isSnapshot, String text) {
        Publication before = newest.computeIfAbsent(
                topic, first -> Publication.first(first, SharedFrame.of("of long ago")));
        Publication next = before.after(isSnapshot, SharedFrame.of(text));
        before.leadTo(next);
        newest.put(topic, next);
        return next;
    }

    private List<String> taken() {
        return outbox.take().stream().map(SharedFrame::text).toList();
    }
}
