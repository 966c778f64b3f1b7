package exchange.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.sequencer.ChildMessage.Peer;
import exchange.sequencer.FrontMessage.LinkMessage;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** What a front says to its peers; the cases were found by simulate-faults and by drills. */
final class LinkBookTest {
    private static final byte[] NOTHING = new byte[0];

    private final List<LinkMessage> sent = new ArrayList<>();
    private final LinkBook links = new LinkBook("a", (peer, message) -> sent.add(message));

    @Test
    void peerThatAsksForWhatIsGoneHearsWhatIsTheOldest() {
        links.restart(List.of(peer(0, "b", 7, 8)), 0);

        LinkBook.Received received = links.received(asking("b", 5), 1);

        assertThat(received.verdict()).isEqualTo(LinkBook.Verdict.NOTHING);
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).oldest()).isEqualTo(8);
        assertThat(sent.get(0).made()).isEqualTo(7);
    }

    @Test
    void peerThatAsksForWhatIsThereGetsItAgain() {
        links.restart(List.of(peer(0, "b", 7, 5)), 0);

        LinkBook.Received received = links.received(asking("b", 5), 1);

        assertThat(received.verdict()).isEqualTo(LinkBook.Verdict.RESEND);
        assertThat(received.firstNew()).isEqualTo(5);
    }

    @Test
    void linksMayBecomeKnownInAnotherOrderThanThatOfTheirIndexes() {
        links.committed(List.of(peer(1, "c", 3, 1)), 0);
        links.received(asking("c", 1), 1);

        links.resent(List.of(new Input.Resend<>(1, 1)));

        assertThat(links.received(asking("c", 1), 2).verdict()).isEqualTo(LinkBook.Verdict.RESEND);
    }

    @Test
    void peerIsAskedAgainAfterAStartUntilItSpeaksOrIsGivenUp() {
        links.restart(List.of(peer(0, "b", 7, 5), peer(1, "c", 7, 5)), 0);
        links.askForMissing(0);
        links.received(asking("c", 8), 100);
        sent.clear();

        links.askForMissing(200);
        links.askForMissing(60_000);

        assertThat(sent)
                .singleElement()
                .satisfies(message -> assertThat(message.expected()).isEqualTo(1));
        assertThat(links.areKnown(60_000)).isTrue();
    }

    @Test
    void whatAPeerMakesAfterItSpokeIsNotWaitedFor() {
        links.restart(List.of(peer(0, "b", 0, 1)), 0);
        links.received(bare("b", 3), 1);
        assertThat(links.areKnown(2)).isFalse();

        links.received(bare("b", 5), 3);
        links.committed(List.of(new Peer(0, "b", 3, 0, 0, 1, List.of())), 4);

        assertThat(links.areKnown(4)).isTrue();
    }

    private static Peer peer(int index, String name, long made, long oldest) {
        return new Peer(index, name, 0, made, oldest - 1, oldest, List.of());
    }

    private static LinkMessage bare(String from, long made) {
        return new LinkMessage(from, 0, 0, made, 1, 0, 0, NOTHING);
    }

    private static LinkMessage asking(String from, long expected) {
        return new LinkMessage(from, 0, expected, 0, 1, 0, 0, NOTHING);
    }
}
