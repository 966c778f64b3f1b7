package exchange.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * An account of the exchange itself, by asset, in 128 bits and of either sign: the outside world,
 * the fees, what is between a book and the ledgers, what no user's balance could take.
 */
public final class SystemAccount {
    private final String name;
    private final List<Int128> byAsset = new ArrayList<>();

    SystemAccount(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Assets with an index at or above this one were never touched. */
    public int assets() {
        return byAsset.size();
    }

    /** The account's own total of that asset, not a copy. */
    public Int128 total(int asset) {
        while (byAsset.size() <= asset) {
            byAsset.add(new Int128());
        }
        return byAsset.get(asset);
    }
}
