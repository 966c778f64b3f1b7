package exchange.faults;

import exchange.sequencer.FrontMessage.LinkMessage;

import java.util.HashMap;
import java.util.Map;

/**
 * Carries what entities, clients and followers tell each other. Messages of links are lost, doubled
 * and overtaken; what clients and ledgers say comes in order or not at all, as between two actors.
 */
final class FaultyNetwork {
    private final World world;
    private final Cluster cluster;
    private final Map<String, Long> lastOf = new HashMap<>();

    FaultyNetwork(World world, Cluster cluster) {
        this.world = world;
        this.cluster = cluster;
    }

    void send(String peer, LinkMessage message) {
        if (world.fails(60)) {
            lost(peer, message);
            return;
        }
        carry(peer, message);
        if (world.fails(60)) {
            world.tally.count(Fault.LINK_MESSAGE_DOUBLED);
            if (message.count() > 0) {
                world.tally.count(of(
                        peer,
                        message,
                        CrashPoint.COMMAND_DOUBLED,
                        CrashPoint.SETTLEMENT_DOUBLED,
                        CrashPoint.TRANSFER_DOUBLED));
            }
            carry(peer, message);
        }
    }

    private void lost(String peer, LinkMessage message) {
        world.tally.count(Fault.LINK_MESSAGE_LOST);
        if (message.count() == 0) {
            world.tally.count(CrashPoint.ACKNOWLEDGEMENT_LOST);
        } else {
            world.tally.count(of(
                    peer,
                    message,
                    CrashPoint.COMMAND_LOST,
                    CrashPoint.SETTLEMENT_LOST,
                    CrashPoint.TRANSFER_LOST));
        }
        world.history.note("network", () -> "loses " + text(message) + " to " + peer);
    }

    private void carry(String peer, LinkMessage message) {
        long delay = world.between(1, 8);
        if (world.fails(80)) {
            delay = world.between(20, 1_500);
            world.tally.count(Fault.LINK_MESSAGE_LATE);
            if (message.count() > 0 && isBook(peer)) {
                world.tally.count(CrashPoint.COMMAND_REORDERED);
            } else if (message.count() > 0 && !isBook(message.from())) {
                world.tally.count(CrashPoint.TRANSFER_REORDERED);
            }
        }
        world.agenda.after(delay, () -> {
            if (message.count() > 0) {
                world.history.note(peer, () -> "gets " + text(message));
            }
            cluster.deliver(peer, message);
        });
    }

    private static CrashPoint of(
            String peer,
            LinkMessage message,
            CrashPoint toBook,
            CrashPoint fromBook,
            CrashPoint betweenLedgers) {
        if (isBook(peer)) {
            return toBook;
        }
        return isBook(message.from()) ? fromBook : betweenLedgers;
    }

    private static boolean isBook(String peer) {
        return peer.contains("-");
    }

    static String text(LinkMessage message) {
        String items = message.count() == 0
                ? "no items"
                : "items " + message.first() + ".." + (message.first() + message.count() - 1);
        return items + " of " + message.from() + " (made " + message.made() + ", has "
                + message.acknowledged()
                + (message.expected() > 0 ? ", asks for " + message.expected() : "") + ")";
    }

    /** Between two who hear each other in order: false when it is lost. */
    boolean inOrder(String channel, Fault loss, Runnable delivery) {
        if (world.fails(25)) {
            world.tally.count(loss);
            world.history.note("network", () -> "loses a message " + channel);
            return false;
        }
        long now = world.agenda.now();
        long at = Math.max(lastOf.getOrDefault(channel, 0L), now + world.between(1, 6));
        if (world.fails(20)) {
            at += world.between(50, 2_500);
        }
        lastOf.put(channel, at);
        world.agenda.after(at - now, delivery);
        return true;
    }

    /** To a follower, who can do without. */
    void push(Runnable delivery) {
        if (world.fails(80)) {
            world.tally.count(Fault.PUSH_LOST);
            return;
        }
        world.agenda.after(world.between(1, world.isFaulty() ? 40 : 5), delivery);
    }
}
