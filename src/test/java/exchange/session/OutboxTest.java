package exchange.session;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;

import exchange.marketdata.Channel;
import exchange.marketdata.Topic;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class OutboxTest {
    private static final Topic DEPTH = Topic.of(Channel.DEPTH, "BTC-USD");
    private static final Topic TRADES = Topic.of(Channel.TRADES, "BTC-USD");

    private final Outbox outbox = new Outbox(20, 40);

    @Test
    void messagesSaidGoOutInOrderAFrameEach() {
        outbox.say("1", false);
        outbox.say("2", false);

        assertThat(taken()).containsExactly("1", "2");
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void messagesThatJoinShareAFrameUpToItsSize() {
        for (String json : List.of("1111111", "2222222", "3333333", "4444444")) {
            outbox.say(json, true);
        }

        assertThat(taken()).containsExactly("[1111111,2222222]", "[3333333,4444444]");
    }

    @Test
    void oneThatJoinsAloneIsNoArray() {
        outbox.say("1", true);
        outbox.say("2", false);
        outbox.say("3", true);

        assertThat(taken()).containsExactly("1", "2", "3");
    }

    @Test
    void onlyTheNewestStateOfATopicWaitsInThePlaceOfTheFirst() {
        outbox.show("book", List.of("b1"));
        outbox.show("price", List.of("p1"));
        outbox.show("book", List.of("b2"));

        assertThat(taken()).containsExactly("b2", "p1");
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void noMoreIsTakenAtATimeThanAWriteHoldsAndMessagesGoBeforeStates() {
        outbox.show("book", List.of("b1"));
        outbox.say("x".repeat(30), false);
        outbox.say("y".repeat(30), false);
        outbox.say("z", false);

        List<List<String>> writes = new ArrayList<>();
        writes.add(taken());
        outbox.show("book", List.of("b2"));
        writes.add(taken());

        assertThat(writes)
                .containsExactly(List.of("x".repeat(30), "y".repeat(30)), List.of("z", "b2"));
    }

    @Test
    void whatIsPublishedKeepsItsPlaceAmongWhatIsSaid() {
        outbox.say("1", true);
        outbox.publish(DEPTH, SharedFrame.of("depth"));
        outbox.say("2", true);
        outbox.say("3", true);

        assertThat(outbox.unsent(DEPTH)).isEqualTo(1);
        assertThat(taken()).containsExactly("1", "depth", "[2,3]");
        assertThat(outbox.unsent(DEPTH)).isZero();
        assertThat(outbox.publishedBytes()).isZero();
    }

    @Test
    void aTopicThatIsSkippedLeavesTheOthers() {
        outbox.publish(DEPTH, SharedFrame.of("depth"));
        outbox.publish(TRADES, SharedFrame.of("trades"));
        outbox.publish(DEPTH, SharedFrame.of("depth 2"));
        outbox.say("1", false);

        outbox.skip(DEPTH);

        assertThat(outbox.publishedBytes()).isEqualTo(SharedFrame.of("trades").size());
        assertThat(taken()).containsExactly("trades", "1");
    }

    @Test
    void framesAreThoseOfTheProtocol() {
        for (int length : List.of(0, 125, 126, 65_535, 65_536)) {
            String text = "x".repeat(length);
            SharedFrame frame = SharedFrame.of(text);
            int head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
            assertThat(frame.size()).isEqualTo(head + length);
            assertThat(frame.text()).isEqualTo(text);
            assertThat(SharedFrame.joined(List.of(frame)).head()).isEqualTo((byte) 0x81);
        }
        assertThat(SharedFrame.of("é").size()).isEqualTo(4);
        assertThat(SharedFrame.joined(List.of(SharedFrame.of("ab"), SharedFrame.of("c"))))
                .isEqualTo(ByteString.fromArray(
                        new byte[] {(byte) 0x81, 2, 'a', 'b', (byte) 0x81, 1, 'c'}));
    }

    private List<String> taken() {
        return outbox.take().stream().map(SharedFrame::text).toList();
    }
}
