package exchange.accounts;

import exchange.market.RejectReason;
import exchange.sequencer.LedgerItem;

import org.agrona.collections.Long2ObjectHashMap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Clients that wait for what a book does with two orders of which one cancels the other. The line
 * of the second says it for both. Lives in a ledger's front, in memory only.
 */
final class WaitingLists {
    private record Waiter(Ticket ticket, boolean duplicate) {}

    private record Listed(OrderView first, OrderView second, List<Waiter> waiters) {}

    private final Long2ObjectHashMap<Listed> bySecond = new Long2ObjectHashMap<>();
    private final BiConsumer<Ticket, LedgerReply> reply;

    WaitingLists(BiConsumer<Ticket, LedgerReply> reply) {
        this.reply = reply;
    }

    void add(OrderView first, OrderView second, Ticket ticket, boolean duplicate) {
        bySecond.computeIfAbsent(
                        second.orderId(), id -> new Listed(first, second, new ArrayList<>()))
                .waiters()
                .add(new Waiter(ticket, duplicate));
    }

    void arrived(LedgerItem item) {
        if (bySecond.isEmpty()) {
            return;
        }
        if (item instanceof LedgerItem.Accepted accepted) {
            answer(accepted.orderId(), accepted.time());
        }
        if (item instanceof LedgerItem.Refused refused) {
            refuse(refused.orderId(), refused.reason());
        }
    }

    private void answer(long orderId, long time) {
        Listed listed = bySecond.remove(orderId);
        if (listed != null) {
            OrderView first = listed.first().opened(time);
            OrderView second = listed.second().opened(time);
            listed.waiters()
                    .forEach(each -> reply.accept(
                            each.ticket(),
                            new LedgerReply.ListPlaced(first, second, each.duplicate())));
        }
    }

    private void refuse(long orderId, RejectReason reason) {
        Listed listed = bySecond.remove(orderId);
        if (listed != null) {
            listed.waiters()
                    .forEach(each ->
                            reply.accept(each.ticket(), new LedgerReply.Refused(reason, "")));
        }
    }

    /** Everybody is to ask again somewhere else. */
    void moved() {
        bySecond.values()
                .forEach(listed -> listed.waiters()
                        .forEach(each -> reply.accept(each.ticket(), new LedgerReply.Moved())));
        bySecond.clear();
    }
}
