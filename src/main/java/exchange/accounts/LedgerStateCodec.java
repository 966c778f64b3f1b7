package exchange.accounts;

import exchange.ledger.Account;
import exchange.ledger.Int128;
import exchange.ledger.Ledger;
import exchange.ledger.SystemAccount;
import exchange.market.AccountTier;
import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.SelfTradePrevention;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

import org.agrona.collections.Long2ObjectHashMap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A ledger's state in packed form, the same bytes for equal states; the links are not in it. */
final class LedgerStateCodec {
    private static final int VERSION = 1;

    private LedgerStateCodec() {}

    static void write(LedgerState state, PackedWriter out) {
        out.writeByte(VERSION);
        out.writeLong(state.partition);
        out.writeLong(state.orderCount);
        writeAssets(state.ledger, out);
        out.writeLong(state.markets.size());
        state.markets.forEach(market -> PackedRules.write(out, market.rules()));
        out.writeSigned(state.peers.firstLedger());
        writeSystemAccounts(state.ledger, out);
        writeAccounts(state, out);
        writeOpenOrders(state, out);
        state.closedOrders.write(out);
        state.tombstones.write(out);
        state.references.write(out);
        state.transfers.write(out);
        PackedFees.write(out, state);
        MoneyStateCodec.write(state, out);
        state.cancelTimers.write(out);
    }

    /** Fills a state that is still empty. */
    static void read(LedgerState state, PackedReader in) {
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalStateException(
                    "a state of version " + version + ", this software knows " + VERSION);
        }
        long partition = in.readLong();
        if (partition != state.partition) {
            throw new IllegalStateException(
                    "the state of partition " + partition + ", expected " + state.partition);
        }
        state.orderCount = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            state.ledger.define(new Asset(in.readText(), in.readByte()));
        }
        readPeers(state, in);
        readSystemAccounts(state.ledger, in);
        readAccounts(state, in);
        state.ledger.requireZeroSums();
        OrderCodec orders = new OrderCodec(state::owner, state.peers::market);
        for (int left = in.readInt(); left > 0; left--) {
            Order order = orders.read(in);
            state.addOpen(order);
            name(state, order);
        }
        state.closedOrders.read(in, order -> name(state, order));
        state.tombstones.read(in);
        state.references.read(in);
        state.transfers.read(in);
        PackedFees.read(in, state);
        MoneyStateCodec.read(state, in);
        state.cancelTimers.read(in);
    }

    /** In the order in which they became known: their indexes are in the journal. */
    private static void readPeers(LedgerState state, PackedReader in) {
        List<MarketRules> markets = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            markets.add(PackedRules.read(in));
        }
        long firstLedger = in.readSigned();
        for (MarketRules rules : markets) {
            if (state.peers.size() == firstLedger) {
                state.meetLedgers(state.transfers.partitions());
            }
            state.applyMarketKnown(rules);
        }
        if (state.peers.size() == firstLedger) {
            state.meetLedgers(state.transfers.partitions());
        }
    }

    /** A client order id means the latest order that has it. */
    private static void name(LedgerState state, Order order) {
        if (order.clientOrderId.isEmpty()) {
            return;
        }
        ClientId id = new ClientId(order.owner.account(), order.clientOrderId);
        Order present = state.clientIds.find(id);
        if (present == null || present.orderId < order.orderId) {
            state.clientIds.put(id, order.orderId);
        }
    }

    private static void writeAssets(Ledger ledger, PackedWriter out) {
        out.writeLong(ledger.assets().size());
        for (Asset asset : ledger.assets()) {
            out.writeText(asset.name());
            out.writeByte(asset.scale());
        }
    }

    private static void writeSystemAccounts(Ledger ledger, PackedWriter out) {
        for (SystemAccount account : ledger.systemAccounts()) {
            for (int asset = 0; asset < ledger.assets().size(); asset++) {
                Int128 total = account.total(asset);
                out.writeSigned(total.high());
                out.writeLong(total.low());
            }
        }
    }

    private static void readSystemAccounts(Ledger ledger, PackedReader in) {
        for (SystemAccount account : ledger.systemAccounts()) {
            for (int asset = 0; asset < ledger.assets().size(); asset++) {
                account.total(asset).set(in.readSigned(), in.readLong());
            }
        }
    }

    private static void writeAccounts(LedgerState state, PackedWriter out) {
        long[] ids = sortedKeys(state.owners);
        out.writeLong(ids.length);
        for (long id : ids) {
            Owner owner = state.owners.get(id);
            Account balances = owner.balances();
            out.writeLong(id);
            out.writeLong(owner.sequence());
            out.writeByte(owner.selfTradePrevention.code());
            out.writeByte(owner.tier.code());
            out.writeLong(balances.assets());
            for (int asset = 0; asset < balances.assets(); asset++) {
                out.writeLong(balances.available(asset));
                out.writeLong(balances.held(asset));
            }
        }
    }

    private static void readAccounts(LedgerState state, PackedReader in) {
        for (int left = in.readInt(); left > 0; left--) {
            Owner owner = state.owner(in.readLong());
            owner.restore(in.readLong());
            owner.selfTradePrevention = SelfTradePrevention.of(in.readByte());
            owner.tier = AccountTier.of(in.readByte());
            int assets = in.readInt();
            for (int asset = 0; asset < assets; asset++) {
                state.ledger.restore(owner.balances(), asset, in.readLong(), in.readLong());
            }
        }
    }

    private static void writeOpenOrders(LedgerState state, PackedWriter out) {
        OrderCodec orders = new OrderCodec(state::owner, state.peers::market);
        long[] ids = sortedKeys(state.openOrders);
        out.writeLong(ids.length);
        for (long id : ids) {
            orders.write(state.openOrders.get(id), out);
        }
    }

    static <T> long[] sortedKeys(Long2ObjectHashMap<T> map) {
        long[] keys = new long[map.size()];
        int size = 0;
        Long2ObjectHashMap<T>.KeyIterator iterator = map.keySet().iterator();
        while (iterator.hasNext()) {
            keys[size++] = iterator.nextLong();
        }
        Arrays.sort(keys);
        return keys;
    }
}
