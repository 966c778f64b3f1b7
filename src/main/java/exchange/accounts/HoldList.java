package exchange.accounts;

import java.util.ArrayList;
import java.util.List;

/**
 * The open holds of an account, in the order of their places. Together they are what the account
 * has held, but for moments in which an order that was being changed has just ended.
 */
final class HoldList {
    private HoldList() {}

    static LedgerReply page(LedgerState state, LedgerCommand.GetHolds get) {
        List<HoldView> holds = new ArrayList<>();
        Owner owner = state.owners.get(get.account());
        if (owner != null) {
            owner.forEachOpen(order -> {
                boolean isWanted = get.after().isBefore(HoldView.Kind.ORDER, order.orderId);
                if (isWanted && holds.size() <= get.limit() && order.held + order.adding > 0) {
                    holds.add(ofOrder(state, order));
                }
            });
            for (FundsRequest request : state.requests.pending(get.account())) {
                if (holds.size() <= get.limit() && isAfter(request, get.after())) {
                    holds.add(ofWithdrawal(request));
                }
            }
        }
        boolean isLast = holds.size() <= get.limit();
        return new LedgerReply.HoldPage(isLast ? holds : holds.subList(0, get.limit()), isLast);
    }

    private static HoldView ofOrder(LedgerState state, Order order) {
        int asset = order.market.heldAsset(order.side);
        return new HoldView(
                new HoldView.Place(HoldView.Kind.ORDER, order.orderId),
                order.market.symbol(),
                state.ledger.assets().get(asset).name(),
                order.held + order.adding,
                order.createdAt);
    }

    private static boolean isAfter(FundsRequest request, HoldView.Place after) {
        return switch (request.terms.kind()) {
            case WITHDRAWAL -> after.isBefore(HoldView.Kind.WITHDRAWAL, request.terms.requestId());
            case ADJUSTMENT -> false;
        };
    }

    private static HoldView ofWithdrawal(FundsRequest request) {
        return new HoldView(
                new HoldView.Place(HoldView.Kind.WITHDRAWAL, request.terms.requestId()),
                "",
                request.terms.asset(),
                request.terms.amount(),
                request.requestedAt);
    }
}
