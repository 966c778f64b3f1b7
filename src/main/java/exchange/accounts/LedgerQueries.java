package exchange.accounts;

import exchange.ledger.Account;
import exchange.ledger.Int128;
import exchange.ledger.SystemAccount;
import exchange.market.Asset;
import exchange.market.OrderStatus;
import exchange.sequencer.PackedWriter;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** Answers from a ledger's committed state, with copies. */
final class LedgerQueries {
    private final LedgerState state;
    private final Consumer<PackedWriter> writeState;

    LedgerQueries(LedgerState state, Consumer<PackedWriter> writeState) {
        this.state = state;
        this.writeState = writeState;
    }

    LedgerReply answer(LedgerCommand.Query query, long time) {
        return switch (query) {
            case LedgerCommand.GetBalances get -> balances(get.account());
            case LedgerCommand.GetAccount get -> account(get.account());
            case LedgerCommand.GetSettings get -> settings(get.account());
            case LedgerCommand.GetFreeze get -> freeze(get.account());
            case LedgerCommand.GetHolds get -> HoldList.page(state, get);
            case LedgerCommand.GetOrder get -> order(get);
            case LedgerCommand.GetOrderByClientId get -> orderByClientId(get, time);
            case LedgerCommand.GetOpenOrders get -> openOrders(get);
            case LedgerCommand.GetTransfer get -> transfer(get, time);
            case LedgerCommand.GetFees get -> fees(get.account());
            case LedgerCommand.GetTotals get -> totals();
            case LedgerCommand.GetStateHash get -> stateHash();
        };
    }

    LedgerReply settings(long account) {
        return new LedgerReply.Settings(state.selfTradePrevention(account), state.tier(account));
    }

    LedgerReply fees(long account) {
        return new LedgerReply.Fees(state.fees(account), sequence(account));
    }

    LedgerReply freeze(long account) {
        return new LedgerReply.FreezeResult(state.freeze(account));
    }

    Balance balance(long account, int asset) {
        String name = state.ledger.assets().get(asset).name();
        Owner owner = state.owners.get(account);
        if (owner == null) {
            return new Balance(name, 0, 0);
        }
        Account balances = owner.balances();
        return new Balance(name, balances.available(asset), balances.held(asset));
    }

    /** How much more of an asset the account can take. */
    long room(long account, int asset) {
        Owner owner = state.owners.get(account);
        return owner == null ? Long.MAX_VALUE : owner.balances().room(asset);
    }

    private LedgerReply balances(long account) {
        return new LedgerReply.Balances(allBalances(account), sequence(account));
    }

    private List<Balance> allBalances(long account) {
        List<Balance> balances = new ArrayList<>();
        for (int asset = 0; asset < state.ledger.assets().size(); asset++) {
            balances.add(balance(account, asset));
        }
        return balances;
    }

    /** Orders on their way are told too: what becomes of them is told later by number alone. */
    private LedgerReply account(long account) {
        List<OrderView> orders = new ArrayList<>();
        Owner owner = state.owners.get(account);
        if (owner != null) {
            owner.forEachOpen(order -> orders.add(order.view()));
        }
        return new LedgerReply.AccountState(allBalances(account), orders, sequence(account));
    }

    private LedgerReply order(LedgerCommand.GetOrder get) {
        Order order = state.order(get.orderId());
        boolean found = order != null && order.owner.account() == get.account();
        return found ? asItIsNow(order) : new LedgerReply.NotFound(false);
    }

    private LedgerReply transfer(LedgerCommand.GetTransfer get, long time) {
        Transfer found = state.transfers.find(get.account(), get.reference());
        return found == null
                ? new LedgerReply.NotFound(get.finalAt() > 0 && time > get.finalAt())
                : new LedgerReply.Transferred(view(found, get.reference()), false);
    }

    TransferView view(Transfer transfer, String reference) {
        return new TransferView(
                transfer.transferId(),
                transfer.from(),
                transfer.to(),
                state.ledger.assets().get(transfer.asset()).name(),
                transfer.amount(),
                reference,
                transfer.status(),
                Reasons.text(transfer.reason()),
                transfer.sentAt());
    }

    private LedgerReply orderByClientId(LedgerCommand.GetOrderByClientId get, long time) {
        Order order = state.clientIds.find(new ClientId(get.account(), get.clientOrderId()));
        return order == null ? new LedgerReply.NotFound(isOver(get, time)) : asItIsNow(order);
    }

    private static boolean isOver(LedgerCommand.GetOrderByClientId get, long time) {
        return get.finalAt() > 0 && time > get.finalAt();
    }

    /** Whether the answer is that no such order or transfer can come to be any more. */
    boolean isFinal(LedgerCommand.Query query, long time) {
        if (query instanceof LedgerCommand.GetTransfer get) {
            return get.finalAt() > 0
                    && time > get.finalAt()
                    && state.transfers.find(get.account(), get.reference()) == null;
        }
        return query instanceof LedgerCommand.GetOrderByClientId get
                && isOver(get, time)
                && state.clientIds.find(new ClientId(get.account(), get.clientOrderId())) == null;
    }

    private static LedgerReply asItIsNow(Order order) {
        return order.inFlight
                ? new LedgerReply.Pending(order.clientOrderId)
                : new LedgerReply.OrderResult(order.view(), List.of(), false);
    }

    private LedgerReply openOrders(LedgerCommand.GetOpenOrders get) {
        List<OrderView> orders = new ArrayList<>();
        Owner owner = state.owners.get(get.account());
        if (owner != null) {
            owner.forEachOpen(order -> {
                boolean asked =
                        get.symbol().isEmpty() || get.symbol().equals(order.market.symbol());
                // What no book has taken yet has been answered to nobody.
                if (asked && order.status != OrderStatus.PENDING) {
                    orders.add(order.view());
                }
            });
        }
        return new LedgerReply.Orders(orders, sequence(get.account()));
    }

    private long sequence(long account) {
        return state.nextSequence(account) - 1;
    }

    private LedgerReply totals() {
        List<LedgerReply.Total> totals = new ArrayList<>();
        List<Asset> assets = state.ledger.assets();
        for (int asset = 0; asset < assets.size(); asset++) {
            String name = assets.get(asset).name();
            totals.add(total("users/available", name, state.ledger.usersAvailable(asset)));
            totals.add(total("users/held", name, state.ledger.usersHeld(asset)));
            for (SystemAccount account : state.ledger.systemAccounts()) {
                totals.add(total(account.name(), name, account.total(asset)));
            }
        }
        return new LedgerReply.Totals(totals);
    }

    private static LedgerReply.Total total(String account, String asset, Int128 units) {
        return new LedgerReply.Total(account, asset, units.toBigInteger());
    }

    private LedgerReply stateHash() {
        PackedWriter out = new PackedWriter(64 * 1024);
        writeState.accept(out);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(out.toBytes());
            return new LedgerReply.StateHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
