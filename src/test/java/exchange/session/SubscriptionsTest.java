package exchange.session;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.marketdata.Channel;
import exchange.marketdata.Topic;
import exchange.session.SessionMessage.Published;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class SubscriptionsTest implements Subscriptions.Source {
    private static final Topic DEPTH = Topic.of(Channel.DEPTH, "BTC-USD");
    private static final Topic TRADES = Topic.of(Channel.TRADES, "BTC-USD");

    private final Outbox outbox = new Outbox(100, 1_000);
    private final Subscriptions subscriptions = new Subscriptions(outbox, this, 3, 100);
    private final List<String> asked = new ArrayList<>();

    @Override
    public void subscribe(Topic topic) {
        asked.add("+" + topic.channel().text());
    }

    @Override
    public void unsubscribe(Topic topic) {
        asked.add("-" + topic.channel().text());
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
    void whoFallsBehindInATopicThatMayNotSkipMustGo() {
        subscriptions.add(TRADES);
        take(TRADES, true, "x".repeat(60));

        assertThat(subscriptions.take(published(TRADES, false, "y".repeat(60))))
                .contains("more than 100 bytes unread");
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
        assertThat(subscriptions.take(published(topic, isSnapshot, text))).isEmpty();
    }

    private static Published published(Topic topic, boolean isSnapshot, String text) {
        return new Published(topic, isSnapshot, SharedFrame.of(text));
    }

    private List<String> taken() {
        return outbox.take().stream().map(SharedFrame::text).toList();
    }
}
