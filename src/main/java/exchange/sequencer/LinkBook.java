package exchange.sequencer;

import exchange.sequencer.ChildMessage.Peer;
import exchange.sequencer.FrontMessage.LinkMessage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All links of one front: judges what comes by the rules of numbered links, and sends what a commit
 * made. A receiver takes item n only after n - 1; acknowledgements are cumulative; a gap is
 * answered with the number expected.
 */
final class LinkBook {
    private static final byte[] NO_ITEMS = new byte[0];
    private static final long ACK_ALONE_MILLIS = 1_000;
    private static final long PEERS_WAIT_MILLIS = 2_000;

    enum Verdict {
        NOTHING,
        ITEMS,
        RESEND,
        STALE
    }

    /**
     * What to do with a message: take its items from firstNew, send again from firstNew, or replay.
     */
    record Received(Verdict verdict, int peer, long firstNew, String text) {
        static final Received NOTHING = new Received(Verdict.NOTHING, -1, 0, "");
    }

    private final String self;
    private final Transport transport;
    private final Map<String, PeerLink> byName = new HashMap<>();
    private final List<PeerLink> all = new ArrayList<>();
    private long restartedAt;

    LinkBook(String self, Transport transport) {
        this.self = self;
        this.transport = transport;
    }

    void restart(List<Peer> peers, long now) {
        restartedAt = now;
        for (Peer peer : peers) {
            PeerLink link = byName.get(peer.name());
            if (link == null) {
                add(peer, now);
            } else {
                link.restart(peer, now);
            }
        }
    }

    private PeerLink add(Peer peer, long now) {
        PeerLink link = new PeerLink(peer, now);
        byName.put(peer.name(), link);
        all.add(link);
        return link;
    }

    // receiving

    Received received(LinkMessage message, long now) {
        PeerLink link = byName.get(message.from());
        if (link == null) {
            return Received.NOTHING;
        }
        if (message.acknowledged() > link.made || message.expected() > link.made + 1) {
            return stale(
                    link,
                    "it took item " + Math.max(message.acknowledged(), message.expected() - 1)
                            + ", but only " + link.made + " were made");
        }
        if (message.oldest() > link.received + 1) {
            return stale(
                    link,
                    "it no longer has item " + (link.received + 1) + ", its oldest is "
                            + message.oldest());
        }
        link.spoke(message.made());
        link.acknowledged(message.acknowledged(), now);
        if (message.count() > 0) {
            return items(link, message);
        }
        if (message.made() > link.received) {
            sendBare(link, link.received + 1);
        }
        return message.expected() > 0 ? asksAgain(link, message.expected(), now) : Received.NOTHING;
    }

    private Received stale(PeerLink link, String text) {
        return new Received(Verdict.STALE, link.index, 0, "link with " + link.name + ": " + text);
    }

    private Received items(PeerLink link, LinkMessage message) {
        Run run = message.run();
        if (run.last() <= link.received) {
            if (run.last() <= link.taken) {
                sendBare(link, 0);
            }
            return Received.NOTHING;
        }
        if (run.first() > link.received + 1) {
            sendBare(link, link.received + 1);
            return Received.NOTHING;
        }
        long firstNew = link.received + 1;
        link.received = run.last();
        return new Received(Verdict.ITEMS, link.index, firstNew, "");
    }

    private Received asksAgain(PeerLink link, long expected, long now) {
        // What this side no longer has it must say: then the other knows that its state is old.
        if (expected > link.made || expected < link.oldest) {
            sendBare(link, 0);
            return Received.NOTHING;
        }
        if (link.resendQueued) {
            return Received.NOTHING;
        }
        link.resendQueued = true;
        link.movedAt = now;
        return new Received(Verdict.RESEND, link.index, expected, "");
    }

    // sending

    /** Takes note of a commit: sends its new items, and acknowledges what it took. */
    void committed(List<Peer> peers, long now) {
        for (Peer peer : peers) {
            PeerLink link = byName.get(peer.name());
            if (link == null) {
                link = meet(peer, now);
            }
            if (link.made == link.acknowledgedByPeer) {
                link.movedAt = now;
            }
            boolean tookMore = peer.taken() > link.taken;
            link.taken = peer.taken();
            link.made = peer.made();
            link.oldest = peer.oldest();
            boolean said = false;
            for (Run run : peer.runs()) {
                said |= send(link, run);
            }
            if (tookMore && !said) {
                sendBare(link, 0);
            }
        }
    }

    /**
     * A peer that was not known before has told nothing yet that anybody could wait for. It may
     * have items for us all the same.
     */
    private PeerLink meet(Peer peer, long now) {
        PeerLink link = add(peer, now);
        link.spoke(0);
        if (peer.runs().isEmpty()) {
            sendBare(link, link.received + 1);
        }
        return link;
    }

    private boolean send(PeerLink link, Run run) {
        boolean continues = run.first() <= link.sent + 1;
        if (!continues && !link.resendQueued) {
            return false;
        }
        link.sent = run.last();
        transport.send(
                link.name,
                new LinkMessage(
                        self,
                        link.taken,
                        0,
                        link.made,
                        link.oldest,
                        run.first(),
                        run.count(),
                        run.items()));
        return true;
    }

    private void sendBare(PeerLink link, long expected) {
        transport.send(
                link.name,
                new LinkMessage(
                        self, link.taken, expected, link.made, link.oldest, 0, 0, NO_ITEMS));
    }

    /**
     * After a start: tells every peer where this side is, so that it says what it made and sends
     * what is missing. Who has said nothing since is told again, as long as it is waited for: a
     * peer that moves at the same time may not get it, and sleeps until it is told something.
     */
    void askForMissing(long now) {
        if (now - restartedAt <= PEERS_WAIT_MILLIS) {
            all.stream()
                    .filter(link -> link.saidByPeer < 0)
                    .forEach(link -> sendBare(link, link.received + 1));
        }
    }

    /** Links with items to send once more or at last; from {@link PeerLink#resendFrom()}. */
    List<PeerLink> resendDue(long now) {
        List<PeerLink> due = all.stream().filter(link -> link.resendDue(now)).toList();
        due.forEach(link -> link.resendQueued = true);
        return due;
    }

    /** The batch that held a resend is done, whether it had something to send or not. */
    void resent(List<? extends Input<?>> done) {
        for (Input<?> input : done) {
            if (input instanceof Input.Resend<?> resend) {
                link(resend.peer()).resendQueued = false;
            }
        }
    }

    /** Links become known in the order of their first items, which is not that of their indexes. */
    private PeerLink link(int index) {
        for (PeerLink link : all) {
            if (link.index == index) {
                return link;
            }
        }
        throw new IllegalStateException("no link has index " + index);
    }

    // acknowledgements that wait to be journaled

    /** Takes an acknowledgement of a peer. */
    interface AckTaker {
        void take(int peer, long last);
    }

    void takeAcks(AckTaker taker) {
        for (PeerLink link : all) {
            if (link.ackToJournal > 0) {
                taker.take(link.index, link.ackToJournal);
                link.ackToJournal = 0;
            }
        }
    }

    /** Whether an acknowledgement has found no batch to ride on. */
    boolean ackWaitsAlone(long now) {
        for (PeerLink link : all) {
            if (link.ackToJournal > 0 && now - link.ackWaitsSince >= ACK_ALONE_MILLIS) {
                return true;
            }
        }
        return false;
    }

    /** Whether every peer has said what it did before the restart, or had the time to. */
    boolean areKnown(long now) {
        return allCaughtUp() || now - restartedAt > PEERS_WAIT_MILLIS;
    }

    private boolean allCaughtUp() {
        for (PeerLink link : all) {
            if (!link.caughtUp()) {
                return false;
            }
        }
        return true;
    }
}
