package exchange.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class OutboxTest {
    private final Outbox outbox = new Outbox(20, 40);

    @Test
    void messagesSaidGoOutInOrderAFrameEach() {
        outbox.say("1", false);
        outbox.say("2", false);

        assertThat(outbox.take()).containsExactly("1", "2");
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void messagesThatJoinShareAFrameUpToItsSize() {
        for (String json : List.of("1111111", "2222222", "3333333", "4444444")) {
            outbox.say(json, true);
        }

        assertThat(outbox.take()).containsExactly("[1111111,2222222]", "[3333333,4444444]");
    }

    @Test
    void oneThatJoinsAloneIsNoArray() {
        outbox.say("1", true);
        outbox.say("2", false);
        outbox.say("3", true);

        assertThat(outbox.take()).containsExactly("1", "2", "3");
    }

    @Test
    void onlyTheNewestStateOfATopicWaitsInThePlaceOfTheFirst() {
        outbox.show("book", List.of("b1"));
        outbox.show("price", List.of("p1"));
        outbox.show("book", List.of("b2"));

        assertThat(outbox.take()).containsExactly("b2", "p1");
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void noMoreIsTakenAtATimeThanAWriteHoldsAndMessagesGoBeforeStates() {
        outbox.show("book", List.of("b1"));
        outbox.say("x".repeat(30), false);
        outbox.say("y".repeat(30), false);
        outbox.say("z", false);

        List<List<String>> writes = new ArrayList<>();
        writes.add(outbox.take());
        outbox.show("book", List.of("b2"));
        writes.add(outbox.take());

        assertThat(writes)
                .containsExactly(List.of("x".repeat(30), "y".repeat(30)), List.of("z", "b2"));
    }
}
