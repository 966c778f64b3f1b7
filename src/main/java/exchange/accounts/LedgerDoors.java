package exchange.accounts;

import exchange.market.OrderStatus;
import exchange.market.RejectReason;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * An edge's unanswered commands per partition, in order. When an answer says unknown or moved, or
 * none comes for 2 s, all unanswered commands of that partition are sent again in their original
 * order before anything new. So they are when one waits for 2 s while later ones are answered: what
 * was on its way to a shard that moved is lost in silence, whoever comes after it is heard. Each
 * copy has a number of its own: a refusal counts only when it is the answer to the last copy and
 * says something of the copies before, or when no copy was taken. A plain object of one thread: an
 * actor runs it in production.
 */
public final class LedgerDoors {
    private static final long SILENCE_MILLIS = 2_000;
    private static final long AGAIN_MIN_MILLIS = 100;
    private static final long AGAIN_MAX_MILLIS = 1_000;
    /** A quarter of what may go from node to node in one message, each as long as it can be. */
    private static final int REQUESTS_PER_MESSAGE_MAX = 250;

    /** Carries requests to the front of a partition, in order. */
    public interface Sending {
        void send(int partition, List<EdgeRequest> requests);
    }

    private static final class Unanswered {
        final LedgerCommand command;
        final long deadline;
        final CompletableFuture<LedgerReply> answer;
        /** The numbers of its copies, the last one last. */
        final List<Long> copies = new ArrayList<>(1);

        /** How many of them may still do something, as far as is known. */
        int open;

        boolean inDoubt;
        long copiedAt;

        Unanswered(LedgerCommand command, long deadline, CompletableFuture<LedgerReply> answer) {
            this.command = command;
            this.deadline = deadline;
            this.answer = answer;
        }
    }

    private static final class Door {
        final LinkedHashSet<Unanswered> unanswered = new LinkedHashSet<>();
        final Map<Long, Unanswered> byCopy = new HashMap<>();
        List<EdgeRequest> outgoing = new ArrayList<>();
        long heardAt;
        /** The number of the latest copy that was answered. */
        long lastHeard = -1;

        long againAt = Long.MAX_VALUE;
        long againAfter = AGAIN_MIN_MILLIS;
    }

    private final Sending ledgers;
    private final Door[] doors;
    private final int partitionBits;
    private long nextId;

    public LedgerDoors(int partitions, Sending ledgers) {
        this.ledgers = ledgers;
        this.doors = new Door[partitions];
        for (int i = 0; i < partitions; i++) {
            doors[i] = new Door();
        }
        this.partitionBits = 64 - Long.numberOfLeadingZeros(partitions);
    }

    /** Takes a command; it goes out with the next {@link #flush()}, or after those in doubt. */
    public void ask(
            int partition,
            LedgerCommand command,
            long deadline,
            CompletableFuture<LedgerReply> answer,
            long now) {
        Door door = doors[partition];
        if (door.unanswered.isEmpty()) {
            door.heardAt = now;
        }
        Unanswered asked = new Unanswered(command, deadline, answer);
        door.unanswered.add(asked);
        if (door.againAt == Long.MAX_VALUE) {
            copy(partition, door, asked, now);
        }
    }

    private void copy(int partition, Door door, Unanswered asked, long now) {
        asked.copiedAt = now;
        long id = nextId++ << partitionBits | partition;
        asked.copies.add(id);
        asked.open++;
        door.byCopy.put(id, asked);
        door.outgoing.add(new EdgeRequest(id, asked.command));
    }

    /** Whether there is something to flush. */
    public boolean hasOutgoing() {
        for (Door door : doors) {
            if (!door.outgoing.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Sends what was asked since the last time. */
    public void flush() {
        for (int partition = 0; partition < doors.length; partition++) {
            send(partition, doors[partition]);
        }
    }

    private void send(int partition, Door door) {
        List<EdgeRequest> all = door.outgoing;
        if (all.isEmpty()) {
            return;
        }
        door.outgoing = new ArrayList<>();
        for (int from = 0; from < all.size(); from += REQUESTS_PER_MESSAGE_MAX) {
            int to = Math.min(all.size(), from + REQUESTS_PER_MESSAGE_MAX);
            ledgers.send(partition, all.subList(from, to));
        }
    }

    public void onReplies(EdgeReplies replies, long now) {
        for (EdgeReply each : replies.replies()) {
            int partition = (int) (each.id() & (1L << partitionBits) - 1);
            onReply(partition, doors[partition], each, now);
        }
    }

    private void onReply(int partition, Door door, EdgeReply reply, long now) {
        Unanswered asked = door.byCopy.get(reply.id());
        if (asked == null) {
            return;
        }
        door.heardAt = now;
        door.lastHeard = Math.max(door.lastHeard, reply.id());
        if (reply.reply() instanceof LedgerReply.Unknown
                || reply.reply() instanceof LedgerReply.Moved) {
            asked.inDoubt |= reply.reply() instanceof LedgerReply.Unknown;
            askAgainLater(door, now);
            return;
        }
        if (reply.reply() instanceof LedgerReply.Refused refused
                && !isFinal(asked, reply.id(), refused.reason())) {
            if (asked.copies.getLast() == reply.id()) {
                askAgainLater(door, now);
            }
            return;
        }
        forget(door, asked);
        door.unanswered.remove(asked);
        door.againAfter = AGAIN_MIN_MILLIS;
        if (asked.inDoubt
                && asked.command instanceof LedgerCommand.Cancel cancel
                && isUnknownOrder(reply.reply())) {
            askWhetherCanceled(partition, cancel, asked, reply.reply(), now);
        } else {
            asked.answer.complete(reply.reply());
        }
    }

    private static void forget(Door door, Unanswered asked) {
        asked.copies.forEach(door.byCopy::remove);
    }

    /** The last copy's word counts, or that no copy at all was looked at. */
    private static boolean isFinal(Unanswered asked, long copy, RejectReason reason) {
        return saysNothingOfEarlierCopies(reason)
                ? --asked.open == 0
                : asked.copies.getLast() == copy;
    }

    /** This copy was not looked at; one before it may have been, and taken. */
    private static boolean saysNothingOfEarlierCopies(RejectReason reason) {
        return reason == RejectReason.OVERLOADED
                || reason == RejectReason.UNAVAILABLE
                || reason == RejectReason.READ_ONLY
                || reason == RejectReason.INTERNAL;
    }

    private static boolean isUnknownOrder(LedgerReply reply) {
        return reply instanceof LedgerReply.NotFound
                || reply instanceof LedgerReply.Refused refused
                        && refused.reason() == RejectReason.UNKNOWN_ORDER;
    }

    /** A cancel in doubt that finds no open order may itself have ended it. */
    private void askWhetherCanceled(
            int partition,
            LedgerCommand.Cancel cancel,
            Unanswered asked,
            LedgerReply refused,
            long now) {
        LedgerCommand question = cancel.orderId() != 0
                ? new LedgerCommand.GetOrder(cancel.account(), cancel.orderId())
                : new LedgerCommand.GetOrderByClientId(cancel.account(), cancel.clientOrderId(), 0);
        CompletableFuture<LedgerReply> found = new CompletableFuture<>();
        found.thenAccept(reply -> asked.answer.complete(
                reply instanceof LedgerReply.OrderResult result
                                && result.order().status() == OrderStatus.CANCELED
                        ? new LedgerReply.Canceled(result.order())
                        : refused));
        ask(partition, question, asked.deadline, found, now);
    }

    private static void askAgainLater(Door door, long now) {
        if (door.againAt == Long.MAX_VALUE) {
            door.againAt = now + door.againAfter;
            door.againAfter = Math.min(door.againAfter * 2, AGAIN_MAX_MILLIS);
        }
    }

    /** Sends again what is in doubt, and gives up what is too late; several times a second. */
    public void check(long now) {
        for (int partition = 0; partition < doors.length; partition++) {
            Door door = doors[partition];
            if (door.unanswered.isEmpty()) {
                door.againAt = Long.MAX_VALUE;
                continue;
            }
            giveUpLate(door, now);
            if (door.againAt == Long.MAX_VALUE && isSilent(door, now)) {
                door.unanswered.forEach(each -> each.inDoubt = true);
                door.againAt = now;
            }
            if (now >= door.againAt) {
                askAgain(partition, door, now);
            }
        }
    }

    /** Nothing is heard, or nothing of the oldest command while of later ones there is. */
    private static boolean isSilent(Door door, long now) {
        if (now - door.heardAt > SILENCE_MILLIS || door.unanswered.isEmpty()) {
            return !door.unanswered.isEmpty();
        }
        Unanswered oldest = door.unanswered.getFirst();
        return !oldest.copies.isEmpty()
                && now - oldest.copiedAt > SILENCE_MILLIS
                && door.lastHeard > oldest.copies.getLast();
    }

    private static void giveUpLate(Door door, long now) {
        Iterator<Unanswered> all = door.unanswered.iterator();
        while (all.hasNext()) {
            Unanswered each = all.next();
            if (now >= each.deadline) {
                all.remove();
                forget(door, each);
                each.answer.complete(new LedgerReply.Unknown());
            }
        }
    }

    private void askAgain(int partition, Door door, long now) {
        door.againAt = Long.MAX_VALUE;
        door.heardAt = now;
        door.outgoing.clear();
        door.unanswered.forEach(asked -> copy(partition, door, asked, now));
        send(partition, door);
    }

    /** The edge ends: nobody will hear what becomes of the rest. */
    public void close() {
        for (Door door : doors) {
            door.unanswered.forEach(each -> each.answer.complete(new LedgerReply.Unknown()));
        }
    }
}
