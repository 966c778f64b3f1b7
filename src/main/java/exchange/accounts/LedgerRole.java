package exchange.accounts;

import exchange.market.RejectReason;
import exchange.sequencer.FrontMessage;
import exchange.sequencer.FrontRole;
import exchange.sequencer.LedgerItem;
import exchange.sequencer.LedgerItems;
import exchange.sequencer.Run;

import org.agrona.collections.Long2ObjectHashMap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who waits at a ledger's front. A place or cancel is answered as soon as its outcome arrives from
 * the book, which has committed it; the settlement follows in the ledger's next batch, ahead of
 * every later query. In memory only: after a move clients are told to ask again.
 */
public final class LedgerRole implements FrontRole<LedgerCommand> {
    private final Long2ObjectHashMap<Waiting> byOrder = new Long2ObjectHashMap<>();
    /** Who waits for a mass cancel. */
    private final Long2ObjectHashMap<Ticket> byRequest = new Long2ObjectHashMap<>();

    private final WaitingLists lists = new WaitingLists(this::reply);
    private final WaitingTransfers transfers = new WaitingTransfers(this::reply);
    private final Replacements replacements = new Replacements();
    private final Map<Integer, Long> seenByPeer = new HashMap<>();
    private final Map<Edge, List<EdgeReply>> replies = new LinkedHashMap<>();
    /** Lines that came while a batch was on its way: what that batch answers does not know them. */
    private final List<LedgerItem> sinceBatchBegan = new ArrayList<>();

    @Override
    public void received(FrontMessage.FromClients message, Asking<LedgerCommand> asking) {
        switch (message) {
            case EdgeRequests far -> ask(far.requests(), new Edge.OfActor(far.replyTo()), asking);
            case LocalRequests near -> ask(near.requests(), near.edge(), asking);
            default -> throw new IllegalStateException("no ledger takes " + message.getClass());
        }
    }

    private static void ask(List<EdgeRequest> requests, Edge edge, Asking<LedgerCommand> asking) {
        for (EdgeRequest each : requests) {
            asking.ask(each.command(), new Ticket(edge, each.id()));
        }
    }

    @Override
    public void answered(Object ticket, LedgerCommand command, Object answer) {
        Ticket asker = (Ticket) ticket;
        switch (answer) {
            case LedgerReply reply -> reply(asker, reply);
            case Routed.Joined joined -> {
                boolean replaces = command instanceof LedgerCommand.Replace;
                waiting(joined.order()).place(asker, true, replaces);
                catchUp(joined.order());
            }
            case Routed.Forwarded forwarded -> {
                if (command instanceof LedgerCommand.Cancel) {
                    waiting(forwarded.order()).cancel(forwarded.itemNumber(), asker);
                    catchUp(forwarded.order());
                } else if (command instanceof LedgerCommand.Amend) {
                    waiting(forwarded.order()).amend(forwarded.itemNumber(), asker);
                    catchUp(forwarded.order());
                } else if (command instanceof LedgerCommand.Replace) {
                    replacements.begin(forwarded.order().orderId(), 0, false);
                    waiting(forwarded.order()).place(asker, false, true);
                } else {
                    waiting(forwarded.order()).place(asker, false);
                }
            }
            case Routed.Replacing replacing -> {
                long orderId = replacing.order().orderId();
                replacements.begin(orderId, replacing.replaced().orderId(), mustCancel(command));
                waiting(replacing.order()).place(asker, false, true);
                waiting(replacing.replaced()).replace(orderId);
                catchUp(replacing.replaced());
            }
            case Routed.ForwardedList list -> lists.add(list.first(), list.second(), asker, false);
            case Routed.JoinedList list -> {
                lists.add(list.first(), list.second(), asker, true);
                sinceBatchBegan.forEach(lists::arrived);
            }
            case Routed.TransferOnItsWay transfer -> transfers.add(transfer, asker);
            case Routed.ForwardedAll all -> byRequest.put(all.requestId(), asker);
            default -> throw new IllegalStateException("no ledger answers " + answer.getClass());
        }
    }

    private static boolean mustCancel(LedgerCommand command) {
        return command instanceof LedgerCommand.Replace replace && replace.mustCancel();
    }

    private Waiting waiting(OrderView order) {
        return byOrder.computeIfAbsent(order.orderId(), id -> new Waiting(order));
    }

    /**
     * Shows an order that is older than its batch what came meanwhile, unless somebody waited and
     * saw it.
     */
    private void catchUp(OrderView order) {
        Waiting waiting = byOrder.get(order.orderId());
        if (!waiting.isNew()) {
            return;
        }
        for (LedgerItem item : sinceBatchBegan) {
            if (item.orderId() == order.orderId()) {
                arrived(item);
            }
        }
    }

    @Override
    public void batchBegins() {
        sinceBatchBegan.clear();
        transfers.batchBegins();
    }

    @Override
    public void failed(Object ticket, LedgerCommand command, Failure failure) {
        reply(
                (Ticket) ticket,
                switch (failure) {
                    case UNKNOWN -> new LedgerReply.Unknown();
                    case MOVED -> new LedgerReply.Moved();
                    case INTERNAL -> new LedgerReply.Refused(RejectReason.INTERNAL, "");
                    case OVERLOADED -> new LedgerReply.Refused(RejectReason.OVERLOADED, "");
                    case READ_ONLY -> new LedgerReply.Refused(RejectReason.READ_ONLY, "");
                    case STALLED, HALTED -> new LedgerReply.Refused(RejectReason.UNAVAILABLE, "");
                });
    }

    @Override
    public void itemsArrived(int peer, String name, Run run, long firstNew) {
        if (Peers.isLedger(name)) {
            transfers.itemsArrived(peer, run, firstNew);
            return;
        }
        long seen = Math.max(seenByPeer.getOrDefault(peer, 0L), firstNew - 1);
        LedgerItems.Reader items = new LedgerItems.Reader(run);
        while (items.hasNext()) {
            LedgerItem item = items.next();
            if (items.number() > seen) {
                sinceBatchBegan.add(item);
                arrived(item);
            }
        }
        seenByPeer.put(peer, Math.max(seen, run.last()));
    }

    private void arrived(LedgerItem item) {
        if (item instanceof LedgerItem.MassCanceled canceled) {
            Ticket ticket = byRequest.remove(canceled.orderId());
            if (ticket != null) {
                reply(ticket, new LedgerReply.MassCanceled(canceled.orders()));
            }
            return;
        }
        lists.arrived(item);
        Waiting waiting = byOrder.get(item.orderId());
        if (waiting == null) {
            return;
        }
        switch (item) {
            case LedgerItem.Accepted accepted -> {
                waiting.accepted(accepted);
                if (accepted.rests()) {
                    placed(waiting);
                }
            }
            case LedgerItem.Fill fill -> {
                if (waiting.filled(fill)) {
                    placed(waiting);
                }
            }
            case LedgerItem.Rested rested -> placed(waiting);
            case LedgerItem.Triggered triggered -> waiting.triggered(triggered);
            case LedgerItem.Amended amended -> {
                waiting.amended(amended);
                if (amended.rests()) {
                    placed(waiting);
                }
            }
            case LedgerItem.AmendRefused refused -> {
                LedgerReply reply = new LedgerReply.Refused(refused.reason(), "");
                waiting.drainAmend(refused.number()).forEach(each -> reply(each, reply));
            }
            case LedgerItem.MassCanceled canceled -> {}
            case LedgerItem.Decremented decremented -> waiting.decremented(decremented);
            case LedgerItem.Refused refused -> {
                LedgerReply reply = new LedgerReply.Refused(refused.reason(), "");
                waiting.drainPlaces().forEach(each -> replyPlaced(each, refused.orderId(), reply));
                endReplacement(refused.orderId());
            }
            case LedgerItem.Ended ended -> {
                waiting.ended(ended);
                replacements.canceled(ended.movedTo(), ended.orderId(), waiting.view());
                placed(waiting);
                LedgerReply reply = new LedgerReply.Canceled(waiting.view());
                waiting.drainCancel(ended.number()).forEach(each -> reply(each, reply));
            }
            case LedgerItem.CancelRefused refused -> {
                LedgerReply reply = new LedgerReply.Refused(refused.reason(), "");
                waiting.drainCancel(refused.number()).forEach(each -> reply(each, reply));
            }
        }
        if (waiting.isOver()) {
            byOrder.remove(item.orderId());
        }
    }

    /** Everything that comes of the place itself has come. */
    private void placed(Waiting waiting) {
        OrderView order = waiting.view();
        for (Waiting.Placed each : waiting.drainPlaces()) {
            List<FillView> fills = each.duplicate() ? List.of() : waiting.fills();
            replyPlaced(
                    each,
                    order.orderId(),
                    new LedgerReply.OrderResult(order, fills, each.duplicate()));
        }
        endReplacement(order.orderId());
    }

    private void replyPlaced(Waiting.Placed placed, long orderId, LedgerReply reply) {
        reply(placed.ticket(), placed.replaces() ? replacements.reply(orderId, reply) : reply);
    }

    private void endReplacement(long orderId) {
        long replacedId = replacements.end(orderId);
        Waiting replaced = byOrder.get(replacedId);
        if (replaced != null) {
            replaced.forgetReplacement(orderId);
            if (replaced.isOver()) {
                byOrder.remove(replacedId);
            }
        }
    }

    @Override
    public boolean writes(LedgerCommand command) {
        return !(command instanceof LedgerCommand.Query);
    }

    @Override
    public boolean waitsForPeers(LedgerCommand command) {
        return command instanceof LedgerCommand.Query;
    }

    @Override
    public void moved() {
        for (Waiting waiting : byOrder.values()) {
            waiting.drainAll().forEach(each -> reply(each, new LedgerReply.Moved()));
        }
        byOrder.clear();
        replacements.clear();
        lists.moved();
        transfers.moved();
        byRequest.values().forEach(each -> reply(each, new LedgerReply.Moved()));
        byRequest.clear();
    }

    private void reply(Ticket ticket, LedgerReply reply) {
        replies.computeIfAbsent(ticket.edge(), to -> new ArrayList<>())
                .add(new EdgeReply(ticket.id(), reply));
    }

    @Override
    public void flush() {
        if (!replies.isEmpty()) {
            replies.forEach((edge, list) -> edge.tell(new EdgeReplies(list)));
            replies.clear();
        }
    }
}
