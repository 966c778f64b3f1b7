package exchange.sequencer;

import exchange.sequencer.ChildMessage.Peer;

/**
 * A front's view of one link: what was sent, received and acknowledged, and when it moved last. In
 * memory only.
 */
final class PeerLink {
    static final long RESEND_AFTER_MILLIS = 1_000;
    static final long RESEND_BACKOFF_MAX_MILLIS = 10_000;

    final int index;
    final String name;
    long made;
    long oldest;
    long sent;
    long acknowledgedByPeer;
    long taken;
    long received;
    long ackToJournal;
    long ackWaitsSince;
    long saidByPeer = -1;
    long movedAt;
    long resendAfter = RESEND_AFTER_MILLIS;
    boolean resendQueued;

    PeerLink(Peer peer, long now) {
        index = peer.index();
        name = peer.name();
        restart(peer, now);
    }

    /** Begins again from what a new incarnation has in its journal. */
    void restart(Peer peer, long now) {
        made = peer.made();
        oldest = peer.oldest();
        sent = peer.acknowledged();
        acknowledgedByPeer = peer.acknowledged();
        taken = peer.taken();
        received = peer.taken();
        ackToJournal = 0;
        saidByPeer = -1;
        resendQueued = false;
        resendAfter = RESEND_AFTER_MILLIS;
        movedAt = now;
    }

    /** What it makes after it spoke first need not be waited for: there would be no end to it. */
    void spoke(long madeByPeer) {
        if (saidByPeer < 0) {
            saidByPeer = madeByPeer;
        }
    }

    /** Whether everything the peer had made by the time it spoke has been taken. */
    boolean caughtUp() {
        return saidByPeer >= 0 && taken >= saidByPeer;
    }

    /** Takes note of an acknowledgement; true when it is new. */
    boolean acknowledged(long upTo, long now) {
        if (upTo <= acknowledgedByPeer) {
            return false;
        }
        acknowledgedByPeer = upTo;
        if (ackToJournal == 0) {
            ackWaitsSince = now;
        }
        ackToJournal = upTo;
        movedAt = now;
        resendAfter = RESEND_AFTER_MILLIS;
        return true;
    }

    /**
     * Whether to send again: items are not sent and the sent ones acknowledged, or sent ones are
     * not acknowledged and nothing has moved for long enough; then waits longer.
     */
    boolean resendDue(long now) {
        if (resendQueued || made <= acknowledgedByPeer) {
            return false;
        }
        if (sent < made && acknowledgedByPeer >= sent) {
            return true;
        }
        if (now - movedAt < resendAfter) {
            return false;
        }
        movedAt = now;
        resendAfter = Math.min(resendAfter * 2, RESEND_BACKOFF_MAX_MILLIS);
        return true;
    }

    long resendFrom() {
        return acknowledgedByPeer + 1;
    }
}
