package exchange.ledger;

/**
 * The postings of one event, collected and then made all at once. An entry that does not sum to
 * zero for each asset, or that would leave a balance negative or too large, is a bug: it throws and
 * has changed nothing. Reused by its ledger.
 */
final class Entry {
    /** A settlement has the most: two of the user and four of the system. */
    static final int POSTINGS_MAX = 8;

    private final Account[] accounts = new Account[POSTINGS_MAX];
    private final SystemAccount[] systemAccounts = new SystemAccount[POSTINGS_MAX];
    private final int[] assets = new int[POSTINGS_MAX];
    private final long[] available = new long[POSTINGS_MAX];
    private final long[] held = new long[POSTINGS_MAX];
    private final Int128 sum = new Int128();
    private int size;

    void begin() {
        size = 0;
    }

    /** A user's leg; at most one per asset and entry. */
    void user(Account account, int asset, long availableChange, long heldChange) {
        accounts[size] = account;
        systemAccounts[size] = null;
        assets[size] = asset;
        available[size] = availableChange;
        held[size] = heldChange;
        size++;
    }

    void system(SystemAccount account, int asset, long change) {
        accounts[size] = null;
        systemAccounts[size] = account;
        assets[size] = asset;
        available[size] = change;
        held[size] = 0;
        size++;
    }

    void post() {
        for (int i = 0; i < size; i++) {
            requireZeroSum(assets[i]);
            if (accounts[i] != null) {
                requirePossible(i);
            }
        }
        for (int i = 0; i < size; i++) {
            int asset = assets[i];
            Account account = accounts[i];
            if (account == null) {
                systemAccounts[i].total(asset).add(available[i]);
            } else {
                account.set(
                        asset,
                        account.available(asset) + available[i],
                        account.held(asset) + held[i]);
            }
        }
    }

    private void requireZeroSum(int asset) {
        sum.set(0, 0);
        for (int i = 0; i < size; i++) {
            if (assets[i] == asset) {
                sum.add(available[i]);
                sum.add(held[i]);
            }
        }
        if (!sum.isZero()) {
            throw new IllegalStateException(
                    "postings of asset " + asset + " sum to " + sum + ", expected 0");
        }
    }

    private void requirePossible(int i) {
        Account account = accounts[i];
        int asset = assets[i];
        long newAvailable = account.available(asset) + available[i];
        long newHeld = account.held(asset) + held[i];
        // A sum beyond a long turns negative, so one look finds both kinds of nonsense.
        if (newAvailable < 0 || newHeld < 0 || newAvailable + newHeld < 0) {
            throw new IllegalStateException("account " + account.id() + ", asset " + asset
                    + ": available " + account.available(asset) + " with " + available[i]
                    + " and held " + account.held(asset) + " with " + held[i]
                    + " is not a balance");
        }
    }
}
