package exchange.sequencer;

import exchange.sequencer.ChildMessage.ItemId;
import exchange.sequencer.ChildMessage.Peer;

import java.util.List;

/**
 * What a front remembers of contradictions, and of decisions that threw. After the second in a row
 * link items go one by one; one that fails alone twice is refused by number.
 */
final class Trouble {
    private static final int COMMITS_TO_TRUST_AGAIN = 1_000;
    private static final int SUSPICIONS_MAX = 3;

    private int failuresInRow;
    private int commitsSince;
    private List<ItemId> suspect = List.of();
    private int suspectFailures;
    private List<ItemId> refused = List.of();
    private int suspicions;

    /** A peer knows more than the state has: whether it is too often by now to replay once more. */
    boolean contradicted() {
        return ++suspicions > SUSPICIONS_MAX;
    }

    /** A peer and the state agree again. */
    void agreed() {
        suspicions = 0;
    }

    boolean oneByOne() {
        return failuresInRow >= 2;
    }

    List<ItemId> refused() {
        return refused;
    }

    void decideFailed(List<ItemId> culprit) {
        boolean alone = oneByOne();
        failuresInRow++;
        commitsSince = 0;
        boolean again = !culprit.isEmpty() && culprit.equals(suspect);
        suspect = culprit;
        if (!alone || culprit.isEmpty()) {
            return;
        }
        suspectFailures = again ? suspectFailures + 1 : 1;
        if (suspectFailures >= 2) {
            refused = culprit;
        }
    }

    /** Commits without the item that threw prove nothing: it may be on its way again. */
    void committed(List<Peer> moved) {
        if (failuresInRow == 0) {
            return;
        }
        boolean over = suspect.isEmpty() ? !oneByOne() : passed(moved);
        if (over || ++commitsSince > COMMITS_TO_TRUST_AGAIN) {
            failuresInRow = 0;
            commitsSince = 0;
            suspect = List.of();
            suspectFailures = 0;
            refused = List.of();
        }
    }

    private boolean passed(List<Peer> moved) {
        for (ItemId item : suspect) {
            for (Peer peer : moved) {
                if (peer.index() == item.peer() && peer.taken() >= item.number()) {
                    return true;
                }
            }
        }
        return false;
    }
}
