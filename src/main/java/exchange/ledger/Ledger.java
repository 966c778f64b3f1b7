package exchange.ledger;

import exchange.market.Asset;

import org.agrona.collections.Long2ObjectHashMap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The books of one partition, double entry: each operation is one balanced entry, so every asset
 * sums to zero over all accounts at any moment. Knows no orders and no markets beyond their name.
 * Mutable and owned by one thread. Assets are meant by their index, in the order of definition.
 */
public final class Ledger {
    private final List<Asset> assets = new ArrayList<>();
    private final Map<String, Integer> assetIndex = new HashMap<>();
    private final Long2ObjectHashMap<Account> accounts = new Long2ObjectHashMap<>();
    private final SystemAccount deposits = new SystemAccount("deposits");
    private final SystemAccount fees = new SystemAccount("fees");
    private final SystemAccount overflow = new SystemAccount("overflow");
    private final SystemAccount transfers = new SystemAccount("clearing/transfers");
    private final SystemAccount withdrawals = new SystemAccount("withdrawals");
    private final SystemAccount adjustments = new SystemAccount("adjustments");
    private final List<SystemAccount> clearing = new ArrayList<>();
    private final Entry entry = new Entry();

    /** Appends an asset and returns its index. */
    public int define(Asset asset) {
        if (assetIndex.putIfAbsent(asset.name(), assets.size()) != null) {
            throw new IllegalStateException(asset.name() + " is defined twice");
        }
        assets.add(asset);
        return assets.size() - 1;
    }

    /** The index of an asset, -1 when it is not defined. */
    public int assetIndex(String name) {
        Integer index = assetIndex.get(name);
        return index == null ? -1 : index;
    }

    public List<Asset> assets() {
        return assets;
    }

    /** The account with that id, opened empty when it is new. */
    public Account account(long id) {
        Account account = accounts.get(id);
        if (account == null) {
            account = new Account(id);
            accounts.put(id, account);
        }
        return account;
    }

    /** The clearing account of a market, opened when it is new. */
    public SystemAccount clearing(String symbol) {
        String name = "clearing/" + symbol;
        for (SystemAccount known : clearing) {
            if (known.name().equals(name)) {
                return known;
            }
        }
        SystemAccount opened = new SystemAccount(name);
        clearing.add(opened);
        return opened;
    }

    /** What is between the ledgers of a sender and of a receiver. */
    public SystemAccount transfers() {
        return transfers;
    }

    /** All system accounts, those of markets in the order they were opened. */
    public List<SystemAccount> systemAccounts() {
        List<SystemAccount> all = new ArrayList<>(
                List.of(deposits, fees, overflow, transfers, withdrawals, adjustments));
        all.addAll(clearing);
        return all;
    }

    /** Money from outside. */
    public void deposit(Account account, int asset, long units) {
        requirePositive(units);
        entry.begin();
        entry.user(account, asset, units, 0);
        entry.system(deposits, asset, -units);
        entry.post();
    }

    /** Available money leaves the account for a clearing account. */
    public void send(Account account, SystemAccount to, int asset, long units) {
        requirePositive(units);
        entry.begin();
        entry.user(account, asset, -units, 0);
        entry.system(to, asset, units);
        entry.post();
    }

    /**
     * Money from a clearing account, available at once.
     *
     * @param overflowed part of it that the account's balance cannot take
     */
    public void receive(
            Account account, SystemAccount from, int asset, long units, long overflowed) {
        requirePositive(units);
        entry.begin();
        entry.user(account, asset, units - overflowed, 0);
        entry.system(from, asset, -units);
        entry.system(overflow, asset, overflowed);
        entry.post();
    }

    /** Sets available funds aside. */
    public void hold(Account account, int asset, long units) {
        requirePositive(units);
        entry.begin();
        entry.user(account, asset, -units, units);
        entry.post();
    }

    /** Makes held funds available again. */
    public void release(Account account, int asset, long units) {
        requirePositive(units);
        entry.begin();
        entry.user(account, asset, units, -units);
        entry.post();
    }

    /** Held money leaves for the world outside. */
    public void withdraw(Account account, int asset, long units) {
        requirePositive(units);
        entry.begin();
        entry.user(account, asset, 0, -units);
        entry.system(withdrawals, asset, units);
        entry.post();
    }

    /** Makes more or fewer units available, because somebody decided so. */
    public void adjust(Account account, int asset, long change) {
        entry.begin();
        entry.user(account, asset, change, 0);
        entry.system(adjustments, asset, -change);
        entry.post();
    }

    private static void requirePositive(long units) {
        if (units <= 0) {
            throw new IllegalStateException("units to move must be positive, found " + units);
        }
    }

    /** One line of a trade, as its book computed it. */
    public void settle(Account account, Settlement line) {
        int gives = line.givesAsset();
        int takes = line.takesAsset();
        entry.begin();
        entry.user(account, gives, line.released(), -line.used() - line.released());
        entry.system(line.clearing(), gives, line.used());
        entry.system(line.clearing(), takes, -line.received());
        entry.user(account, takes, line.kept(), 0);
        entry.system(fees, takes, line.fee());
        entry.system(overflow, takes, line.overflowed());
        entry.post();
    }

    /** What of a credit the account cannot take: goes to the overflow account. */
    public long excess(Account account, int asset, long credit) {
        return Math.max(0, credit - account.room(asset));
    }

    /** Sets a balance as a snapshot has it; {@link #requireZeroSums} when all are set. */
    public void restore(Account account, int asset, long available, long held) {
        if (available < 0 || held < 0 || available + held < 0) {
            throw new IllegalStateException("account " + account.id() + ", asset " + asset
                    + ": available " + available + " and held " + held + " is not a balance");
        }
        account.set(asset, available, held);
    }

    /** All accounts by id. */
    public void forEachAccount(Consumer<Account> action) {
        long[] ids = new long[accounts.size()];
        int size = 0;
        Long2ObjectHashMap<Account>.KeyIterator keys = accounts.keySet().iterator();
        while (keys.hasNext()) {
            ids[size++] = keys.nextLong();
        }
        Arrays.sort(ids);
        for (long id : ids) {
            action.accept(accounts.get(id));
        }
    }

    /** What all users have available of an asset. */
    public Int128 usersAvailable(int asset) {
        Int128 sum = new Int128();
        accounts.values().forEach(account -> sum.add(account.available(asset)));
        return sum;
    }

    /** What is held of an asset for all users. */
    public Int128 usersHeld(int asset) {
        Int128 sum = new Int128();
        accounts.values().forEach(account -> sum.add(account.held(asset)));
        return sum;
    }

    /** Checks the whole of it: every asset sums to zero over users and system. */
    public void requireZeroSums() {
        for (int asset = 0; asset < assets.size(); asset++) {
            Int128 sum = usersAvailable(asset);
            sum.add(usersHeld(asset));
            for (SystemAccount account : systemAccounts()) {
                sum.add(account.total(asset));
            }
            if (!sum.isZero()) {
                throw new IllegalStateException(
                        assets.get(asset).name() + " sums to " + sum + ", expected 0");
            }
        }
    }
}
